import { storedCustomValue } from './custom-fields.ts';
import { configContextOf } from './render/config-context.ts';
import type { World } from './resource.ts';
import { addressesOf } from './resources/address-owner.ts';
import { asText, idIn, recordIn, textIn, type Row, type Values } from './row.ts';
import { toRestTime } from './timeline.ts';

/** A journal entry as a person would read it. */
export interface StandInEntry {
  readonly id: number;
  /** Name of the object it hangs on. */
  readonly on: string;
  readonly objectType: string;
  readonly objectId: number;
  readonly kind: string;
  readonly comments: string;
  readonly createdBy: string;
  readonly created: string;
}

/** A device with what hangs on it. */
export interface StandInDevice {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly customFields: Values;
  readonly configContext: Values;
  readonly interfaces: readonly StandInInterface[];
}

export interface StandInInterface {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly addresses: readonly { readonly id: number; readonly address: string }[];
}

/** All journal entries, oldest first. */
export function journalOf(world: World): readonly StandInEntry[] {
  return world.tables.all('extras.journalentry').map((row) => {
    const objectType = textIn(row, 'assigned_object_type');
    const objectId = idIn(row, 'assigned_object_id') ?? 0;
    const target = world.tables.find(objectType, objectId);
    const author = world.tables.find('users.user', idIn(row, 'created_by') ?? 0);
    return {
      id: row.id,
      on: target === null ? '' : (world.catalog.byType(objectType)?.display(target, world) ?? ''),
      objectType,
      objectId,
      kind: textIn(row, 'kind'),
      comments: textIn(row, 'comments'),
      createdBy: author === null ? '' : textIn(author, 'username'),
      created: toRestTime(row.created),
    };
  });
}

/** The device of that name. Throws when there is none. */
export function deviceViewOf(name: string, world: World): StandInDevice {
  const row = deviceRow(name, world);
  return {
    id: row.id,
    name: textIn(row, 'name'),
    status: textIn(row, 'status'),
    customFields: recordIn(row, 'custom_fields'),
    configContext: configContextOf(row, world),
    interfaces: world.tables
      .all('dcim.interface')
      .filter((one) => idIn(one, 'device') === row.id)
      .map((one) => ({
        id: one.id,
        name: textIn(one, 'name'),
        description: textIn(one, 'description'),
        enabled: one.values['enabled'] !== false,
        addresses: addressesOf(one.id, world).map(({ id, values }) => ({
          id,
          address: asText(values['address']),
        })),
      })),
  };
}

/** The text in a custom field of a device; null while it holds none. */
export function customFieldOf(deviceName: string, field: string, world: World): string | null {
  const value = storedCustomValue(deviceRow(deviceName, world), field);
  return value === null ? null : asText(value);
}

function deviceRow(name: string, world: World): Row {
  const row = world.tables.all('dcim.device').find((one) => textIn(one, 'name') === name);
  if (row === undefined) throw new Error(`the stand-in has no device ${name}`);
  return row;
}
