import { describe, expect, it } from 'vitest';
import { createLoginGate } from '../../../src/devices/login-gate.ts';
import { Fault } from '../../../src/domain/fault.ts';
import { instantOf } from '../../../src/domain/ids.ts';
import { createMemoryRefusedLogins } from '../../support/memory-refused-logins.ts';
import { UNIT } from '../../support/make-unit.ts';
import { silentLog } from '../../support/silent-log.ts';

const READ = { unit: UNIT, access: 'read', username: 'reader', identity: 'one', isOrdered: false } as const;

function scene() {
  const warned: unknown[] = [];
  const refusedLogins = createMemoryRefusedLogins();
  const options = {
    refusedLogins,
    clock: { now: () => instantOf('2026-11-21T10:00:00Z') },
    log: { ...silentLog, warn: (text: string, fields?: object) => warned.push({ text, ...fields }) },
  };
  let tries = 0;
  return {
    gate: createLoginGate(options),
    /** As after a restart. */
    another: () => createLoginGate(options),
    refusedLogins,
    warned,
    tries: () => tries,
    refuse: () => {
      tries += 1;
      return Promise.reject(new Fault('device.authentication', 'r1 refused the login'));
    },
    accept: () => {
      tries += 1;
      return Promise.resolve('session');
    },
  };
}

describe('a login a device refused', () => {
  it('is not tried again, also by a process started later, and says when and why', async () => {
    const { gate, another, refuse, accept, tries, warned } = scene();
    await expect(gate.enter(READ, refuse)).rejects.toMatchObject({ code: 'device.authentication' });
    for (const one of [gate, another()]) {
      const again = one.enter(READ, accept);
      await expect(again).rejects.toMatchObject({ code: 'device.refused-before', retry: 'never' });
      await expect(again).rejects.toThrow(
        /at 2026-11-21T10:00:00.000Z it refused the account "reader" \(r1 refused the login\).*plumbline check r1/,
      );
    }
    expect(tries()).toBe(1);
    expect(warned).toEqual([
      expect.objectContaining({
        text: 'device refused the login',
        unit: 'r1',
        access: 'read',
        user: 'reader',
      }),
    ]);
  });

  it('is tried once even when many want it in the same moment', async () => {
    const { gate, refuse, tries } = scene();
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => gate.enter(READ, refuse)));
    expect(tries()).toBe(1);
    expect(all.every(({ status }) => status === 'rejected')).toBe(true);
  });

  it('may be tried when credential or address changed, and the other account always', async () => {
    const { gate, refuse, accept } = scene();
    await gate.enter(READ, refuse).catch(() => undefined);
    expect(await gate.enter({ ...READ, access: 'write' }, accept)).toBe('session');
    expect(await gate.enter({ ...READ, identity: 'another' }, accept)).toBe('session');
    await expect(gate.enter(READ, accept)).rejects.toMatchObject({ code: 'device.refused-before' });
  });

  it('is tried once for a person, and stays refused when that fails', async () => {
    const { gate, refuse, accept, tries, refusedLogins } = scene();
    await gate.enter(READ, refuse).catch(() => undefined);
    const ordered = { ...READ, isOrdered: true };
    await expect(gate.enter(ordered, refuse)).rejects.toMatchObject({ code: 'device.authentication' });
    expect(tries()).toBe(2);
    await expect(gate.enter(READ, accept)).rejects.toMatchObject({ code: 'device.refused-before' });
    expect(await gate.enter(ordered, accept)).toBe('session');
    expect(await refusedLogins.count()).toBe(0);
    expect(await gate.enter(READ, accept)).toBe('session');
  });

  it('is only one that was refused: a device out of reach is another matter', async () => {
    const { gate, accept, refusedLogins } = scene();
    const lost = () => Promise.reject(new Fault('device.timeout', 'r1 did not answer'));
    await expect(gate.enter(READ, lost)).rejects.toMatchObject({ code: 'device.timeout' });
    expect(await refusedLogins.count()).toBe(0);
    expect(await gate.enter(READ, accept)).toBe('session');
  });
});
