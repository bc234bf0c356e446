import { createHmac, timingSafeEqual } from 'node:crypto';
import express, { type RequestHandler } from 'express';
import { Pool } from 'pg';
import { listen } from '../../../src/web/listen.ts';
import { WEBHOOK_PATH } from '../../../src/webhooks/create-receiver.ts';
import type { Intake } from './intake.ts';

const TABLE = `
  create table bare_webhooks (id bigint generated always as identity primary key, body bytea not null)`;

/** As many as the store's pool has. */
const CONNECTIONS = 10;

/**
 * The least that could be called a webhook receiver: express, a signature check in constant time, one insert of the raw
 * body. It reads nothing of what it stores, recognizes no duplicate, encrypts nothing and has no limits of its own.
 */
export async function startBareIntake(url: string, secret: string): Promise<Intake> {
  const pool = new Pool({ connectionString: url, max: CONNECTIONS });
  await pool.query(TABLE);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.post(WEBHOOK_PATH, express.raw({ limit: '1mb', type: () => true }), createBareHandler(pool, secret));
  const listening = await listen(app, '127.0.0.1', 0);
  const count = 'select count(*)::int as stored from bare_webhooks';
  return {
    url: `${listening.url}${WEBHOOK_PATH}`,
    stored: async () => (await pool.query<{ stored: number }>(count)).rows[0]?.stored ?? 0,
    close: async () => {
      await listening.close();
      await pool.end();
    },
  };
}

function createBareHandler(pool: Pool, secret: string): RequestHandler {
  return async (request, response) => {
    const body: unknown = request.body;
    const claimed = Buffer.from(request.get('x-hook-signature') ?? '', 'hex');
    if (!Buffer.isBuffer(body) || !isSigned(body, claimed, secret)) {
      response.status(401).json({ outcome: 'refused' });
      return;
    }
    await pool.query({
      name: 'insert',
      text: 'insert into bare_webhooks (body) values ($1)',
      values: [body],
    });
    response.status(202).json({ outcome: 'stored' });
  };
}

function isSigned(body: Buffer, claimed: Buffer, secret: string): boolean {
  const digest = createHmac('sha512', secret).update(body).digest();
  return claimed.length === digest.length && timingSafeEqual(claimed, digest);
}
