import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { GetScene } from './contract-scene.ts';
import { randomHost } from './netbox-world.ts';

/** What the changelog tells of an edit. */
export function editContract(scene: GetScene): void {
  describe('an edit, read from the changelog', () => {
    it('names its user, its message, its time and its object as soon as the save was answered', async () => {
      const { bench, rest, world, open } = scene();
      const begun = Date.now();
      const saved = await rest.patch(`/dcim/interfaces/${String(world.edgeUplink)}/`, {
        description: `to core ${world.tag}`,
        changelog_message: 'CHG-7 describe the uplink',
      });
      const edit = await open().source.readEdit(saved.requestId);
      expect(edit).toMatchObject({
        requestId: saved.requestId,
        user: bench.adminName,
        message: 'CHG-7 describe the uplink',
      });
      expect(edit?.objects).toEqual([
        {
          type: 'dcim.interface',
          id: world.edgeUplink,
          name: 'eth0',
          action: 'update',
          deviceId: world.edge.id,
          interfaceId: null,
        },
      ]);
      expect(new Date(edit?.time ?? 0).getTime()).toBeGreaterThan(begun - 60_000);
    });

    it('holds every object of a bulk save, over as many pages as it takes', async () => {
      const { rest, world, open } = scene();
      const interfaces: number[] = [];
      for (let port = 0; port < 5; port += 1) {
        const name = `bulk${String(port)}`;
        interfaces.push(
          await rest.make('/dcim/interfaces/', { device: world.core.id, name, type: 'virtual' }),
        );
      }
      const saved = await rest.patch(
        '/dcim/interfaces/',
        interfaces.map((id) => ({ id, description: `bulk ${world.tag}` })),
      );
      expect(saved.status).toBe(200);
      const edit = await open({ pageSize: 2 }).source.readEdit(saved.requestId);
      expect(edit?.objects.map((object) => object.id)).toEqual(interfaces);
    });

    it('is null for a request that left no row', async () => {
      expect(await scene().open().source.readEdit(randomUUID())).toBeNull();
    });

    it('is null for a save that changed nothing', async () => {
      const { rest, world, open } = scene();
      const saved = await rest.patch(`/dcim/devices/${String(world.core.id)}/`, { name: world.core.name });
      expect(saved.status).toBe(200);
      expect(await open().source.readEdit(saved.requestId)).toBeNull();
    });

    it('is refused for text that is no request id', async () => {
      await expect(scene().open().source.readEdit('no-uuid')).rejects.toMatchObject({
        code: 'netbox.rejected',
      });
    });

    it('holds no object when it touched only types Plumbline does not subscribe to', async () => {
      const { bench, rest, world, open } = scene();
      const saved = await rest.post('/extras/saved-filters/', {
        name: `filter ${world.tag}`,
        slug: `filter-${world.tag}`,
        object_types: ['dcim.device'],
        parameters: { status: ['active'] },
      });
      expect(await open().source.readEdit(saved.requestId)).toMatchObject({
        user: bench.adminName,
        objects: [],
      });
    });

    it('leaves out journal entries', async () => {
      const { rest, world, open } = scene();
      const saved = await rest.post('/extras/journal-entries/', {
        assigned_object_type: 'dcim.device',
        assigned_object_id: world.core.id,
        comments: 'a note',
      });
      expect(await open().source.readEdit(saved.requestId)).toMatchObject({ objects: [] });
    });

    it('names for a moved address the interface it was on', async () => {
      const { rest, world, open } = scene();
      const address = randomHost();
      const id = await rest.make('/ipam/ip-addresses/', {
        address,
        assigned_object_type: 'dcim.interface',
        assigned_object_id: world.edgeUplink,
      });
      const saved = await rest.patch(`/ipam/ip-addresses/${String(id)}/`, {
        assigned_object_type: 'dcim.interface',
        assigned_object_id: world.coreUplink,
      });
      const edit = await open().source.readEdit(saved.requestId);
      expect(edit?.objects).toEqual([
        {
          type: 'ipam.ipaddress',
          id,
          name: address,
          action: 'update',
          deviceId: null,
          interfaceId: world.edgeUplink,
        },
      ]);
    });

    it('names for a deleted device everything that went with it, and where it hung', async () => {
      const { rest, world, open } = scene();
      const device = await rest.make('/dcim/devices/', {
        name: `gone-${world.tag}`,
        site: world.site,
        role: world.role,
        device_type: world.deviceType,
        status: 'active',
      });
      const port = await rest.make('/dcim/interfaces/', { device, name: 'eth9', type: 'virtual' });
      const address = await rest.make('/ipam/ip-addresses/', {
        address: randomHost(),
        assigned_object_type: 'dcim.interface',
        assigned_object_id: port,
      });
      const deleted = await rest.delete(`/dcim/devices/${String(device)}/`);
      expect(deleted.status).toBe(204);
      const edit = await open().source.readEdit(deleted.requestId);
      expect(edit?.objects).toHaveLength(3);
      expect(edit?.objects).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ type: 'dcim.device', id: device, action: 'delete' }),
          expect.objectContaining({ type: 'dcim.interface', id: port, action: 'delete', deviceId: device }),
          expect.objectContaining({
            type: 'ipam.ipaddress',
            id: address,
            action: 'delete',
            interfaceId: port,
          }),
        ]),
      );
    });
  });
}
