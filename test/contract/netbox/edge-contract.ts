import { describe, expect, it } from 'vitest';
import { createNetBox } from '../../../src/netbox/create-netbox.ts';
import { silentLog } from '../../support/silent-log.ts';
import { silentMeter } from '../../support/silent-meter.ts';
import type { GetScene } from './contract-scene.ts';

/** REST behaviour underneath the adapter that it depends on. */
export function edgeContract(scene: GetScene): void {
  describe('the REST API', () => {
    it('answers 403 and not 401 for a token it does not know', async () => {
      const token = 'nbt_aaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';
      const { source } = createNetBox({
        url: scene().bench.url,
        token,
        timeoutMs: 20_000,
        maxConcurrent: 1,
        maxRenders: 1,
        log: silentLog,
        meter: silentMeter,
      });
      const fault: unknown = await source.allUnits().catch((error: unknown) => error);
      expect(fault).toMatchObject({ code: 'netbox.forbidden' });
      expect(JSON.stringify(fault) + String(fault)).not.toContain('bbbbbbbbbb');
    });

    it('gives an ETag, takes it back, and answers 412 to a stale one', async () => {
      const { rest, world } = scene();
      const path = `/dcim/devices/${String(world.edge.id)}/`;
      const { etag } = await rest.get(path);
      expect(etag).toMatch(/^W\/"/);
      const fresh = await rest.patch(path, { description: 'first' }, { 'If-Match': etag ?? '' });
      expect(fresh.status).toBe(200);
      expect(fresh.etag).not.toBe(etag);
      const stale = await rest.patch(path, { description: 'second' }, { 'If-Match': etag ?? '' });
      expect(stale.status).toBe(412);
      expect((await rest.get(path)).body).toMatchObject({ description: 'first' });
    });

    it('merges custom fields into those that are there, and refuses a name it does not know', async () => {
      const { rest, world } = scene();
      const path = `/dcim/devices/${String(world.edge.id)}/`;
      const refused = await rest.patch(path, { custom_fields: { no_such_field: 1 } });
      expect(refused.status).toBe(400);
      expect((await rest.patch(path, { custom_fields: { plumbline_state: 'nonsense' } })).status).toBe(400);
    });

    it('redirects a path without its last slash', async () => {
      const { rest, world } = scene();
      expect((await rest.get(`/dcim/devices/${String(world.edge.id)}`)).status).toBe(301);
    });

    it('deletes the journal entries of a device with it', async () => {
      const { rest, world } = scene();
      const device = await rest.make('/dcim/devices/', {
        name: `short-lived-${world.tag}`,
        site: world.site,
        role: world.role,
        device_type: world.deviceType,
      });
      const entry = await rest.make('/extras/journal-entries/', {
        assigned_object_type: 'dcim.device',
        assigned_object_id: device,
        comments: 'soon gone',
      });
      await rest.delete(`/dcim/devices/${String(device)}/`);
      expect((await rest.delete(`/extras/journal-entries/${String(entry)}/`)).status).toBe(404);
    });
  });
}
