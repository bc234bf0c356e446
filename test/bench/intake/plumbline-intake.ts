import { Client } from 'pg';
import { createKeyring } from '../../../src/store/keyring.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { createLog } from '../../../src/telemetry/create-log.ts';
import { createMeter } from '../../../src/telemetry/create-meter.ts';
import { listen } from '../../../src/web/listen.ts';
import { createReceiver, WEBHOOK_PATH } from '../../../src/webhooks/create-receiver.ts';
import type { Intake } from './intake.ts';

/** The values the settings have by default. */
const DEADLINE_MS = 3_000;
const MAX_IN_FLIGHT = 100;

/** A delivery is stored when its body is in the inbox and its object in an edit. */
const STORED = `
  select least((select count(*) from plumbline.inbox), (select count(*) from plumbline.edit_objects))::int as stored`;

/** The real receiver on the real store, with log, meter, encryption and limits as `serve` has them. */
export async function startPlumblineIntake(url: string, secret: string, key: Buffer): Promise<Intake> {
  const log = createLog({ level: 'info', destination: { write: () => undefined } });
  const store = await createStore({ url, keyring: createKeyring(`bench:${key.toString('base64')}`), log });
  const receiver = createReceiver({
    inbox: store.inbox,
    secrets: { current: secret, previous: null },
    ownUser: 'plumbline',
    deadlineMs: DEADLINE_MS,
    maxInFlight: MAX_IN_FLIGHT,
    deliveries: { note: () => undefined },
    log,
    meter: createMeter().meter,
  });
  const listening = await listen(receiver, '127.0.0.1', 0);
  const client = new Client({ connectionString: url });
  await client.connect();
  return {
    url: `${listening.url}${WEBHOOK_PATH}`,
    stored: async () => (await client.query<{ stored: number }>(STORED)).rows[0]?.stored ?? 0,
    close: async () => {
      await listening.close();
      await client.end();
      await store.close();
    },
  };
}
