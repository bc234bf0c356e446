import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Instant, instantOf, plusMs, type UnitId, unitIdOf } from '../../../src/domain/ids.ts';
import { createChangelogTurns } from '../../../src/pipeline/watch/changelog-turns.ts';
import { lookAtChangelog, type WatchParts } from '../../../src/pipeline/watch/look-at-changelog.ts';
import { acceptNetBox } from '../../../src/pipeline/watch/verify-pin.ts';
import { watchWarnings } from '../../../src/pipeline/watch/watch-warnings.ts';
import type { Changelog, ChangelogEntry } from '../../../src/ports/changelog.ts';
import { runSql } from '../../support/database.ts';
import { openTestStore, type TestStore } from '../../support/open-test-store.ts';
import { silentLog } from '../../support/silent-log.ts';
import { silentMeter } from '../../support/silent-meter.ts';
import { editedInterface, makeDelivery } from './make-delivery.ts';

const NOON = instantOf('2026-11-21T12:00:00Z');
const SETTINGS = { overlapMs: 600_000, gapMs: 1_800_000, silentMs: 300_000, ownUser: 'plumbline' };
const NOW = { quietMs: 0, maxQuietMs: 0, limit: 100 };
const never = new AbortController().signal;

let test: TestStore;
let rows: ChangelogEntry[];
let mark: string;
let compared: string[];
let netboxNow: Instant;
let parts: WatchParts;

beforeEach(async () => {
  test = await openTestStore();
  rows = [entry(1, 'before us')];
  mark = 'plumbline #7 of 2026-01-01';
  compared = [];
  netboxNow = NOON;
  parts = {
    changelog: changelogOf(() => rows),
    watch: test.store.watch,
    log: silentLog,
    everyMs: 30_000,
    meter: silentMeter,
    settings: SETTINGS,
    compareEverything: (name) => Promise.resolve(void compared.push(name)),
  };
});
afterEach(() => test.close());

/** An entry `id` seconds after noon. */
function entry(id: number, requestId: string, more: Partial<ChangelogEntry> = {}): ChangelogEntry {
  const time = plusMs(NOON, id * 1_000);
  const object = { type: 'dcim.interface', objectId: id, name: `eth${id}` };
  return { id, requestId, time, user: 'anna', action: 'update', ...object, ...more };
}

/** A NetBox's changelog that gives so many entries a page. */
function changelogOf(all: () => readonly ChangelogEntry[], pageSize = 2): Changelog {
  const inOrder = () => [...all()].sort((a, b) => a.id - b.id);
  return {
    identity: () => Promise.resolve({ url: 'http://netbox', mark }),
    newest: () => Promise.resolve(inOrder().at(-1) ?? null),
    newestOwn: () => {
      const own = inOrder().filter(({ user }) => user === 'plumbline');
      return Promise.resolve({ entry: own.at(-1) ?? null, at: netboxNow });
    },
    latest: (from) =>
      Promise.resolve(
        inOrder()
          .reverse()
          .filter((row) => row.time >= from)
          .slice(0, pageSize),
      ),
    find: (id) => Promise.resolve(all().find((row) => row.id === id) ?? null),
    page: (from, afterId) =>
      Promise.resolve(
        inOrder()
          .filter((row) => row.time >= from && row.id > afterId)
          .slice(0, pageSize),
      ),
  };
}

async function waiting(): Promise<string[]> {
  const found = await test.store.edits.incomplete(100);
  return found.map(({ requestId }) => requestId).sort();
}

async function sql(text: string): Promise<void> {
  await runSql(test.url, text);
}

