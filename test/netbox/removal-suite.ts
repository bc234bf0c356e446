import { describe, expect, it } from 'vitest';
import { provision, type ProvisionReport } from '../../src/netbox/provisioning/provision.ts';
import { COLLECTION_PATHS } from '../../src/netbox/provisioning/collection.ts';
import { readDeclaration } from '../../src/netbox/provisioning/read-declaration.ts';
import { createNetBoxRest, idOf, resultsOf } from '../contract/netbox/netbox-rest.ts';
import { makeNetBoxWorld } from '../contract/netbox/netbox-world.ts';
import { silentLog } from '../support/silent-log.ts';
import { silentMeter } from '../support/silent-meter.ts';

/** Some 400 requests, one after another; on a busy machine each takes a second. */
const LONG_MS = 900_000;
/** Moved by every save; everything else of an object is compared. */
const STAMPS = ['last_updated', 'last_used'];
/** What provisioning writes, and devices, whose custom fields come and go with it. */
const TOUCHED = [...COLLECTION_PATHS.map((path) => path.replace(/^\/api/, '')), '/dcim/devices/'];

/** Comes last: it takes away what every other suite needs. */
export function removalSuite(instance: { readonly url: string; readonly token: string }): void {
  const rest = createNetBoxRest(instance.url, instance.token);

  async function run(more: {
    readonly remove?: boolean;
    readonly dryRun?: boolean;
  }): Promise<ProvisionReport> {
    return await provision({
      url: instance.url,
      adminToken: instance.token,
      declaration: await readDeclaration(),
      webhook: { payloadUrl: 'http://127.0.0.1:9/webhooks/netbox', secret: 'removal-secret' },
      runtimeUser: true,
      dryRun: more.dryRun ?? false,
      remove: more.remove ?? false,
      timeoutMs: 20_000,
      log: silentLog,
      meter: silentMeter,
    });
  }

  /** Every object of every touched endpoint, by address. */
  async function everything(): Promise<Readonly<Record<string, unknown>>> {
    const all: [string, unknown][] = [];
    for (const path of TOUCHED) {
      for (const one of resultsOf(await rest.get(`${path}?limit=1000&ordering=id`))) {
        const kept = Object.entries(one).filter(([field]) => !STAMPS.includes(field));
        all.push([`${path}${String(one['id'])}/`, Object.fromEntries(kept)]);
      }
    }
    return Object.fromEntries(all);
  }

  describe('removing what was provisioned', () => {
    it(
      'leaves NetBox object by object as it was before, with what others made',
      async () => {
        await run({ remove: true });
        const world = await makeNetBoxWorld(rest);
        const mine = `own_${world.tag}`;
        await rest.make('/extras/custom-fields/', {
          name: mine,
          type: 'text',
          object_types: ['dcim.device'],
        });
        await rest.make('/extras/tags/', { name: `tag ${world.tag}`, slug: `tag-${world.tag}` });
        await rest.make('/extras/webhooks/', {
          name: `hook ${world.tag}`,
          payload_url: 'http://127.0.0.1:9/',
        });
        await rest.patch(`/dcim/devices/${String(world.edge.id)}/`, { custom_fields: { [mine]: 'kept' } });
        const before = await everything();

        const made = await run({});
        expect(made).toMatchObject({ applied: true, failures: [] });
        expect(new Set(made.plan.map(({ action }) => action))).toEqual(new Set(['create']));
        await rest.patch(`/dcim/devices/${String(world.edge.id)}/`, {
          custom_fields: { plumbline_state: 'drift', plumbline_findings: 3 },
        });
        const provisioned = await everything();
        expect(Object.keys(provisioned).length).toBe(Object.keys(before).length + made.plan.length);
        expect(new Set((await run({})).plan.map(({ action }) => action))).toEqual(new Set(['none']));
        expect(await everything()).toEqual(provisioned);

        const planned = await run({ remove: true, dryRun: true });
        expect(await everything()).toEqual(provisioned);
        expect(planned.plan.find((one) => one.object === 'custom field "plumbline_state"')).toMatchObject({
          action: 'remove',
          note: expect.stringContaining('cannot be brought back') as string,
        });
        const removed = await run({ remove: true });
        expect(removed).toMatchObject({ applied: true, failures: [] });
        expect(await everything()).toEqual(before);
        expect(new Set((await run({ remove: true })).plan.map(({ action }) => action))).toEqual(
          new Set(['none']),
        );
      },
      LONG_MS,
    );

    it('leaves an object that somebody took over by deleting the mark', async () => {
      await run({});
      const [filter] = resultsOf(await rest.get('/extras/saved-filters/?slug=plumbline-drift'));
      const path = `/extras/saved-filters/${String(idOf(filter))}/`;
      await rest.patch(path, { description: 'Ours now.' });
      const { plan } = await run({ remove: true });
      expect(plan.find((one) => one.object === 'saved filter "plumbline-drift"')?.action).toBe('leave');
      expect((await rest.get(path)).status).toBe(200);
      await rest.delete(path);
    });
  });
}
