import { describe, expect, it } from 'vitest';

import type { DeviceRecord } from '../../../src/domain/device-model.ts';
import { decideStanding } from '../../../src/guard/decide-standing.ts';
import { contains, isAllowedAddress } from '../../../src/guard/is-allowed-address.ts';
import { DEVICE, LIMITS } from '../../support/make-unit.ts';

const refused: readonly (readonly [string, Partial<DeviceRecord>, RegExp])[] = [
  ['without a platform', { platformSlug: null }, /platform is not set/],
  ['with a platform nobody drives', { platformSlug: 'vyos' }, /platform is vyos/],
  ['that is not active', { status: 'planned' }, /status is "planned"/],
  ['without any address', { primaryAddress: null }, /no primary or out-of-band/],
  ['whose primary address is loopback', { primaryAddress: '127.0.0.1' }, /127\.0\.0\.1 is outside/],
  ['whose primary address is link-local', { primaryAddress: '169.254.169.254' }, /outside the management/],
  ['whose primary address is IPv6 loopback', { primaryAddress: '::1' }, /outside the management/],
  [
    'whose primary address hides IPv4 loopback',
    { primaryAddress: '::ffff:127.0.0.1' },
    /outside the management/,
  ],
  ['with an unknown credential profile', { policy: { credentials: 'core' } }, /"core" is not in/],
  ['with a misspelled policy key', { policy: { stgae: 'general' } }, /stgae/],
  ['with an unreadable policy value', { policy: { stage: 'turbo' } }, /plumbline\.stage/],
  ['with a policy that is no object', { policy: 'general' }, /expected/i],
  ['with a policy key of a later version', { policy: { waves: [] } }, /not supported by this version: waves/],
  ['with automatic drift repair, which is not supported yet', { policy: { drift: 'auto' } }, /drift/],
];

describe('decideStanding', () => {
  it('manages an active device with driver, address and credentials', () => {
    const standing = decideStanding(DEVICE, LIMITS);
    expect(standing).toMatchObject({ kind: 'managed', unit: { id: 'device-1', address: '10.0.0.1' } });
  });

  it('stays silent about a device nobody asked for', () => {
    expect(decideStanding({ ...DEVICE, policy: undefined }, LIMITS)).toEqual({ kind: 'out-of-scope' });
  });

  it.each(refused)('does not manage a device %s, and says why', (_name, change, pattern) => {
    const standing = decideStanding({ ...DEVICE, ...change }, LIMITS);
    expect(standing.kind).toBe('not-managed');
    expect(standing.kind === 'not-managed' ? standing.reason : '').toMatch(pattern);
  });

  it('starts from the cautious end of every policy value', () => {
    const standing = decideStanding({ ...DEVICE, policy: {} }, LIMITS);
    expect(standing).toMatchObject({ policy: { stage: 'read-only', rollout: 'report', drift: 'report' } });
  });

  it('falls back to the out-of-band address', () => {
    const standing = decideStanding(
      { ...DEVICE, primaryAddress: null, outOfBandAddress: '10.9.9.9' },
      LIMITS,
    );
    expect(standing).toMatchObject({ kind: 'managed', unit: { address: '10.9.9.9' } });
  });

  it('does not use credentials towards an address outside their prefixes', () => {
    const limits = { ...LIMITS, credentialProfiles: { default: ['10.1.0.0/16'] } };
    expect(decideStanding(DEVICE, limits)).toMatchObject({ kind: 'not-managed' });
  });
});

describe('isAllowedAddress', () => {
  it('does not open special ranges by a wide prefix', () => {
    expect(isAllowedAddress('127.0.0.1', ['0.0.0.0/0'])).toBe(false);
    expect(isAllowedAddress('169.254.1.1', ['0.0.0.0/0'])).toBe(false);
    expect(isAllowedAddress('fe80::1', ['::/0'])).toBe(false);
  });

  it('opens them when a prefix lies inside them', () => {
    expect(isAllowedAddress('127.77.0.9', ['127.77.0.0/16'])).toBe(true);
    expect(isAllowedAddress('127.78.0.9', ['127.77.0.0/16'])).toBe(false);
  });

  it('allows nothing for unreadable input', () => {
    expect(isAllowedAddress('10.0.0.1', ['10.0.0.0/33', 'banana', ''])).toBe(false);
    expect(isAllowedAddress('not an address', ['0.0.0.0/0'])).toBe(false);
    expect(contains('10.0.0.0/8', '10.0.0.0/4')).toBe(false);
  });
});
