import { z } from 'zod';
import type { RelatedObject } from '../domain/netbox-object.ts';

const number = z.int().nullish();

/**
 * Model fields as the changelog keeps them: related objects as numbers, types of generic references as numbers too; `{}` or
 * null where there was no object. Read only for types we subscribe to: plugins may use the same names for anything.
 */
export const ChangelogData = z
  .object({
    device: number,
    virtual_chassis: number,
    assigned_object_type: number,
    assigned_object_id: number,
    termination_type: number,
    termination_id: number,
    interface_type: number,
    interface_id: number,
    parent_object_type: number,
    parent_object_id: number,
    object_type: number,
    object_id: number,
    scope_type: number,
    scope_id: number,
  })
  .nullable();
export type ChangelogData = z.infer<typeof ChangelogData>;
type Values = NonNullable<ChangelogData>;

/** The generic reference that leads from an object to its units, by the object's type. */
const REFERENCES: Readonly<
  Record<string, (data: Values) => readonly [number | null | undefined, number | null | undefined]>
> = {
  'ipam.ipaddress': (data) => [data.assigned_object_type, data.assigned_object_id],
  'dcim.macaddress': (data) => [data.assigned_object_type, data.assigned_object_id],
  'vpn.l2vpntermination': (data) => [data.assigned_object_type, data.assigned_object_id],
  'dcim.cabletermination': (data) => [data.termination_type, data.termination_id],
  'vpn.tunneltermination': (data) => [data.termination_type, data.termination_id],
  'ipam.fhrpgroupassignment': (data) => [data.interface_type, data.interface_id],
  'ipam.service': (data) => [data.parent_object_type, data.parent_object_id],
  'ipam.prefix': (data) => [data.scope_type, data.scope_id],
  'tenancy.contactassignment': (data) => [data.object_type, data.object_id],
};

/** The interface an address was assigned to. Those of virtual machines are numbered on their own: only the type tells them apart. */
export function interfaceOf(data: ChangelogData, types: ReadonlyMap<number, string>): number | null {
  const type = types.get(data?.assigned_object_type ?? 0);
  return type === 'dcim.interface' ? (data?.assigned_object_id ?? null) : null;
}

/** What the data of an object of `type` names that leads to its units. */
export function relatedIn(
  type: string,
  data: ChangelogData,
  types: ReadonlyMap<number, string>,
): readonly RelatedObject[] {
  if (data === null) return [];
  // A device that left a chassis is no longer found by it, and the master's configuration changed all the same.
  const chassis = data.virtual_chassis ?? null;
  if (type === 'dcim.device') return chassis === null ? [] : [{ type: 'dcim.virtualchassis', id: chassis }];
  const [typeNumber, id] = REFERENCES[type]?.(data) ?? [null, null];
  const named = types.get(typeNumber ?? 0);
  // The interface of an address has a place of its own: which one it was on before is told apart there.
  if (
    named === undefined ||
    typeof id !== 'number' ||
    (type === 'ipam.ipaddress' && named === 'dcim.interface')
  )
    return [];
  return [{ type: named, id }];
}
