import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { USED_PATHS } from '../../../scripts/netbox-schema/operations.ts';
import type { GetScene } from './contract-scene.ts';
import { resultsOf } from './netbox-rest.ts';

const SHAPING = new Set(['limit', 'offset', 'ordering', 'fields']);
/** For each filter a value that matches nothing, where a number that is nobody's id will not do. */
const NOBODY: Readonly<Record<string, string>> = {
  request_id: randomUUID(),
  name: 'nobody-has-this-name',
  username: 'nobody-has-this-name',
  app_label: 'nonsense',
  model: 'nonsense',
  assigned_object_type: 'dcim.nonsense',
  q: 'nobody-wrote-this',
  time_after: '2999-01-01T00:00:00Z',
};
/**
 * Lists the sandbox's stand-in does without: for provisioning the runtime account, and for mapping edits of objects it does
 * not hold. Those are proven on a real NetBox by `influence-contract.ts`.
 */
const REAL_ONLY =
  /^\/api\/(users|vpn|circuits|virtualization|tenancy)\/|^\/api\/dcim\/(cables|cable-terminations|mac-addresses)\/|^\/api\/ipam\/(prefixes|vrfs|fhrp-group-assignments|services|vlan-translation-rules)\//;
/** Filters by objects the stand-in does not hold. */
export const REAL_ONLY_FILTERS = new Set([
  'region_id',
  'site_group_id',
  'location_id',
  'rack_id',
  'cluster_id',
  'tenant_id',
  'tenant_group_id',
  'vrf_id',
  'vlan_translation_policy_id',
  'asn_id',
  'group_id',
  'tag_id',
]);

/** Every filter we send: NetBox ignores what it does not know, and then returns everything. */
export function filterContract(scene: GetScene): void {
  const filters = Object.entries(USED_PATHS)
    .filter(([path]) => !REAL_ONLY.test(path))
    .flatMap(([path, { get = [] }]) =>
      get
        .filter((name) => !SHAPING.has(name) && !REAL_ONLY_FILTERS.has(name))
        .map((name) => [path.slice('/api'.length), name] as const),
    );

  describe('a filter', () => {
    it.each(filters)('of %s by %s finds nothing for a value that is nobody’s', async (path, name) => {
      const { rest } = scene();
      const all = await rest.get(`${path}?limit=1`);
      expect(resultsOf(all).length, 'the list must not be empty, or this proves nothing').toBeGreaterThan(0);
      const answer = await rest.get(`${path}?${name}=${NOBODY[name] ?? '99999999'}`);
      // By id of a related object NetBox refuses with the filter's name, which we read as "nothing".
      if (answer.status === 400) expect(answer.body).toHaveProperty(name);
      else expect(resultsOf(answer)).toEqual([]);
    });

    it('that NetBox does not know is ignored, which is why the others are tested', async () => {
      const { rest } = scene();
      expect(resultsOf(await rest.get('/dcim/devices/?bogus=1&limit=1'))).toHaveLength(1);
    });

    it('by several ids finds those that exist', async () => {
      const { rest, world } = scene();
      const answer = await rest.get(`/dcim/devices/?id=${String(world.edge.id)}&id=99999999&fields=id`);
      expect(resultsOf(answer)).toEqual([{ id: world.edge.id }]);
    });
  });
}
