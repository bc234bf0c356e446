import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf, plusMs, unitIdOf } from '../../../src/domain/ids.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { createKeyring } from '../../../src/store/keyring.ts';
import { openTestStore, TEST_KEYS } from '../../support/open-test-store.ts';
import type { TestStore } from '../../support/open-test-store.ts';
import { silentLog } from '../../support/silent-log.ts';

const AT = instantOf('2026-11-21T10:00:00Z');
const READ = { unitId: unitIdOf(1), access: 'read', identity: '["reader","CanaryLogin1"]' } as const;
const REFUSAL = { at: AT, reason: 'r1 refused the login' };
let test: TestStore;

beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());

describe('refused logins', () => {
  it('are known to every process, for exactly that credential and access', async () => {
    const { refusedLogins } = test.store;
    expect(await refusedLogins.find(READ)).toBeNull();
    await refusedLogins.keep(READ, REFUSAL);
    const other = await test.another();
    expect(await other.refusedLogins.find(READ)).toEqual(REFUSAL);
    expect(await other.refusedLogins.find({ ...READ, identity: 'another' })).toBeNull();
    expect(await other.refusedLogins.find({ ...READ, access: 'write' })).toBeNull();
    expect(await other.refusedLogins.find({ ...READ, unitId: unitIdOf(2) })).toBeNull();
    expect(await other.refusedLogins.count()).toBe(1);
  });

  it('are replaced by a later refusal, and forgotten one access or a whole unit at a time', async () => {
    const { refusedLogins } = test.store;
    const unitId = unitIdOf(3);
    const [read, write] = [
      { ...READ, unitId },
      { ...READ, unitId, access: 'write' },
    ] as const;
    await refusedLogins.keep(read, REFUSAL);
    await refusedLogins.keep({ ...read, identity: 'newer' }, { ...REFUSAL, at: plusMs(AT, 1) });
    expect(await refusedLogins.find(read)).toBeNull();
    await refusedLogins.keep(write, REFUSAL);
    expect(await refusedLogins.forget(unitId, 'write')).toBe(1);
    expect(await refusedLogins.find(write)).toBeNull();
    expect(await refusedLogins.forget(unitId)).toBe(1);
    expect(await refusedLogins.forget(unitId)).toBe(0);
  });

  it('are recognized after a new key was put first, and never hold the credential', async () => {
    const { refusedLogins } = test.store;
    await refusedLogins.keep(READ, { ...REFUSAL, reason: 'it said: password 7 CanaryReason2' });
    const keyring = createKeyring(`newer:${'3c'.repeat(32)},${TEST_KEYS}`);
    const later = await createStore({ url: test.url, keyring, log: silentLog });
    expect((await later.refusedLogins.find(READ))?.at).toBe(AT);
    await later.close();
    const client = new Client({ connectionString: test.url });
    await client.connect();
    const { rows } = await client.query<{ row: string }>(
      'select t::text as row from plumbline.refused_logins t',
    );
    await client.end();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('Canary');
  });
});
