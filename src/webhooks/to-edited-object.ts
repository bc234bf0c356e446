import type { EditedObject, SubscribedType } from '../domain/netbox-object.ts';
import { AddressSnapshot, type EventObject } from './netbox-event.ts';

const ACTIONS = { created: 'create', updated: 'update', deleted: 'delete' } as const;
export type EventKind = keyof typeof ACTIONS;

/** True for the three events that edit an object; jobs and plugins send others. */
export function isEventKind(event: string): event is EventKind {
  return Object.hasOwn(ACTIONS, event);
}

/** Model fields before and after the edit, unparsed. */
export interface Snapshots {
  readonly prechange?: unknown;
  readonly postchange?: unknown;
}

/** The edited object with what leads to its unit later, even when the object is gone by then. */
export function toEditedObject(
  type: SubscribedType,
  event: EventKind,
  data: EventObject,
  snapshots: Snapshots,
): EditedObject {
  return {
    type,
    id: data.id,
    name: nameOf(data),
    action: ACTIONS[event],
    deviceId: deviceIdIn(type, data),
    interfaceId: type === 'ipam.ipaddress' ? interfaceIdIn(data, snapshots) : null,
  };
}

/** A NUL would make PostgreSQL refuse the row, and with it the edit; an unpaired surrogate cannot be encoded. */
function nameOf(data: EventObject): string {
  const name = data.display ?? data.name ?? data.address ?? '';
  const clean = name
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);
  return clean === '' ? `#${data.id}` : clean;
}

function deviceIdIn(type: SubscribedType, data: EventObject): number | null {
  if (type === 'dcim.interface') return data.device?.id ?? null;
  if (type === 'ipam.ipaddress' && data.assigned_object_type === 'dcim.interface') {
    return data.assigned_object?.device?.id ?? null;
  }
  return null;
}

/** Where the address was comes first: where it is now, NetBox still knows. */
function interfaceIdIn(data: EventObject, snapshots: Snapshots): number | null {
  const now = data.assigned_object_type === 'dcim.interface' ? (data.assigned_object_id ?? null) : null;
  return formerInterfaceId(now !== null, snapshots) ?? now;
}

/**
 * The interface an address was assigned to. Virtual machines' interfaces are numbered on their own, and a snapshot does
 * not name the type, but tells whether it changed: an address that is on an interface now was on one before exactly when
 * the type stayed.
 */
function formerInterfaceId(isOnInterface: boolean, snapshots: Snapshots): number | null {
  const before = AddressSnapshot.safeParse(snapshots.prechange);
  const after = AddressSnapshot.safeParse(snapshots.postchange);
  if (!before.success || before.data.assigned_object_type == null) return null;
  const sameType = after.success && after.data.assigned_object_type === before.data.assigned_object_type;
  return sameType === isOnInterface ? (before.data.assigned_object_id ?? null) : null;
}
