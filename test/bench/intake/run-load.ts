import { Agent, get } from 'node:http';
import { percentile } from '../percentile.ts';
import type { LoadOrder, LoadResult } from './load-order.ts';
import { postWebhook } from './post-webhook.ts';
import { sendPaced } from './send-paced.ts';
import { createSignedWebhooks } from './signed-webhooks.ts';

/** Opening more would test the listener's limits, not the intake. */
const MAX_CONNECTIONS = 256;
const OPEN_CONNECTIONS = 16;

/** Carries an order out over connections that are kept alive. Only makes requests; whom they reach is the order's matter. */
export async function runLoad(order: LoadOrder): Promise<LoadResult> {
  const webhooks = createSignedWebhooks(order);
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
  const latenciesMs: number[] = [];
  const lateMs: number[] = [];
  const errors: Record<string, number> = {};
  let sent = 0;
  await openConnections(agent, order.url);
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  await sendPaced(order.pace, order.count, order.timeLimitMs, async (index, sinceMs) => {
    const webhook = webhooks[index];
    if (webhook === undefined) return;
    sent += 1;
    lateMs.push(performance.now() - sinceMs);
    const answer = await postWebhook(agent, order.url, webhook);
    if (isAccepted(answer)) latenciesMs.push(performance.now() - sinceMs);
    else errors[answer] = (errors[answer] ?? 0) + 1;
  });
  const seconds = (performance.now() - startMs) / 1_000;
  const used = process.cpuUsage(cpu);
  agent.destroy();
  return {
    sent,
    accepted: latenciesMs.length,
    errors,
    seconds,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    lateMs: percentile(lateMs, 0.99),
    cpuSeconds: (used.user + used.system) / 1e6,
  };
}

/**
 * Asks for a page that is not there on each of the connections used most, so that they are open before the clock runs:
 * opening sixteen would be the slowest percent of a round. Failures show in the round itself.
 */
async function openConnections(agent: Agent, url: string): Promise<void> {
  const open = (): Promise<void> =>
    new Promise((resolve) => {
      const asking = get(url, { agent }, (response) => response.resume().on('end', resolve));
      asking.on('error', () => resolve());
    });
  await Promise.all(Array.from({ length: OPEN_CONNECTIONS }, open));
}

function isAccepted(answer: number | string): boolean {
  return typeof answer === 'number' && answer >= 200 && answer < 300;
}
