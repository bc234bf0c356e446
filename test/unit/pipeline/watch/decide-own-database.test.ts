import { describe, expect, it } from 'vitest';
import { instantOf, plusMs } from '../../../../src/domain/ids.ts';
import { decideOwnDatabase } from '../../../../src/pipeline/watch/decide-own-database.ts';
import type { ChangelogEntry } from '../../../../src/ports/changelog.ts';

const NOON = instantOf('2026-11-21T12:00:00Z');
const EVERY_MS = 30_000;
const HOME = { place: '7/16384/00000001', placeNow: '7/16384/00000001', currentUntil: NOON };

/** An entry of our own so long after the database was last known to be up to date. */
function written(afterMs: number): ChangelogEntry {
  const time = plusMs(NOON, afterMs);
  const object = { type: 'extras.journalentry', objectId: 9, name: 'j' };
  return { id: 77, requestId: 'r', user: 'plumbline', action: 'create', time, ...object };
}

describe('the own database is up to date', () => {
  it.each([
    ['nothing of ours is in NetBox', HOME, null],
    ['what is there was written before', HOME, written(-1_000)],
    ['a crash took the worker just before it noted its last writes', HOME, written(170_000)],
    ['it is used for the first time', { ...HOME, place: null, currentUntil: null }, written(3_600_000)],
    ['the role may not ask where it is', { ...HOME, placeNow: null }, written(0)],
  ])('when %s', (_why, known, newest) => {
    expect(decideOwnDatabase(known, newest, EVERY_MS)).toBeNull();
  });
});

describe('the own database is in doubt, with what was found and what ends it,', () => {
  it.each([
    [
      'NetBox has an entry of ours of later than any crash explains',
      HOME,
      written(181_000),
      /entry 77 of plumbline at 2026-11-21T12:03:01/,
    ],
    [
      'it lies on another server',
      { ...HOME, placeNow: '8/16384/00000001' },
      null,
      /was at 7\/16384\/00000001 .* is at 8\/16384\/00000001/,
    ],
    [
      'it is another copy on the same server',
      { ...HOME, placeNow: '7/16999/00000001' },
      null,
      /is at 7\/16999/,
    ],
    [
      'its server went back in time',
      { ...HOME, placeNow: '7/16384/00000002' },
      null,
      /is at 7\/16384\/00000002/,
    ],
  ])('when %s', (_why, known, newest, words) => {
    const reason = decideOwnDatabase(known, newest, EVERY_MS);
    expect(reason).toMatch(words);
    expect(reason).toMatch(/Nothing is written until every device was looked at once.*doctor --accept/);
  });

  it('and looks that come seldom allow for as much more', () => {
    expect(decideOwnDatabase(HOME, written(181_000), 60_000)).toBeNull();
  });
});
