import { setTimeout as delay } from 'node:timers/promises';
import type { Pace } from './load-order.ts';

/** Sends one webhook; `sinceMs` (of `performance.now()`) is when its latency begins. */
export type Send = (index: number, sinceMs: number) => Promise<void>;

/** Sends webhooks 0 to `count` − 1 at the pace given and returns once all that were sent are answered. */
export async function sendPaced(pace: Pace, count: number, timeLimitMs: number, send: Send): Promise<void> {
  const untilMs = performance.now() + timeLimitMs;
  switch (pace.kind) {
    case 'full-speed':
      await sendFullSpeed(pace.connections, count, untilMs, send);
      return;
    case 'offered':
      await sendOffered(pace.perSecond, count, untilMs, send);
      return;
  }
}

async function sendFullSpeed(connections: number, count: number, untilMs: number, send: Send): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count && performance.now() < untilMs) {
      next += 1;
      await send(next - 1, performance.now());
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
}

/**
 * Latency counts from when a webhook was due, not from when it went out: a receiver that stalls would otherwise hold back
 * the very webhooks that would have had to wait (coordinated omission).
 */
async function sendOffered(perSecond: number, count: number, untilMs: number, send: Send): Promise<void> {
  const startMs = performance.now();
  const dueMs = (index: number): number => startMs + (index * 1_000) / perSecond;
  const answers: Promise<void>[] = [];
  while (answers.length < count && performance.now() < untilMs) {
    while (answers.length < count && dueMs(answers.length) <= performance.now())
      answers.push(send(answers.length, dueMs(answers.length)));
    // Rounded down: to wake early costs a turn, to wake late would count as the receiver's latency.
    await delay(Math.max(1, Math.floor(dueMs(answers.length) - performance.now())));
  }
  await Promise.all(answers);
}