describe('a look at the changelog', () => {
  it('makes an edit of everything no webhook told of, over as many pages as it takes, and of nothing twice', async () => {
    await lookAtChangelog(parts);
    rows.push(...[2, 3, 4, 5, 6].map((id) => entry(id, `request-${id % 3}`)));
    await lookAtChangelog(parts);
    expect(await waiting()).toEqual(['request-0', 'request-1', 'request-2']);
    const edit = await test.store.edits.read({ requestId: 'request-2', generation: 1 });
    expect(edit).toMatchObject({ user: 'anna', objects: [{ id: 2 }, { id: 5 }] });
    await lookAtChangelog(parts);
    expect(await test.store.edits.size()).toBe(3);
  });

  it('leaves what was saved before the first look to the first sweep', async () => {
    await lookAtChangelog(parts);
    expect(await waiting()).toEqual([]);
  });

  it('finds what a long transaction saved under a number and a time already passed', async () => {
    rows.push(entry(9, 'quick'));
    await lookAtChangelog(parts);
    rows.push(entry(4, 'slow script'));
    await lookAtChangelog(parts);
    expect(await waiting()).toEqual(['slow script']);
  });

  it('drops its own edits and types that influence nothing, as the receiver drops their webhooks', async () => {
    await lookAtChangelog(parts);
    rows.push(entry(2, 'own', { user: 'Plumbline' }), entry(3, 'other', { type: 'extras.journalentry' }));
    await lookAtChangelog(parts);
    expect(await waiting()).toEqual([]);
  });

  it('adds nothing to an edit its webhook brought before, whether that waits or has begun', async () => {
    await lookAtChangelog(parts);
    await test.store.inbox.store(makeDelivery('told', editedInterface(2)), never);
    rows.push(entry(2, 'told'));
    await test.store.edits.complete('told', 1, null);
    await test.store.edits.startDue(NOW, () => Promise.resolve());
    await lookAtChangelog(parts);
    expect(await test.store.edits.size()).toBe(0);
    expect(await test.store.edits.read({ requestId: 'told', generation: 2 })).toBeNull();
  });

  it('between two whole looks is taken where a glance finds a bulk edit, and only there', async () => {
    let now = 0;
    let requests = 0;
    const changelog = changelogOf(() => rows, 100);
    const turn = createChangelogTurns(
      {
        ...parts,
        changelog: {
          ...changelog,
          page: (from, afterId) => ((requests += 1), changelog.page(from, afterId)),
          latest: (from) => ((requests += 1), changelog.latest(from)),
        },
      },
      () => now,
    );
    const bulk = (requestId: string, first: number, more: Partial<ChangelogEntry> = {}) =>
      rows.push(...Array.from({ length: 10 }, (_, index) => entry(first + index, requestId, more)));
    await turn();
    bulk('own', 110, { user: 'plumbline' });
    rows.push(entry(121, 'single'));
    requests = 0;
    await turn();
    expect(requests).toBe(1);
    expect(await waiting()).toEqual([]);
    bulk('bulk', 130);
    await turn();
    expect(await waiting()).toEqual(['bulk', 'single']);
    bulk('slow', 100);
    await turn();
    expect(await waiting()).toEqual(['bulk', 'single', 'slow']);
    requests = 0;
    await turn();
    expect(requests).toBe(1);
    bulk('a script of an hour', 20);
    await turn();
    expect(await waiting()).toEqual(['bulk', 'single', 'slow']);
    now = parts.everyMs;
    await turn();
    expect(await waiting()).toEqual(['a script of an hour', 'bulk', 'single', 'slow']);
  });

  it('is not taken by glances while NetBox is in doubt', async () => {
    const turn = createChangelogTurns(parts, () => 0);
    await turn();
    await test.store.watch.doubt('another one');
    for (let id = 2; id < 20; id += 1) rows.push(entry(id, 'elsewhere'));
    await turn();
    expect(await waiting()).toEqual([]);
  });

  it('is one process’s turn at a time', async () => {
    await sql(`insert into plumbline.lease (executor_id, application_version, postmaster_started)
      values ('one', 'v', now()), ('other', 'v', now())`);
    expect(await test.store.watch.takeTurn('one', 60_000)).toBe(true);
    expect(await test.store.watch.takeTurn('other', 60_000)).toBe(false);
    expect(await test.store.watch.takeTurn('one', 60_000)).toBe(true);
    await sql(`update plumbline.turns set until = clock_timestamp() - interval '1 s'`);
    expect(await test.store.watch.takeTurn('other', 60_000)).toBe(true);
  });

  it('is nobody’s turn any more once its process stopped, or died and was taken over', async () => {
    await sql(`insert into plumbline.lease (executor_id, application_version, postmaster_started)
      values ('one', 'v', now()), ('two', 'v', now()), ('three', 'v', now())`);
    expect(await test.store.watch.takeTurn('one', 60_000)).toBe(true);
    await sql(`update plumbline.lease set released_at = now() where executor_id = 'one'`);
    expect(await test.store.watch.takeTurn('two', 60_000)).toBe(true);
    await sql(`delete from plumbline.lease where executor_id = 'two'`);
    expect(await test.store.watch.takeTurn('three', 60_000)).toBe(true);
  });
});

