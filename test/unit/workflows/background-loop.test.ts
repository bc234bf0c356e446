import { expect, test } from 'vitest';
import { Fault } from '../../../src/domain/fault.ts';
import type { LogFields } from '../../../src/ports/log.ts';
import { startLoop } from '../../../src/workflows/background-loop.ts';
import { silentLog } from '../../support/silent-log.ts';

const turnsDone = (count: () => number, wanted: number): Promise<void> =>
  new Promise((resolve) => {
    const look = setInterval(() => {
      if (count() < wanted) return;
      clearInterval(look);
      resolve();
    }, 1);
  });

test('a turn that fails is logged with its code, and the loop goes on', async () => {
  let turns = 0;
  const warnings: (LogFields | undefined)[] = [];
  const log = { ...silentLog, warn: (_message: string, fields?: LogFields) => void warnings.push(fields) };
  const loop = startLoop({
    name: 'due edits',
    everyMs: 1,
    log,
    turn: () =>
      (turns += 1) <= 2 ? Promise.reject(new Fault('store.unavailable', 'no answer')) : Promise.resolve(),
  });
  await turnsDone(() => turns, 5);
  await loop.stop();
  const expected = { loop: 'due edits', code: 'store.unavailable', err: 'no answer' };
  expect(warnings).toEqual([expected, expected]);
});

test('turns never overlap, and stopping waits for the one in progress and allows no further', async () => {
  let running = 0;
  let most = 0;
  let turns = 0;
  const loop = startLoop({
    name: 'test',
    everyMs: 1,
    log: silentLog,
    async turn() {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      turns += 1;
    },
  });
  await turnsDone(() => turns, 2);
  await loop.stop();
  const atStop = turns;
  expect(running).toBe(0);
  expect(most).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(turns).toBe(atStop);
});

test('a loop that pauses for an hour stops at once', async () => {
  const loop = startLoop({ name: 'test', everyMs: 3_600_000, log: silentLog, turn: () => Promise.resolve() });
  await loop.stop();
});
