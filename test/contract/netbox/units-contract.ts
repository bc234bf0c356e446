import { describe, expect, it } from 'vitest';
import { unitIdOf } from '../../../src/domain/ids.ts';
import type { EditedObject } from '../../../src/domain/netbox-object.ts';
import type { GetScene } from './contract-scene.ts';
import { randomHost } from './netbox-world.ts';

/** An object as an edit names it, with what does not matter to a test left out. */
function edited(type: string, id: number, more: Partial<EditedObject> = {}): EditedObject {
  return { type, id, name: 'any', action: 'update', deviceId: null, interfaceId: null, ...more };
}

const GONE = 99_999_999;

/** Which units an edit concerns. */
export function unitsContract(scene: GetScene): void {
  describe('the units an edit concerns', () => {
    it('are the device itself, the device of an interface, and the device an address is on', async () => {
      const { world, open } = scene();
      const { source } = open();
      const edge = [unitIdOf(world.edge.id)];
      expect(await source.unitsOf([edited('dcim.device', world.edge.id)])).toEqual(edge);
      expect(await source.unitsOf([edited('dcim.interface', world.edgeUplink)])).toEqual(edge);
      expect(await source.unitsOf([edited('ipam.ipaddress', world.address.id)])).toEqual(edge);
    });

    it('are both ends for an address that moved', async () => {
      const { rest, world, open } = scene();
      const id = await rest.make('/ipam/ip-addresses/', {
        address: randomHost(),
        assigned_object_type: 'dcim.interface',
        assigned_object_id: world.edgeUplink,
      });
      const saved = await rest.patch(`/ipam/ip-addresses/${String(id)}/`, {
        assigned_object_type: 'dcim.interface',
        assigned_object_id: world.coreUplink,
      });
      const { source } = open();
      const edit = await source.readEdit(saved.requestId);
      expect(await source.unitsOf(edit?.objects ?? [])).toEqual([
        unitIdOf(world.edge.id),
        unitIdOf(world.core.id),
      ]);
    });

    it('are found from the edit itself for what was deleted', async () => {
      const { rest, world, open } = scene();
      const port = await rest.make('/dcim/interfaces/', {
        device: world.core.id,
        name: 'temp0',
        type: 'virtual',
      });
      await rest.make('/ipam/ip-addresses/', {
        address: randomHost(),
        assigned_object_type: 'dcim.interface',
        assigned_object_id: port,
      });
      const deleted = await rest.delete(`/dcim/interfaces/${String(port)}/`);
      const { source } = open();
      const edit = await source.readEdit(deleted.requestId);
      expect(edit?.objects).toHaveLength(2);
      expect(await source.unitsOf(edit?.objects ?? [])).toEqual([unitIdOf(world.core.id)]);
    });

    it('are those with an interface in a VLAN, tagged or untagged, also for several VLANs at once', async () => {
      const { rest, world, open } = scene();
      const unused = await rest.make('/ipam/vlans/', { name: `unused ${world.tag}`, vid: 4001 });
      const tagged = await rest.make('/ipam/vlans/', { name: `tagged ${world.tag}`, vid: 4002 });
      await rest.make('/dcim/interfaces/', {
        device: world.core.id,
        name: 'trunk0',
        type: 'virtual',
        mode: 'tagged',
        tagged_vlans: [tagged],
      });
      const { source } = open();
      const both = [
        edited('ipam.vlan', world.vlan.id),
        edited('ipam.vlan', tagged),
        edited('ipam.vlan', unused),
      ];
      expect(await source.unitsOf([edited('ipam.vlan', unused)])).toEqual([]);
      expect(await source.unitsOf(both)).toEqual([unitIdOf(world.edge.id), unitIdOf(world.core.id)]);
    });

    it('are those of a role and of a platform, descendants included', async () => {
      const { rest, world, open } = scene();
      const { source } = open();
      const own = [unitIdOf(world.edge.id), unitIdOf(world.core.id)];
      expect(await source.unitsOf([edited('dcim.devicerole', world.role)])).toEqual(own);
      expect(await source.unitsOf([edited('dcim.platform', world.platform)])).toEqual(own);
      const parent = await rest.make('/dcim/platforms/', {
        name: `OS ${world.tag}`,
        slug: `os-${world.tag}`,
      });
      await rest.patch(`/dcim/platforms/${String(world.platform)}/`, { parent });
      expect(await source.unitsOf([edited('dcim.platform', parent)])).toEqual(own);
      await rest.patch(`/dcim/platforms/${String(world.platform)}/`, { parent: null });
    });

    it('are those that use a config template directly, by role, or by platform', async () => {
      const { rest, world, open } = scene();
      const template = (name: string) =>
        rest.make('/extras/config-templates/', { name: `${name} ${world.tag}`, template_code: 'hostname x' });
      const other = { site: world.site, device_type: world.deviceType, status: 'active' };
      const [direct, byRole, byPlatform] = [
        await template('direct'),
        await template('role'),
        await template('platform'),
      ];
      const role = await rest.make('/dcim/device-roles/', {
        name: `templated ${world.tag}`,
        slug: `templated-${world.tag}`,
        config_template: byRole,
      });
      const platform = await rest.make('/dcim/platforms/', {
        name: `templated ${world.tag}`,
        slug: `templated-${world.tag}`,
        config_template: byPlatform,
      });
      const device = (name: string, more: object) =>
        rest.make('/dcim/devices/', { name: `${name}-${world.tag}`, role: world.role, ...other, ...more });
      const one = await device('direct', { config_template: direct });
      const two = await device('by-role', { role });
      const three = await device('by-platform', { platform });
      const { source } = open();
      expect(await source.unitsOf([edited('extras.configtemplate', direct)])).toEqual([unitIdOf(one)]);
      expect(await source.unitsOf([edited('extras.configtemplate', byRole)])).toEqual([unitIdOf(two)]);
      expect(await source.unitsOf([edited('extras.configtemplate', byPlatform)])).toEqual([unitIdOf(three)]);
      for (const id of [one, two, three]) await rest.delete(`/dcim/devices/${String(id)}/`);
    });

    it('are all devices for a config context', async () => {
      const { source } = scene().open();
      expect(await source.unitsOf([edited('extras.configcontext', 1)])).toEqual(await source.allUnits());
    });

    it('are none for objects that are gone without a trace', async () => {
      const { source } = scene().open();
      const types = [
        'dcim.interface',
        'ipam.ipaddress',
        'ipam.vlan',
        'extras.configtemplate',
        'dcim.platform',
        'dcim.devicerole',
      ];
      expect(await source.unitsOf(types.map((type) => edited(type, GONE, { interfaceId: GONE })))).toEqual(
        [],
      );
    });

    it('still name a device that is gone, so that its story ends', async () => {
      expect(
        await scene()
          .open()
          .source.unitsOf([edited('dcim.device', GONE)]),
      ).toEqual([unitIdOf(GONE)]);
    });

    it('are the master for every member of a virtual chassis', async () => {
      const { rest, world, open } = scene();
      const chassis = await rest.make('/dcim/virtual-chassis/', { name: `stack ${world.tag}` });
      const member = async (position: number) =>
        await rest.make('/dcim/devices/', {
          name: `stack-${world.tag}-${String(position)}`,
          site: world.site,
          role: world.role,
          device_type: world.deviceType,
          status: 'active',
          virtual_chassis: chassis,
          vc_position: position,
        });
      const [first, second] = [await member(1), await member(2)];
      await rest.patch(`/dcim/virtual-chassis/${String(chassis)}/`, { master: second });
      const port = await rest.make('/dcim/interfaces/', { device: first, name: 'Gi1/0/1', type: 'virtual' });
      const address = randomHost();
      await rest.make('/ipam/ip-addresses/', {
        address,
        assigned_object_type: 'dcim.interface',
        assigned_object_id: port,
      });

      const { source, journal } = open();
      const master = unitIdOf(second);
      expect(await source.unitsOf([edited('dcim.device', first)])).toEqual([master]);
      expect(await source.unitsOf([edited('dcim.interface', port)])).toEqual([master]);
      expect(await source.findUnits([`stack-${world.tag}-1`])).toEqual({ found: [master], unknown: [] });
      expect(await source.allUnits()).not.toContain(unitIdOf(first));
      const record = await source.readDevice(master);
      expect(record?.interfaces.map((one) => [one.name, one.addresses.map((ip) => ip.address)])).toEqual([
        ['Gi1/0/1', [address]],
      ]);
      await journal.showState(master, 'held');
      const shown = await rest.get(`/dcim/devices/${String(first)}/?fields=id,custom_fields`);
      expect(JSON.stringify(shown.body)).toContain('held');

      await rest.patch(`/dcim/virtual-chassis/${String(chassis)}/`, { master: null });
      for (const id of [first, second]) await rest.delete(`/dcim/devices/${String(id)}/`);
      await rest.delete(`/dcim/virtual-chassis/${String(chassis)}/`);
    });

    it('are found by name, without case, and told apart from names that are nobody’s', async () => {
      const { rest, world, open } = scene();
      const site = await rest.make('/dcim/sites/', { name: `twin ${world.tag}`, slug: `twin-${world.tag}` });
      const twin = (at: number) =>
        rest.make('/dcim/devices/', {
          name: `twin-${world.tag}`,
          site: at,
          role: world.role,
          device_type: world.deviceType,
        });
      const twins = [await twin(world.site), await twin(site)];
      const answer = await open().source.findUnits([
        world.edge.name.toUpperCase(),
        world.core.name,
        `nobody-${world.tag}`,
        '',
        `twin-${world.tag}`,
      ]);
      expect(answer.found).toEqual([unitIdOf(world.edge.id), unitIdOf(world.core.id)]);
      expect(answer.unknown).toHaveLength(3);
      expect(answer.unknown.join('; ')).toContain(`nobody-${world.tag}: NetBox has no device`);
      expect(answer.unknown.join('; ')).toContain(`twin-${world.tag}: NetBox has 2 devices`);
      for (const id of twins) await rest.delete(`/dcim/devices/${String(id)}/`);
    });

    it('are all devices, over as many pages as it takes, in id order', async () => {
      const { world, open } = scene();
      const all = await open({ pageSize: 1 }).source.allUnits();
      expect(all).toEqual(await open().source.allUnits());
      expect(all).toEqual(expect.arrayContaining([unitIdOf(world.edge.id), unitIdOf(world.core.id)]));
      const ids = all.map((id) => Number(id.slice('device-'.length)));
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
    });
  });
}
