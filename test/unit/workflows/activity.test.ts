import { expect, test } from 'vitest';
import { createActivity } from '../../../src/workflows/activity.ts';

test('a change counts once, however many units it works on, and not while all of it waits', () => {
  const activity = createActivity();
  const parent = activity.begin('edit:a:1', 'edit:a:1');
  const units = [
    activity.begin('edit:a:1:plan:1', 'edit:a:1'),
    activity.begin('edit:a:1:plan:2', 'edit:a:1'),
  ];
  parent.wait();
  expect([activity.roots(), activity.busyRoots()]).toEqual([1, 1]);
  for (const unit of units) unit.wait();
  expect([activity.roots(), activity.busyRoots()]).toEqual([1, 0]);
  units[0]?.work();
  expect(activity.busyRoots()).toBe(1);
});

test('a stop waits for a sleep that ends in time, and not for one that does not', () => {
  const activity = createActivity();
  const run = activity.begin('edit:a:1', 'edit:a:1');
  run.wait(1_000);
  expect(activity.isQuietUntil(2_000)).toBe(false);
  expect(activity.isQuietUntil(500)).toBe(true);
  run.work();
  expect(activity.isQuietUntil(500)).toBe(false);
  run.end();
  expect(activity.isQuietUntil(500)).toBe(true);
});
