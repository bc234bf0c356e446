import type { World } from '../resource.ts';
import { idIn, textIn, type Row } from '../row.ts';

/** The interface an address is assigned to, or null. */
export function interfaceOf(address: Row, world: World): Row | null {
  const id = idIn(address, 'assigned_object_id');
  const assigned = textIn(address, 'assigned_object_type') === 'dcim.interface';
  return assigned && id !== null ? world.tables.find('dcim.interface', id) : null;
}

/** The device whose interface carries the address, or null. */
export function addressOwner(address: Row, world: World): Row | null {
  const id = idIn(interfaceOf(address, world) ?? address, 'device');
  return id === null ? null : world.tables.find('dcim.device', id);
}

/** The addresses assigned to an interface, in id order. */
export function addressesOf(interfaceId: number, world: World): readonly Row[] {
  return world.tables
    .all('ipam.ipaddress')
    .filter(
      (row) =>
        idIn(row, 'assigned_object_id') === interfaceId &&
        textIn(row, 'assigned_object_type') === 'dcim.interface',
    );
}
