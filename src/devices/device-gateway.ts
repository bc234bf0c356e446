import type { LiveReading } from '../domain/live.ts';
import type { Unit } from '../domain/unit.ts';
import type { DeviceReader, DeviceWriter, OpenWriter } from '../ports/devices.ts';
import { checkReading } from './check-reading.ts';
import type { DeviceOptions } from './device-options.ts';
import { contactOf, createSessionPool } from './session-pool.ts';
import type { PooledSession } from './pooled-session.ts';
import type { SessionPool } from './session-pool.ts';
import { firstStopped } from './wire-gate.ts';

/** All access to devices. Reading has the read credential and no way to write; writing is opened per permitted plan. */
export interface Devices {
  readonly reader: DeviceReader;
  readonly openWriter: OpenWriter;
  /** Ends every session; later calls throw `device.cut`. */
  close(): Promise<void>;
}

/** Creates the gateway to devices over SSH. Opens nothing by itself. */
export function createDevices(options: DeviceOptions): Devices {
  const pool = createSessionPool(options);
  return {
    reader: {
      async read(unit, signal, purpose = 'proof') {
        const kept = purpose === 'look' ? await readKept(pool, unit, signal) : null;
        if (kept !== null) return kept;
        const session = await pool.open(unit, { access: 'read', purpose, signal });
        return await readThrough(pool, session, { isKept: purpose === 'look', signal });
      },
    },
    async openWriter({ plan }, signal) {
      await pool.endIdle(plan.unit);
      const session = await pool.open(plan.unit, { access: 'write', purpose: 'proof', signal });
      pool.note(plan.unit, 'reached');
      return toWriter(session, plan.unit);
    },
    close: () => pool.close(),
  };
}

/** Through the session a former look left; null when there is none, or it turns out to be worth nothing any more. */
async function readKept(pool: SessionPool, unit: Unit, signal: AbortSignal): Promise<LiveReading | null> {
  const session = pool.claim(unit, signal);
  if (session === null) return null;
  try {
    const reading = checkReading(await session.platform.read(), unit);
    await pool.giveBack(session);
    return reading;
  } catch (thrown) {
    await session.end();
    if (signal.aborted) throw thrown;
    return null;
  }
}

async function readThrough(
  pool: SessionPool,
  session: PooledSession,
  { isKept, signal }: { readonly isKept: boolean; readonly signal: AbortSignal },
): Promise<LiveReading> {
  const { unit } = session;
  let reading: LiveReading;
  try {
    reading = checkReading(await session.platform.read(), unit);
  } catch (thrown) {
    await session.end();
    pool.note(unit, contactOf(thrown, signal.aborted));
    throw thrown;
  }
  pool.note(unit, 'reached');
  await (isKept ? pool.giveBack(session) : session.end());
  return reading;
}

function toWriter(pooled: PooledSession, unit: Unit): DeviceWriter {
  const session = pooled.platform;
  return {
    read: async () => checkReading(await session.read(), unit),
    selfRevert: () => session.selfRevert(),
    pendingRevert: () => session.pendingRevert(),
    async apply(commands, transaction) {
      const stopped = firstStopped(unit.platform, commands);
      if (stopped !== null) return { kind: 'not-sent', ...stopped };
      return session.apply(commands, transaction);
    },
    confirm: (transaction) => session.confirm(transaction),
    revert: (transaction) => session.revert(transaction),
    save: () => session.save(),
    close: () => pooled.end(),
  };
}
