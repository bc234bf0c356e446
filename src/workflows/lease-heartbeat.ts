import type pg from 'pg';
import type { RuntimeSettings } from './runtime-settings.ts';
import { sleepMs } from './sleep-ms.ts';

type HeartbeatSettings = Pick<RuntimeSettings, 'heartbeatMs' | 'leaseLostAfterMs'>;

/** Resolves with the reason once the connection has ended or an answer stays out. */
export function untilLost(client: pg.Client, settings: HeartbeatSettings): Promise<string> {
  return new Promise((resolve) => {
    const state = { over: false };
    const end = (reason: string): void => {
      state.over = true;
      resolve(reason);
    };
    client.once('end', () => end('the database connection ended'));
    client.once('error', (error: Error) => end(error.message));
    void beatUntilSilence(client, settings, state).then(end);
  });
}

async function beatUntilSilence(
  client: pg.Client,
  { heartbeatMs, leaseLostAfterMs }: HeartbeatSettings,
  state: { readonly over: boolean },
): Promise<string> {
  while (!state.over) {
    await sleepMs(heartbeatMs);
    const reason = await beat(client, leaseLostAfterMs);
    if (reason !== null) return reason;
  }
  return 'the connection is over';
}

async function beat(client: pg.Client, leaseLostAfterMs: number): Promise<string | null> {
  const answer = { came: false };
  const query = client.query('select 1').then(
    () => {
      answer.came = true;
      return null;
    },
    (error: unknown) => String(error),
  );
  const silence = sleepMs(leaseLostAfterMs).then(async () => {
    // A process that was stopped for a while sees its timers first; the answer may lie in the socket since long.
    await new Promise((resolve) => setImmediate(resolve));
    await sleepMs(1);
    return answer.came ? null : `no answer from the database for ${leaseLostAfterMs} ms`;
  });
  return Promise.race([query, silence]);
}
