import { describe, expect, it } from 'vitest';
import { createSeenDevices } from '../../../src/netbox/seen-devices.ts';

const LISTED = { id: 1, virtual_chassis: null, custom_fields: { plumbline_state: 'drift' } };

function etagFor(lastUpdated: string): string | undefined {
  const seen = createSeenDevices();
  seen.note([{ ...LISTED, last_updated: lastUpdated }]);
  return seen.take(1)?.etag;
}

describe('what a list said of devices', () => {
  it.each([
    ['2026-11-21T07:13:39.077647Z', 'W/"2026-11-21T07:13:39.077647+00:00"'],
    ['2026-11-21T08:13:39.077647+01:00', 'W/"2026-11-21T07:13:39.077647+00:00"'],
    ['2026-11-21T02:43:39.000500-04:30', 'W/"2026-11-21T07:13:39.000500+00:00"'],
    ['2026-11-21T07:13:39Z', 'W/"2026-11-21T07:13:39+00:00"'],
  ])('last saved at %s has the ETag %s, in whatever zone NetBox writes', (lastUpdated, etag) => {
    expect(etagFor(lastUpdated)).toBe(etag);
  });

  it('serves once, because after a save the device is another version', () => {
    const seen = createSeenDevices();
    seen.note([{ ...LISTED, last_updated: '2026-11-21T07:13:39Z' }]);
    expect(seen.take(1)?.device).toEqual(LISTED);
    expect(seen.take(1)).toBeNull();
  });

  it('is forgotten when a later list does not say when the device was saved', () => {
    const seen = createSeenDevices();
    seen.note([{ ...LISTED, last_updated: '2026-11-21T07:13:39Z' }]);
    seen.note([{ ...LISTED, last_updated: null }]);
    expect(seen.take(1)).toBeNull();
  });

  it('is kept of the last 500 devices only', () => {
    const seen = createSeenDevices();
    const many = Array.from({ length: 600 }, (_, index) => ({
      ...LISTED,
      id: index,
      last_updated: '2026-11-21T07:13:39Z',
    }));
    seen.note(many);
    expect(seen.take(99)).toBeNull();
    expect(seen.take(100)).not.toBeNull();
  });
});
