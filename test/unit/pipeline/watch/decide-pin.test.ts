import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../../src/domain/ids.ts';
import { decidePin, type SeenNetBox } from '../../../../src/pipeline/watch/decide-pin.ts';
import type { ChangelogEntry } from '../../../../src/ports/changelog.ts';
import type { WatchState } from '../../../../src/ports/netbox-watch.ts';

const TIME = instantOf('2026-11-21T12:00:00Z');
const HOUR_MS = 3_600_000;

function entry(id: number, requestId: string): ChangelogEntry {
  return {
    id,
    requestId,
    time: TIME,
    user: 'anna',
    action: 'update',
    type: 'dcim.site',
    objectId: 1,
    name: 's',
  };
}

const KNOWN: WatchState = {
  url: 'http://netbox',
  mark: 'plumbline #7',
  witness: { id: 1000, requestId: 'r-1000', time: TIME },
  witnessAgeMs: HOUR_MS,
  doubt: null,
  lookedAt: TIME,
  lookedAgoMs: 1_000,
  missingForMs: null,
  comparisonWanted: null,
  own: { place: null, placeNow: null, currentUntil: null, outdated: null },
};
const SEEN: SeenNetBox = {
  url: 'http://netbox',
  mark: 'plumbline #7',
  newest: entry(1200, 'r-1200'),
  witness: entry(1000, 'r-1000'),
};

describe('the pinned NetBox', () => {
  it('is the same while address, account and witness are', () => {
    expect(decidePin(KNOWN, SEEN)).toEqual({ kind: 'same', pruned: false });
    expect(decidePin(KNOWN, { ...SEEN, newest: entry(1000, 'r-1000') })).toMatchObject({ kind: 'same' });
    expect(decidePin({ ...KNOWN, witness: null }, { ...SEEN, witness: null })).toMatchObject({
      kind: 'same',
    });
  });

  it.each<[string, Partial<SeenNetBox>, RegExp]>([
    [
      'stands at another address',
      { url: 'http://staging' },
      /address was http:\/\/netbox and is http:\/\/staging/,
    ],
    [
      'knows our account as another one',
      { mark: 'plumbline #2' },
      /was "plumbline #7" and is "plumbline #2"/,
    ],
    [
      'was restored from yesterday',
      { newest: entry(900, 'r-900'), witness: null },
      /reached entry 1000 and ends at 900/,
    ],
    [
      'was restored and edited past the old end',
      { witness: entry(1000, 'r-other') },
      /belonged to request r-1000 and belongs to r-other/,
    ],
    [
      'is a copy that went its own way',
      { witness: entry(1000, 'r-copy'), newest: entry(5000, 'r-5000') },
      /entry 1000 belonged/,
    ],
    ['lost an entry it cannot have pruned yet', { witness: null }, /lacks entry 1000/],
    ['lost its whole changelog within a day', { witness: null, newest: null }, /ends at 0/],
  ])('is in doubt when it %s', (_what, change, words) => {
    expect(decidePin(KNOWN, { ...SEEN, ...change })).toEqual({
      kind: 'doubt',
      reason: expect.stringMatching(words) as string,
    });
  });

  it('may have pruned what is older than a day, which the caller is told', () => {
    const old = { ...KNOWN, witnessAgeMs: 25 * HOUR_MS };
    expect(decidePin(old, { ...SEEN, witness: null })).toEqual({ kind: 'same', pruned: true });
    expect(decidePin(old, { ...SEEN, witness: null, newest: null })).toEqual({ kind: 'same', pruned: true });
    expect(decidePin(old, { ...SEEN, newest: entry(900, 'r'), witness: null })).toMatchObject({
      kind: 'doubt',
    });
  });
});