describe('after a gap', () => {
  const longAgo = `update plumbline.netbox_watch
    set looked_at = looked_at - interval '31 min', fresh_until = fresh_until - interval '31 min'`;

  it('no edit starts before the changelog was read, and what was collected needs an approval, with the reason', async () => {
    await lookAtChangelog(parts);
    await sql(longAgo);
    await test.store.inbox.store(makeDelivery('late', editedInterface(8)), never);
    await test.store.edits.complete('late', 1, null);
    const started: string[] = [];
    const start = ({ requestId }: { readonly requestId: string }) =>
      Promise.resolve(void started.push(requestId));
    await test.store.edits.startDue(NOW, start);
    expect(started).toEqual([]);
    rows.push(entry(2, 'collected'));
    await lookAtChangelog(parts);
    await test.store.edits.complete('collected', 1, null);
    await test.store.edits.startDue(NOW, start);
    expect(started.sort()).toEqual(['collected', 'late']);
    for (const requestId of started) {
      const edit = await test.store.edits.read({ requestId, generation: 1 });
      expect(edit?.needsApproval).toMatch(/^it was edited while NetBox was not watched \(for 31 min/);
    }
  });

  it('a later edit needs none any more', async () => {
    await lookAtChangelog(parts);
    await sql(longAgo);
    await lookAtChangelog(parts);
    rows.push(entry(2, 'fresh'));
    await lookAtChangelog(parts);
    expect(
      (await test.store.edits.read({ requestId: 'fresh', generation: 1 }))?.needsApproval,
    ).toBeUndefined();
  });

  it('longer than NetBox keeps its changelog everything is compared, once', async () => {
    await lookAtChangelog(parts);
    rows = [entry(500, 'much later')];
    await sql(`update plumbline.netbox_watch set entry_time = entry_time - interval '100 days'`);
    await lookAtChangelog(parts);
    await lookAtChangelog(parts);
    expect(compared).toEqual(['500']);
    expect(await waiting()).toEqual(['much later']);
  });
});

describe('webhooks that stay away', () => {
  it('are an alarm once edits appear without any, which ends with the next webhook', async () => {
    const alarms = () => watchWarnings(test.store.watch, SETTINGS);
    await lookAtChangelog(parts);
    rows.push(entry(2, 'untold'));
    await lookAtChangelog(parts);
    expect(await alarms()).toEqual([]);
    await sql(`update plumbline.netbox_watch set missing_since = missing_since - interval '6 min'`);
    expect(await alarms()).toEqual([expect.stringContaining('no webhook arrived for 6 min')]);
    await test.store.inbox.store(makeDelivery('arrived', editedInterface(1)), never);
    await lookAtChangelog(parts);
    expect(await alarms()).toEqual([]);
  });

  it('are none while each edit’s webhook came', async () => {
    await lookAtChangelog(parts);
    await test.store.inbox.store(makeDelivery('told', editedInterface(2)), never);
    rows.push(entry(2, 'told'));
    await lookAtChangelog(parts);
    expect((await test.store.watch.read())?.missingForMs).toBeNull();
  });

  it('are none where the webhook comes while its edit is being taken up', async () => {
    await lookAtChangelog(parts);
    rows.push(entry(2, 'crossing'));
    const { watch } = test.store;
    const looked: typeof watch.looked = async (look) => {
      await test.store.inbox.store(makeDelivery('crossing', editedInterface(2)), never);
      await watch.looked(look);
    };
    await lookAtChangelog({ ...parts, watch: { ...watch, looked } });
    await lookAtChangelog(parts);
    expect((await test.store.watch.read())?.missingForMs).toBeNull();
  });
});

describe('another NetBox', () => {
  it('is not listened to until somebody accepts it; then everything is compared and what waited needs an approval', async () => {
    await lookAtChangelog(parts);
    await test.store.inbox.store(makeDelivery('meanwhile', editedInterface(3)), never);
    mark = 'plumbline #7 of 2026-05-05';
    rows.push(entry(2, 'elsewhere'));
    await lookAtChangelog(parts);
    expect(await waiting()).toEqual(['meanwhile']);
    expect(await watchWarnings(test.store.watch, SETTINGS)).toEqual([
      expect.stringMatching(/may be another one.*2026-01-01.*2026-05-05.*doctor --accept/),
    ]);
    mark = 'plumbline #7 of 2026-01-01';
    await lookAtChangelog(parts);
    expect((await test.store.watch.read())?.doubt, 'a doubt does not end by itself').not.toBeNull();

    await acceptNetBox(parts, 'bob');
    await lookAtChangelog(parts);
    expect(await watchWarnings(test.store.watch, SETTINGS)).toEqual([]);
    expect(compared).toEqual(['2']);
    const edit = await test.store.edits.read({ requestId: 'meanwhile', generation: 1 });
    expect(edit?.needsApproval).toBe('it was edited while NetBox was in doubt');
    rows.push(entry(3, 'accepted'));
    await lookAtChangelog(parts);
    expect(await waiting()).toEqual(['accepted', 'meanwhile']);
  });
});

describe('an own database restored from a backup', () => {
  /** Ours, an hour after the database was last known to be up to date. */
  const later = () => entry(3_600, 'ours', { user: 'plumbline', type: 'extras.journalentry' });
  const outdated = async () => (await test.store.watch.read())?.own.outdated ?? null;
  const UNITS = [unitIdOf(1), unitIdOf(2)];

  async function sweep(id: string, looked: readonly UnitId[]): Promise<void> {
    const { sweeps } = test.store;
    await sweeps.begin(id, UNITS.length, NOON);
    for (const unitId of looked) await sweeps.note(id, unitId, 'in line');
    await sweeps.end(id, NOON);
  }

  it('is told by what NetBox has of ours; its edits are found, wait, and need an approval at the end', async () => {
    await lookAtChangelog(parts);
    rows.push(later(), entry(3_601, 'in the lost time'));
    netboxNow = plusMs(NOON, 4_000_000);
    await lookAtChangelog(parts);
    expect(await watchWarnings(test.store.watch, SETTINGS)).toEqual([
      expect.stringMatching(/own database may be older.*entry 3600 of plumbline.*begins in moments$/),
    ]);
    await test.store.edits.complete('in the lost time', 1, null);
    const started: string[] = [];
    const start = ({ requestId }: { readonly requestId: string }) =>
      Promise.resolve(void started.push(requestId));
    await test.store.edits.startDue(NOW, start);
    expect(started).toEqual([]);
    expect(compared).toEqual([expect.stringMatching(/^own-\d+-0$/)]);

    await sweep('whole', UNITS);
    await lookAtChangelog(parts);
    expect(await watchWarnings(test.store.watch, SETTINGS)).toEqual([]);
    await test.store.edits.startDue(NOW, start);
    expect(started).toEqual(['in the lost time']);
    const edit = await test.store.edits.read({ requestId: 'in the lost time', generation: 1 });
    expect(edit?.needsApproval).toMatch(/own database was older/);
    await lookAtChangelog(parts);
    expect(await outdated(), 'what was written meanwhile is known now').toBeNull();
  });

  it('is not trusted after a sweep that began before, nor after one that missed a device, which is repeated', async () => {
    await lookAtChangelog(parts);
    await sweep('before', UNITS);
    rows.push(later());
    await lookAtChangelog(parts);
    expect(await outdated()).toMatchObject({ compared: 'none' });
    await test.store.sweeps.begin('partial', UNITS.length, NOON);
    await lookAtChangelog(parts);
    expect(await outdated()).toMatchObject({ compared: 'runs' });
    await sweep('partial', UNITS.slice(0, 1));
    await lookAtChangelog(parts);
    expect(await outdated()).toMatchObject({ compared: 'some', sweeps: 1 });
    expect(compared).toHaveLength(1);
    await sql(`update plumbline.netbox_watch set outdated_since = outdated_since - interval '1 hour';
      update plumbline.sweeps set begun_at = begun_at - interval '11 min' where sweep_id = 'partial';
      update plumbline.sweeps set begun_at = begun_at - interval '3 hours' where sweep_id = 'before'`);
    await lookAtChangelog(parts);
    expect(compared).toHaveLength(2);
    expect(compared[1]).toMatch(/-1$/);
  });

  it('is told by its place alone and ends when a person accepts', async () => {
    await lookAtChangelog(parts);
    const { place, placeNow } = (await test.store.watch.read())?.own ?? {};
    expect(place).toMatch(/^\d+\/\d+\/[0-9A-F]{8}$/);
    expect(placeNow).toBe(place);
    await sql(`update plumbline.netbox_watch set place = '1/2/00000001'`);
    await lookAtChangelog(parts);
    await lookAtChangelog(parts);
    expect((await outdated())?.reason).toContain(
      `was at 1/2/00000001 (server/database/timeline) and is at ${place}`,
    );
    await acceptNetBox(parts, 'bob');
    await lookAtChangelog(parts);
    expect(await outdated()).toBeNull();
  });

  it('is not suspected after a crash, whose last writes came after the last note', async () => {
    await lookAtChangelog(parts);
    rows.push(entry(150, 'ours', { user: 'plumbline', type: 'extras.journalentry' }));
    await lookAtChangelog(parts);
    expect(await outdated()).toBeNull();
  });
});
