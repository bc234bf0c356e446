import { idOfNamed, insertRow } from './insert-row.ts';
import { parseAddress } from './ip-text.ts';
import type { World } from './resource.ts';
import { textIn, type Row } from './row.ts';
import type { SeedDevice, SeedInterface } from './seed.ts';

/** Makes a device with its interfaces and addresses. Throws when its primary address or a VLAN is not in the seed. */
export function makeDevice(seed: SeedDevice, template: number | null, world: World): void {
  const device = insertRow(
    'dcim.device',
    {
      name: seed.name,
      device_type: deviceTypeOf(world),
      role: idOfNamed('dcim.devicerole', seed.role ?? 'router', world),
      site: idOfNamed('dcim.site', seed.site ?? 'main', world),
      platform: seed.platform === undefined ? null : idOfNamed('dcim.platform', seed.platform, world),
      status: seed.status ?? 'active',
      serial: seed.serial ?? '',
      config_template: template,
      local_context_data: seed.plumbline === undefined ? null : { plumbline: seed.plumbline },
    },
    world,
  );
  const addresses = (seed.interfaces ?? []).flatMap((one) => makeInterface(one, device, world));
  if (seed.primaryAddress === undefined) return;
  const host = seed.primaryAddress.split('/')[0];
  const primary = addresses.find((row) => textIn(row, 'address').split('/')[0] === host);
  if (primary === undefined)
    throw new Error(`seed: ${seed.name} has no interface with ${seed.primaryAddress}`);
  const column = textIn(primary, 'address').includes(':') ? 'primary_ip6' : 'primary_ip4';
  world.tables.put('dcim.device', { ...device, values: { ...device.values, [column]: primary.id } });
}

function makeInterface(seed: SeedInterface, device: Row, world: World): readonly Row[] {
  const vlanId = (vid: number): number => {
    const vlan = world.tables.all('ipam.vlan').find((row) => row.values['vid'] === vid);
    if (vlan === undefined)
      throw new Error(`seed: ${textIn(device, 'name')} ${seed.name} names VLAN ${vid}, which is not there`);
    return vlan.id;
  };
  const row = insertRow(
    'dcim.interface',
    {
      device: device.id,
      name: seed.name,
      type: seed.type ?? '1000base-t',
      enabled: seed.enabled ?? true,
      description: seed.description ?? '',
      mtu: seed.mtu ?? null,
      mode: seed.mode ?? null,
      untagged_vlan: seed.untaggedVlan === undefined ? null : vlanId(seed.untaggedVlan),
      tagged_vlans: (seed.taggedVlans ?? []).map(vlanId),
      mgmt_only: seed.mgmtOnly ?? false,
    },
    world,
  );
  return (seed.addresses ?? []).map((address) => {
    const parsed = parseAddress(address);
    if (parsed === null) throw new Error(`seed: ${address} is no address`);
    return insertRow(
      'ipam.ipaddress',
      { address: parsed.text, assigned_object_type: 'dcim.interface', assigned_object_id: row.id },
      world,
    );
  });
}

function deviceTypeOf(world: World): number {
  const known = world.tables.all('dcim.devicetype')[0];
  if (known !== undefined) return known.id;
  const manufacturer = insertRow('dcim.manufacturer', { name: 'Generic', slug: 'generic' }, world).id;
  return insertRow('dcim.devicetype', { manufacturer, model: 'Router', slug: 'router' }, world).id;
}
