import type { Intake } from './intake.ts';
import type { LoadOrder, LoadResult } from './load-order.ts';
import type { LoadProcess } from './load-process.ts';

/** One round of load on one receiver. */
export interface Round extends LoadResult {
  /** Webhooks this round left in the receiver's tables. */
  readonly stored: number;
  readonly storedPerSecond: number;
  /** What the receiver's process computed for each webhook: the work itself, without waiting for the disk. */
  readonly cpuMsPerWebhook: number;
}

/** Sends the order's webhooks to `intake` and counts what it stored. */
export async function measureRound(
  load: LoadProcess,
  intake: Intake,
  order: Omit<LoadOrder, 'url'>,
): Promise<Round> {
  const before = await intake.stored();
  const cpu = process.cpuUsage();
  const result = await load.run({ ...order, url: intake.url });
  const used = process.cpuUsage(cpu);
  const stored = (await intake.stored()) - before;
  return {
    ...result,
    stored,
    storedPerSecond: stored / result.seconds,
    cpuMsPerWebhook: (used.user + used.system) / 1e3 / result.sent,
  };
}
