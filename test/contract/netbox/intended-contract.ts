import { describe, expect, it } from 'vitest';
import { unitIdOf } from '../../../src/domain/ids.ts';
import type { GetScene } from './contract-scene.ts';
import { randomHost } from './netbox-world.ts';

const GONE = unitIdOf(99_999_999);

/** What NetBox intends for a device. */
export function intendedContract(scene: GetScene): void {
  describe('a device, read in one go', () => {
    it('comes with its interfaces, their VLANs and their addresses', async () => {
      const { rest, world, open } = scene();
      await rest.patch(`/dcim/interfaces/${String(world.edgeUplink)}/`, {
        description: 'to core',
        enabled: false,
        mtu: 9000,
        mgmt_only: true,
        mode: null,
      });
      await rest.patch(`/dcim/interfaces/${String(world.edgeAccess)}/`, {
        mode: 'tagged',
        untagged_vlan: null,
        tagged_vlans: [world.vlan.id],
      });
      const device = await open().source.readDevice(unitIdOf(world.edge.id));
      expect(device).toMatchObject({
        object: { type: 'dcim.device', id: world.edge.id },
        name: world.edge.name,
        status: 'active',
        platformSlug: `frr-${world.tag}`,
        site: `site-${world.tag}`,
        serial: null,
      });
      const [uplink, access] = device?.interfaces ?? [];
      expect(uplink).toMatchObject({
        object: { type: 'dcim.interface', id: world.edgeUplink, name: 'eth0' },
        name: 'eth0',
        enabled: false,
        description: 'to core',
        mtu: 9000,
        mode: null,
        untaggedVlan: null,
        taggedVlans: [],
        mgmtOnly: true,
      });
      expect(uplink?.addresses).toContainEqual({
        object: { type: 'ipam.ipaddress', id: world.address.id, name: world.address.text },
        address: world.address.text,
        status: 'active',
        role: null,
        vrf: null,
      });
      expect(access).toMatchObject({
        name: 'eth1',
        mtu: null,
        mode: 'tagged',
        taggedVlans: [world.vlan.vid],
      });
      expect(access?.addresses).toEqual([]);
      expect(device?.vlans).toEqual([
        {
          object: { type: 'ipam.vlan', id: world.vlan.id, name: `users ${world.tag}` },
          vid: world.vlan.vid,
          name: `users ${world.tag}`,
        },
      ]);
    });

    it('names the LAG of a member, the VRFs of interface and address, and the role of an address', async () => {
      const { rest, world, open } = scene();
      const device = world.core.id;
      const vrf = (name: string) => rest.make('/ipam/vrfs/', { name: `${name} ${world.tag}` });
      const [red, blue] = [await vrf('red'), await vrf('blue')];
      const lag = await rest.make('/dcim/interfaces/', { device, name: 'Port-channel7', type: 'lag' });
      const port = await rest.make('/dcim/interfaces/', {
        device,
        name: 'eth7',
        type: '1000base-t',
        lag,
        vrf: red,
      });
      const made = async (more: object) => {
        const address = randomHost();
        const assigned = { assigned_object_type: 'dcim.interface', assigned_object_id: port };
        return { address, id: await rest.make('/ipam/ip-addresses/', { address, ...assigned, ...more }) };
      };
      const first = await made({ vrf: blue, role: 'secondary' });
      const second = await made({ role: 'anycast' });
      const record = await open().source.readDevice(unitIdOf(device));
      const find = (id: number) => record?.interfaces.find((one) => one.object.id === id);
      const named = (type: string, id: number, name: string) => ({ type, id, name: `${name} ${world.tag}` });
      expect(find(port)).toMatchObject({
        lag: { type: 'dcim.interface', id: lag, name: 'Port-channel7' },
        vrf: { object: named('ipam.vrf', red, 'red'), name: `red ${world.tag}` },
      });
      expect(find(lag)).toMatchObject({ lag: null, vrf: null });
      expect(find(port)?.addresses).toHaveLength(2);
      expect(find(port)?.addresses).toContainEqual({
        object: { type: 'ipam.ipaddress', id: first.id, name: first.address },
        address: first.address,
        status: 'active',
        role: 'secondary',
        vrf: { object: named('ipam.vrf', blue, 'blue'), name: `blue ${world.tag}` },
      });
      expect(find(port)?.addresses).toContainEqual(
        expect.objectContaining({ address: second.address, role: 'anycast', vrf: null }),
      );
      for (const id of [port, lag]) await rest.delete(`/dcim/interfaces/${String(id)}/`);
      for (const id of [red, blue]) await rest.delete(`/ipam/vrfs/${String(id)}/`);
    });

    it('names every VLAN of its interfaces once, in the order of their numbers, and two of one number apart', async () => {
      const { rest, world, open } = scene();
      const vlan = (vid: number, name: string) =>
        rest.make('/ipam/vlans/', { vid, name: `${name} ${world.tag}`, status: 'active' });
      const [high, low, twin] = [await vlan(4093, 'high'), await vlan(4091, 'low'), await vlan(4093, 'twin')];
      const device = await rest.make('/dcim/devices/', {
        name: `switch-${world.tag}`,
        site: world.site,
        role: world.role,
        device_type: world.deviceType,
      });
      const port = (name: string, more: object) =>
        rest.make('/dcim/interfaces/', { device, name, type: '1000base-t', ...more });
      await port('eth8', { mode: 'tagged', untagged_vlan: high, tagged_vlans: [twin, low] });
      await port('eth9', { mode: 'access', untagged_vlan: low });
      const record = await open().source.readDevice(unitIdOf(device));
      expect(record?.vlans.map(({ object, vid, name }) => [object.id, vid, name])).toEqual([
        [low, 4091, `low ${world.tag}`],
        [high, 4093, `high ${world.tag}`],
        [twin, 4093, `twin ${world.tag}`],
      ]);
      await rest.delete(`/dcim/devices/${String(device)}/`);
      for (const id of [high, low, twin]) await rest.delete(`/ipam/vlans/${String(id)}/`);
    });

    it('refuses a LAG on another device, so that the name of a LAG is one of the same unit', async () => {
      const { rest, world } = scene();
      const device = world.core.id;
      const lag = await rest.make('/dcim/interfaces/', { device, name: 'Port-channel8', type: 'lag' });
      const answer = await rest.patch(`/dcim/interfaces/${String(world.edgeUplink)}/`, { lag });
      expect(answer.status).toBe(400);
      expect(answer.body).toHaveProperty('lag');
      await rest.delete(`/dcim/interfaces/${String(lag)}/`);
    });

    it('has its management addresses without mask, its serial number and its policy', async () => {
      const { rest, world, open } = scene();
      const { source } = open();
      const before = await source.readDevice(unitIdOf(world.core.id));
      expect(before).toMatchObject({ primaryAddress: null, outOfBandAddress: null });
      expect(before?.policy).toBeUndefined();
      const assigned = { assigned_object_type: 'dcim.interface', assigned_object_id: world.coreUplink };
      const [primary, outOfBand] = [randomHost(), randomHost()];
      await rest.patch(`/dcim/devices/${String(world.core.id)}/`, {
        serial: 'FOC1234',
        primary_ip4: await rest.make('/ipam/ip-addresses/', { address: primary, ...assigned }),
        oob_ip: await rest.make('/ipam/ip-addresses/', { address: outOfBand, ...assigned }),
      });
      const context = await rest.make('/extras/config-contexts/', {
        name: `policy ${world.tag}`,
        platforms: [world.platform],
        data: { plumbline: { stage: 'pilot' }, other: 1 },
      });
      expect(await source.readDevice(unitIdOf(world.core.id))).toMatchObject({
        serial: 'FOC1234',
        primaryAddress: primary.split('/')[0],
        outOfBandAddress: outOfBand.split('/')[0],
        policy: { stage: 'pilot' },
      });
      await rest.delete(`/extras/config-contexts/${String(context)}/`);
    });

    it('is null when NetBox has no such device', async () => {
      expect(await scene().open().source.readDevice(GONE)).toBeNull();
    });
  });

  describe('a rendered configuration', () => {
    it('is what the template gives for the device now', async () => {
      const { rest, world, open } = scene();
      const { source } = open();
      const template = await rest.make('/extras/config-templates/', {
        name: `template ${world.tag}`,
        template_code: 'hostname {{ device.name }}\n',
      });
      const path = `/dcim/devices/${String(world.edge.id)}/`;
      await rest.patch(path, { config_template: template });
      expect((await source.render(unitIdOf(world.edge.id))).trim()).toBe(`hostname ${world.edge.name}`);
      await rest.patch(`/extras/config-templates/${String(template)}/`, { template_code: 'hostname other' });
      expect((await source.render(unitIdOf(world.edge.id))).trim()).toBe('hostname other');
      await rest.patch(path, { config_template: null });
    });

    it('is a fault with NetBox’s own words when the template fails', async () => {
      const { rest, world, open } = scene();
      const template = await rest.make('/extras/config-templates/', {
        name: `broken ${world.tag}`,
        template_code: '{% for %}',
      });
      const path = `/dcim/devices/${String(world.edge.id)}/`;
      await rest.patch(path, { config_template: template });
      await expect(open().source.render(unitIdOf(world.edge.id))).rejects.toMatchObject({
        code: 'netbox.render-failed',
        message: expect.stringMatching(/TemplateSyntaxError|syntax/i) as string,
      });
      await rest.patch(path, { config_template: null });
    });

    it('is a fault with NetBox’s own words when there is no template', async () => {
      const { world, open } = scene();
      await expect(open().source.render(unitIdOf(world.core.id))).rejects.toMatchObject({
        code: 'netbox.render-failed',
        message: expect.stringContaining('No config template found') as string,
      });
    });

    it('is not found for a device that is gone', async () => {
      await expect(scene().open().source.render(GONE)).rejects.toMatchObject({ code: 'netbox.not-found' });
    });
  });
}
