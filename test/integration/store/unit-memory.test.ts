import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Baseline } from '../../../src/domain/configuration.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import { changeIdOf, instantOf, plusMs, unitIdOf } from '../../../src/domain/ids.ts';
import type { UnitId } from '../../../src/domain/ids.ts';
import type { ItemMark } from '../../../src/domain/item-mark.ts';
import { PLAN } from '../../support/make-unit.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import type { TestStore } from '../../support/open-test-store.ts';

const AT = instantOf('2026-11-21T10:00:00Z');
const LATER = plusMs(AT, 60_000);
const BASELINE: Baseline = PLAN.nextBaseline;
const [FINDING] = PLAN.applies as readonly [Finding, ...Finding[]];
let test: TestStore;
let device = 0;

beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());

function newUnit(): UnitId {
  device += 1;
  return unitIdOf(device);
}

const countRows = async (table: string, unitId: UnitId): Promise<number> => {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: test.url });
  await client.connect();
  const { rowCount } = await client.query(`select 1 from plumbline.${table} where unit_id = $1`, [unitId]);
  await client.end();
  return rowCount ?? -1;
};

describe('baselines', () => {
  it('keeps history, and adds no row for what did not change', async () => {
    const unitId = newUnit();
    const { baselines } = test.store;
    expect(await baselines.read(unitId)).toBeNull();
    await baselines.write(unitId, BASELINE, 'read in line', AT);
    await baselines.write(unitId, BASELINE, 'read in line', LATER);
    expect(await countRows('baselines', unitId)).toBe(1);
    const next: Baseline = { ...BASELINE, items: [] };
    await baselines.write(unitId, next, 'change applied', LATER);
    expect(await baselines.read(unitId)).toEqual(next);
    expect(await countRows('baselines', unitId)).toBe(2);
  });

  it('adds one row when two processes write the same', async () => {
    const unitId = newUnit();
    const other = await test.another();
    await Promise.all([
      test.store.baselines.write(unitId, BASELINE, 'read in line', AT),
      other.baselines.write(unitId, BASELINE, 'read in line', AT),
    ]);
    expect(await countRows('baselines', unitId)).toBe(1);
  });
});

describe('findings', () => {
  const foreign: Finding = {
    ...FINDING,
    key: 'mtu',
    class: 'foreign',
    intended: null,
    live: 'mtu 9000',
    kind: 'extra',
  };

  it('keeps when a finding was first seen, and tells what appeared and disappeared', async () => {
    const unitId = newUnit();
    const { findings } = test.store;
    const first = await findings.record(unitId, [foreign, FINDING], AT);
    expect(first.appeared.map((each) => each.key)).toEqual(['description', 'mtu']);
    expect(first.disappeared).toEqual([]);
    const second = await findings.record(unitId, [foreign], LATER);
    expect(second.current).toEqual([{ ...foreign, firstSeen: AT, lastSeen: LATER }]);
    expect(second.appeared).toEqual([]);
    expect(second.disappeared).toEqual([{ ...FINDING, firstSeen: AT, lastSeen: AT }]);
    expect(await findings.read(unitId)).toEqual(second.current);
  });

  it('is another finding once its value or class changed, and the same one under another object', async () => {
    const unitId = newUnit();
    const { findings } = test.store;
    await findings.record(unitId, [foreign], AT);
    const object = { type: 'dcim.device', id: 1, name: 'r1' };
    expect((await findings.record(unitId, [{ ...foreign, object }], LATER)).current).toEqual([
      { ...foreign, object, firstSeen: AT, lastSeen: LATER },
    ]);
    const changed: Finding = { ...foreign, live: 'mtu 1500' };
    const third = await findings.record(unitId, [changed], plusMs(LATER, 1));
    expect(third.appeared.map((each) => each.live)).toEqual(['mtu 1500']);
    expect(third.disappeared.map((each) => each.live)).toEqual(['mtu 9000']);
  });

  it('gives the same answer when the step runs again, so that no journal entry is lost in a crash', async () => {
    const unitId = newUnit();
    const { findings } = test.store;
    await findings.record(unitId, [foreign], AT);
    const once = await findings.record(unitId, [FINDING], LATER);
    expect(await findings.record(unitId, [FINDING], LATER)).toEqual(once);
    expect(once.appeared).toHaveLength(1);
    expect(once.disappeared).toHaveLength(1);
  });

  it('keeps what the device told of its last change when it was first seen, and gives it to nobody else', async () => {
    const unitId = newUnit();
    const { findings } = test.store;
    const joe = { at: 'Fri Nov 20', by: 'joe', from: '192.0.2.9' };
    await findings.record(unitId, [foreign], AT, joe);
    await findings.record(unitId, [foreign, FINDING], LATER, { ...joe, by: 'eve' });
    const told = new Map((await findings.read(unitId)).map((each) => [each.key, each.lastChange?.by]));
    expect(told.get(foreign.key)).toBe('joe');
    expect(told.get(FINDING.key)).toBe('eve');
    // The NetBox object behind it may become another one; who was there on the device does not change.
    await findings.record(unitId, [{ ...foreign, object: null }], plusMs(LATER, 1));
    expect((await findings.read(unitId))[0]?.lastChange).toEqual(joe);
  });

  it('orders them by path, and keeps two that agree in everything', async () => {
    const unitId = newUnit();
    const at = (path: string[], key: string): Finding => ({ ...foreign, path, key });
    const shuffled = [
      at(['b'], 'x'),
      at(['a', 'b'], 'x'),
      at(['a'], 'z'),
      at([], 'hostname'),
      at(['b'], 'x'),
    ];
    await test.store.findings.record(unitId, shuffled, AT);
    const { current } = await test.store.findings.record(unitId, shuffled, LATER);
    expect(current.map((each) => [...each.path, each.key].join('/'))).toEqual([
      'a/b/x',
      'a/z',
      'b/x',
      'b/x',
      'hostname',
    ]);
    expect(current.every((each) => each.firstSeen === AT)).toBe(true);
  });

  it('counts them for the device list, with the first drift but not what merely waits', async () => {
    const unitId = newUnit();
    await test.store.findings.record(unitId, [FINDING], AT);
    await test.store.findings.record(unitId, [FINDING, foreign], LATER);
    await test.store.units.setState(unitId, `drifting-${device}`, 'drift', 'mtu', LATER);
    const row = (await test.store.queries.devices()).find((each) => each.unitId === unitId);
    expect(row).toMatchObject({ findings: 2, firstDrifted: LATER, checkedAt: LATER, state: 'drift' });
    expect(row?.open.map((each) => each.key)).toEqual(['description', 'mtu']);
  });
});

