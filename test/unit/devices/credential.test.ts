import { describe, expect, it } from 'vitest';
import { isUsableTowards } from '../../../src/devices/credential.ts';

const usable = (prefixes: readonly string[], address: string) =>
  isUsableTowards({ username: 'u', port: 22, prefixes }, address);

describe('where a credential may be used', () => {
  it('is inside its prefixes and nowhere else', () => {
    expect(usable(['192.0.2.0/24'], '192.0.2.9')).toBe(true);
    expect(usable(['192.0.2.0/24'], '198.51.100.9')).toBe(false);
    expect(usable(['2001:db8::/32'], '2001:db8::9')).toBe(true);
    expect(usable(['2001:db8::/32'], '192.0.2.9')).toBe(false);
    expect(usable([], '192.0.2.9')).toBe(false);
  });

  it('is never a name, and never by a prefix that cannot be read', () => {
    expect(usable(['0.0.0.0/0'], 'edge1.example.net')).toBe(false);
    for (const prefix of ['192.0.2.0', '192.0.2.0/', '192.0.2.0/33', '192.0.2.0/x', 'all', ''])
      expect(usable([prefix], '192.0.2.9')).toBe(false);
  });
});
