import type { Json } from '../../../domain/json.ts';
import type { World } from '../resource.ts';
import { addressesOf } from '../resources/address-owner.ts';
import { idIn, idsIn, textIn, type Row, type Values } from '../row.ts';
import { configContextOf } from './config-context.ts';

/** An interface as a template sees it. */
export interface RenderedInterface {
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly mtu: number | null;
  readonly mode: string | null;
  readonly mgmtOnly: boolean;
  readonly untaggedVlan: number | null;
  readonly taggedVlans: readonly number[];
  /** With prefix length, in id order. */
  readonly addresses: readonly string[];
}

/** What a template of the stand-in gets. */
export interface RenderFacts {
  readonly name: string;
  readonly platform: string | null;
  readonly site: string;
  readonly serial: string;
  readonly interfaces: readonly RenderedInterface[];
  /** The merged config context. */
  readonly context: Values;
  /** The template's text as it stands in NetBox; empty when a text was set for the device directly. */
  readonly templateCode: string;
}

/** Collects the facts of a device. */
export function renderFactsOf(device: Row, templateCode: string, world: World): RenderFacts {
  const slugOf = (type: string, id: number | null): string | null => {
    const row = id === null ? null : world.tables.find(type, id);
    return row === null ? null : textIn(row, 'slug');
  };
  return {
    name: textIn(device, 'name'),
    platform: slugOf('dcim.platform', idIn(device, 'platform')),
    site: slugOf('dcim.site', idIn(device, 'site')) ?? '',
    serial: textIn(device, 'serial'),
    interfaces: world.tables
      .all('dcim.interface')
      .filter((row) => idIn(row, 'device') === device.id)
      .map((row) => interfaceFacts(row, world)),
    context: configContextOf(device, world),
    templateCode,
  };
}

function interfaceFacts(row: Row, world: World): RenderedInterface {
  const vid = (id: number | null): number | null => {
    const vlan = id === null ? null : world.tables.find('ipam.vlan', id);
    return vlan === null ? null : idIn(vlan, 'vid');
  };
  return {
    name: textIn(row, 'name'),
    description: textIn(row, 'description'),
    enabled: row.values['enabled'] !== false,
    mtu: idIn(row, 'mtu'),
    mode: textIn(row, 'mode') || null,
    mgmtOnly: row.values['mgmt_only'] === true,
    untaggedVlan: vid(idIn(row, 'untagged_vlan')),
    taggedVlans: idsIn(row, 'tagged_vlans').flatMap((id) => vid(id) ?? []),
    addresses: addressesOf(row.id, world).map((address) => textIn(address, 'address')),
  };
}

/** The value at a dotted path of a template's expression: `device.name`, or a key of the config context. */
export function valueAt(path: string, facts: RenderFacts): Json | undefined {
  const device = {
    name: facts.name,
    serial: facts.serial,
    platform: { slug: facts.platform },
    site: { slug: facts.site },
  };
  let value: Json | undefined = { ...facts.context, device };
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = (value as Values)[key];
  }
  return value;
}
