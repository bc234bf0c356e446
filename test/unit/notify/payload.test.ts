import { describe, expect, it } from 'vitest';
import { toPayload } from '../../../src/notify/payload.ts';
import { sign } from '../../../src/notify/sign.ts';
import { makeNotice } from '../../support/make-notice.ts';

const NETBOX = 'https://netbox.example.org/base';

describe('the payload of a notice', () => {
  it('is the same bytes for the same event, and another id for another event or another NetBox', () => {
    const text = (id: string, netbox: string): string =>
      JSON.stringify(toPayload(makeNotice({ id }), [], netbox));
    const idOf = (id: string, netbox: string): string => toPayload(makeNotice({ id }), [], netbox).id;
    expect(text('a', NETBOX)).toBe(text('a', NETBOX));
    expect(new Set([idOf('a', NETBOX), idOf('b', NETBOX), idOf('a', 'https://other.example.org')]).size).toBe(
      3,
    );
  });

  it('has an id in the form of a UUID of version 8', () => {
    expect(toPayload(makeNotice(), [], NETBOX).id).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('leads to the device and its journal under NetBox’s base path', () => {
    expect(toPayload(makeNotice(), [], NETBOX).links).toEqual({
      device: `${NETBOX}/dcim/devices/1/`,
      journal: `${NETBOX}/dcim/devices/1/journal/`,
    });
  });

  it('redacts what somebody typed into a name', () => {
    const unitName = 'r1 snmp-server community C4n4ry RO';
    const contact = {
      kind: 'contact',
      name: 'password C4n4ry77',
      email: null,
      role: null,
      as: ['owner'],
    } as const;
    const payload = toPayload(makeNotice({ unitName }), [contact], NETBOX);
    expect(JSON.stringify(payload)).not.toMatch(/C4n4ry/);
    expect(payload.unit.name).toMatch(/^r1 snmp-server community/);
  });
});

describe('the signature of a notice', () => {
  it('is HMAC-SHA512 in hex over the bytes (RFC 4231, test case 2)', () => {
    expect(sign(Buffer.from('what do ya want for nothing?'), 'Jefe')).toBe(
      '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
    );
  });
});
