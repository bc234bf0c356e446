import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeIdOf, instantOf } from '../../../src/domain/ids.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { createKeyring } from '../../../src/store/keyring.ts';
import { PLAN, READING, UNIT } from '../../support/make-unit.ts';
import { TEST_KEYS, openTestStore } from '../../support/open-test-store.ts';
import type { TestStore } from '../../support/open-test-store.ts';
import { runSql } from '../../support/database.ts';
import { silentLog } from '../../support/silent-log.ts';
import { editedInterface, makeDelivery } from './make-delivery.ts';

const CANARY = 'zq8canary8qz';
const AT = instantOf('2026-11-21T10:00:00Z');
const CHANGE = changeIdOf('sealed', 1);
let test: TestStore;
let client: Client;

beforeAll(async () => {
  test = await openTestStore();
  client = new Client({ connectionString: test.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await test.close();
});

/** Every column of every table of ours, as the text a dump would show, and as the bytes behind hex. */
async function placesOf(canary: string): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'plumbline'`,
  );
  const forms = [
    canary,
    Buffer.from(canary).toString('hex'),
    Buffer.from(canary).toString('base64').slice(0, -4),
  ];
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ text: string }>(
      `select t::text as text from plumbline."${name}" t`,
    );
    if (rows.some(({ text }) => forms.some((form) => text.includes(form)))) found.push(name);
  }
  return found;
}

async function fillEverything(): Promise<void> {
  const { store } = test;
  const line = `description ${CANARY}`;
  const finding: Finding = {
    path: [`interface ${CANARY}`],
    key: line,
    kind: 'changed',
    class: 'foreign',
    intended: line,
    live: line,
    baseline: line,
    object: { type: 'dcim.interface', id: 1, name: CANARY },
  };
  const item = { path: [`interface ${CANARY}`], key: 'description', line };
  const baseline = { ...PLAN.nextBaseline, items: [item] };
  const command = { path: [], command: line };
  const plan = {
    ...PLAN,
    changeId: CHANGE,
    commands: [command],
    reverse: [command],
    applies: [finding],
    nextBaseline: baseline,
  };
  await store.inbox.store(makeDelivery('sealed', editedInterface(1), CANARY), new AbortController().signal);
  await store.baselines.write(UNIT.id, baseline, 'read in line', AT);
  await store.findings.record(UNIT.id, [finding], AT);
  await store.plans.save(plan);
  await store.changes.open({
    changeId: CHANGE,
    origin: { kind: 'edit', user: 'anna', message: '', time: AT },
    units: [{ unitId: UNIT.id, unitName: 'r1' }],
    at: AT,
  });
  await store.changes.saveSnapshot(CHANGE, UNIT.id, { ...READING, configuration: line }, AT);
  await store.marks.put(UNIT.id, [
    { ...item, kind: 'reverted', intended: line, changeId: CHANGE, since: AT, reason: 'x' },
  ]);
  const said = `the device refused \`username bob secret 5 ${CANARY}\``;
  await store.units.setState(UNIT.id, 'r1', 'error', said, AT);
  await store.units.hold(UNIT.id, 'r1', { by: 'anna', reason: said, since: AT });
  await store.audit.append({
    at: AT,
    who: 'anna',
    what: 'refused',
    unitId: UNIT.id,
    changeId: CHANGE,
    detail: said,
    key: 'sealed',
  });
}

describe('what is stored', () => {
  it('shows no configuration text, webhook body or quoted secret in any column', async () => {
    await fillEverything();
    expect(await placesOf('device-1')).toContain('findings');
    expect(await placesOf(CANARY)).toEqual([]);
  });

  it('opens only in the row it was written for', async () => {
    await runSql(
      test.url,
      `insert into plumbline.baselines (unit_id, because, written_at, sealed)
       select 'device-99', because, written_at, sealed from plumbline.baselines limit 1`,
    );
    await expect(test.store.baselines.read('device-99' as typeof UNIT.id)).rejects.toMatchObject({
      code: 'store.wrong-key',
    });
  });

  it('is refused to another key, also one under the same id, and opens after a rotation', async () => {
    const open = (keys: string) =>
      createStore({ url: test.url, keyring: createKeyring(keys), log: silentLog });
    await expect(open(`test:${'00'.repeat(32)}`)).rejects.toMatchObject({ code: 'store.wrong-key' });
    await expect(open(`new:${'11'.repeat(32)}`)).rejects.toMatchObject({
      code: 'store.wrong-key',
      message: expect.stringMatching(
        /encrypted with key test, which is not among the keys given \(new\)/,
      ) as string,
    });
    const rotated = await open(`new:${'11'.repeat(32)},${TEST_KEYS}`);
    expect((await rotated.plans.find(PLAN.hash))[0]?.changeId).toBe(CHANGE);
    await rotated.baselines.write(UNIT.id, PLAN.nextBaseline, 'written with the new key', AT);
    expect(await rotated.baselines.read(UNIT.id)).toEqual(PLAN.nextBaseline);
    await rotated.close();
    // Taking the new key away again is found at the start, not at the first read.
    await expect(open(TEST_KEYS)).rejects.toMatchObject({ code: 'store.wrong-key' });
  });

  it('says so when a newer Plumbline wrote a document', async () => {
    const keyring = createKeyring(`new:${'11'.repeat(32)},${TEST_KEYS}`);
    const sealed = keyring.seal(Buffer.from('{"v":2}'), 'baseline device-77');
    await client.query(
      `insert into plumbline.baselines (unit_id, because, written_at, sealed) values ('device-77', 'x', now(), $1)`,
      [sealed],
    );
    const store = await createStore({ url: test.url, keyring, log: silentLog });
    await expect(store.baselines.read('device-77' as typeof UNIT.id)).rejects.toThrow(
      /form 2, but this Plumbline reads form 1/,
    );
    await store.close();
  });
});

describe('the audit', () => {
  it('takes an event once', async () => {
    const row = {
      at: AT,
      who: 'anna',
      what: 'hold',
      unitId: UNIT.id,
      changeId: null,
      detail: 'd',
      key: 'hold-1',
    };
    await test.store.audit.append(row);
    await test.store.audit.append({ ...row, detail: 'again' });
    const { rows } = await client.query(`select detail from plumbline.audit where key = 'hold-1'`);
    expect(rows).toEqual([{ detail: 'd' }]);
  });

  it.each([
    `update plumbline.audit set detail = 'never happened'`,
    'delete from plumbline.audit',
    'truncate plumbline.audit',
  ])('refuses: %s', async (sql) => {
    await expect(client.query(sql)).rejects.toThrow(/append-only/);
  });
});
