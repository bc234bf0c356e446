import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  fingerprintOf,
  judgeHostKey,
  knownKeyTypes,
  parseKnownHosts,
} from '../../../src/devices/known-hosts.ts';

const KEY = Buffer.from('AAAAC3NzaC1lZDI1NTE5AAAAIOgWglDFlIFakZwQ34dXUTkC3hVUPWoR7Q4zW3rT5Eb4', 'base64');
const OTHER = Buffer.from('AAAAC3NzaC1lZDI1NTE5AAAAIC9vhqghs0j2pf1lrqGVanXNkIEZJRJZnUCnPOQ+7lIb', 'base64');
const line = (hosts: string, key = KEY) => `${hosts} ssh-ed25519 ${key.toString('base64')} comment\n`;
const judge = (text: string, address = '192.0.2.1', port = 22) =>
  judgeHostKey(parseKnownHosts(text), { address, port }, KEY);

describe('known hosts', () => {
  it('knows a key of a plain address on port 22, and of a bracketed one on other ports', () => {
    expect(judge(line('192.0.2.1'))).toBe('known');
    expect(judge(line('[192.0.2.1]:2222'), '192.0.2.1', 2222)).toBe('known');
    expect(judge(line('[2001:db8::1]:2222'), '2001:db8::1', 2222)).toBe('known');
    expect(judge(line('192.0.2.1'), '192.0.2.1', 2222)).toBe('unknown');
    expect(judge(line('[192.0.2.1]:2222'))).toBe('unknown');
  });

  it('reads lists, patterns and exceptions', () => {
    expect(judge(line('edge1,192.0.2.1'))).toBe('known');
    expect(judge(line('192.0.2.*'))).toBe('known');
    expect(judge(line('192.0.2.?'))).toBe('known');
    expect(judge(line('192.0.2.*,!192.0.2.1'))).toBe('unknown');
    expect(judge(line('192.0.2.1'), '192.0.211')).toBe('unknown');
  });

  it('reads hashed host names', () => {
    const salt = Buffer.from('12345678901234567890');
    const hash = createHmac('sha1', salt).update('192.0.2.1').digest('base64');
    expect(judge(line(`|1|${salt.toString('base64')}|${hash}`))).toBe('known');
    expect(judge(line(`|1|${salt.toString('base64')}|${hash}`), '192.0.2.2')).toBe('unknown');
  });

  it('calls a host that has only other keys changed, and takes any of several keys', () => {
    expect(judge(line('192.0.2.1', OTHER))).toBe('changed');
    expect(judge(line('192.0.2.1', OTHER) + line('192.0.2.1'))).toBe('known');
  });

  it('refuses a revoked key even where another line has it, and takes no key of a certificate authority', () => {
    expect(judge(line('192.0.2.1') + line('@revoked *'))).toBe('revoked');
    expect(judge(line('@cert-authority *'))).toBe('unknown');
  });

  it('passes over comments and lines it cannot read', () => {
    expect(judge(`# ${line('192.0.2.1')}\n192.0.2.1\n192.0.2.1 ssh-ed25519\n`)).toBe('unknown');
  });

  it('tells the key types of a host, so that only these are asked for', () => {
    const text = `${line('192.0.2.1')}192.0.2.1 ssh-rsa AAAA\n192.0.2.2 ecdsa-sha2-nistp256 AAAA\n`;
    const types = knownKeyTypes(parseKnownHosts(text), { address: '192.0.2.1', port: 22 });
    expect(types).toEqual(['ssh-ed25519', 'ssh-rsa']);
  });

  it('prints fingerprints as ssh-keygen does', () => {
    expect(fingerprintOf(KEY)).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
  });
});