describe('units', () => {
  it('returns the state before, and the same again when the step runs again', async () => {
    const unitId = newUnit();
    const set = (state: 'in line' | 'drift', at = AT) =>
      test.store.units.setState(unitId, 'r', state, '', at);
    expect(await set('in line')).toBeNull();
    expect(await set('in line')).toBeNull();
    expect(await set('drift', LATER)).toBe('in line');
    expect(await set('drift', LATER)).toBe('in line');
    expect(await set('drift', plusMs(LATER, 1))).toBe('drift');
  });

  it('holds and releases a unit, also one never seen before', async () => {
    const unitId = newUnit();
    const { units } = test.store;
    const hold = { by: 'anna', reason: 'maintenance', since: AT };
    expect(await units.readHold(unitId)).toBeNull();
    await units.hold(unitId, 'r', hold);
    expect(await units.readHold(unitId)).toEqual(hold);
    expect((await units.list()).find((row) => row.unitId === unitId)).toMatchObject({ state: 'held', hold });
    expect(await units.releaseHold(unitId)).toBe(true);
    expect(await units.releaseHold(unitId)).toBe(false);
    expect(await units.readHold(unitId)).toBeNull();
  });
});

describe('marks', () => {
  const mark: ItemMark = {
    path: ['interface eth1'],
    key: 'description',
    kind: 'reverted',
    intended: 'description new',
    changeId: changeIdOf('failed', 1),
    since: AT,
    reason: 'the session went down',
  };

  it('replaces the mark of an item, and clears the named items or all', async () => {
    const unitId = newUnit();
    const { marks } = test.store;
    const other: ItemMark = { ...mark, key: 'mtu', kind: 'quarantined', intended: null };
    await marks.put(unitId, [mark, other]);
    await marks.put(unitId, [mark, other]);
    expect(await marks.read(unitId)).toEqual([mark, other]);
    const newer: ItemMark = { ...mark, intended: 'description newer', since: LATER };
    await marks.put(unitId, [newer]);
    expect(await marks.read(unitId)).toEqual([other, newer]);
    expect(await marks.clear(unitId, [{ path: ['interface eth1'], key: 'mtu' }])).toBe(1);
    expect(await marks.clear(unitId, 'all')).toBe(1);
    expect(await marks.clear(unitId, 'all')).toBe(0);
    expect(await marks.read(unitId)).toEqual([]);
  });
});
