import type { Problems, World } from '../resource.ts';
import { idIn, idsIn, textIn, type Row, type Values } from '../row.ts';

/** NetBox's rules over an interface's fields, in the order in which it looks at them. */
export function checkInterface(values: Values, row: Row | null, world: World): Problems | null {
  const wanted: Row = { id: row?.id ?? 0, created: 0, lastUpdated: 0, values };
  return (
    modeProblem(wanted) ??
    twinProblem(wanted, row, world) ??
    lagProblem(wanted, world) ??
    vlanProblem(wanted, world)
  );
}

/** Since 4.7 the API refuses to drop VLANs silently when the mode no longer carries them. */
function modeProblem(wanted: Row): Problems | null {
  const mode = textIn(wanted, 'mode');
  if (idsIn(wanted, 'tagged_vlans').length > 0 && mode !== 'tagged') {
    return { tagged_vlans: ['Interface mode does not support tagged vlans'] };
  }
  if (idIn(wanted, 'untagged_vlan') !== null && mode === '') {
    return { untagged_vlan: ['Interface mode does not support untagged vlan'] };
  }
  return null;
}

function twinProblem(wanted: Row, row: Row | null, world: World): Problems | null {
  const twin = world.tables
    .all('dcim.interface')
    .some(
      (other) =>
        other.id !== row?.id &&
        other.values['name'] === wanted.values['name'] &&
        other.values['device'] === wanted.values['device'],
    );
  return twin ? { __all__: ['Interface with this Device and Name already exists.'] } : null;
}

/** A member is no virtual interface, and its LAG another interface of the same device or virtual chassis. */
function lagProblem(wanted: Row, world: World): Problems | null {
  const lag = world.tables.find('dcim.interface', idIn(wanted, 'lag') ?? 0);
  if (lag === null) return null;
  if (textIn(wanted, 'type') === 'virtual') {
    return { lag: ['Virtual interfaces cannot have a parent LAG interface.'] };
  }
  if (lag.id === wanted.id) return { lag: ['A LAG interface cannot be its own parent.'] };
  const [own, other] = [wanted, lag].map((one) => world.tables.find('dcim.device', idIn(one, 'device') ?? 0));
  if (own == null || other == null || own.id === other.id) return null;
  const chassis = idIn(own, 'virtual_chassis');
  const shown = `The selected LAG interface (${textIn(lag, 'name')})`;
  if (chassis === null) {
    return { lag: [`${shown} belongs to a different device (${textIn(other, 'name')}).`] };
  }
  if (chassis === idIn(other, 'virtual_chassis')) return null;
  const chassisRow = world.tables.find('dcim.virtualchassis', chassis);
  const chassisName = chassisRow === null ? '' : textIn(chassisRow, 'name');
  return {
    lag: [
      `${shown} belongs to ${textIn(other, 'name')}, which is not part of virtual chassis ${chassisName}.`,
    ],
  };
}

/** A VLAN must belong to the device's site, or to none. */
function vlanProblem(wanted: Row, world: World): Problems | null {
  const device = world.tables.find('dcim.device', idIn(wanted, 'device') ?? 0);
  const site = device === null ? null : idIn(device, 'site');
  const untagged = idIn(wanted, 'untagged_vlan');
  for (const [field, ids] of [
    ['untagged_vlan', untagged === null ? [] : [untagged]],
    ['tagged_vlans', idsIn(wanted, 'tagged_vlans')],
  ] as const) {
    const vlan = ids
      .flatMap((id) => world.tables.find('ipam.vlan', id) ?? [])
      .find((found) => idIn(found, 'site') !== null && idIn(found, 'site') !== site);
    if (vlan === undefined) continue;
    const shown = `${textIn(vlan, 'name')} (${idIn(vlan, 'vid') ?? ''})`;
    const named = field === 'untagged_vlan' ? `The untagged VLAN (${shown})` : `VLAN ${shown}`;
    return {
      [field]: [
        `${named} must belong to the same site as the interface's parent device, or it must be global.`,
      ],
    };
  }
  return null;
}
