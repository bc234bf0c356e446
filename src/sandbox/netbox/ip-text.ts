import { isIP } from 'node:net';

/** Reads `192.0.2.1/24` or `192.0.2.1`, which then is a host address; null when it is neither. */
export function parseAddress(text: string): { readonly text: string; readonly family: 4 | 6 } | null {
  const [host = '', length, ...rest] = text.trim().split('/');
  const family = isIP(host);
  if (family === 0 || rest.length > 0) return null;
  const longest = family === 4 ? 32 : 128;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return null;
  const prefix = length === undefined ? longest : Number(length);
  if (prefix > longest) return null;
  return { text: `${host.toLowerCase()}/${prefix}`, family: family === 4 ? 4 : 6 };
}

/** A text that sorts like PostgreSQL's `inet`: IPv4 before IPv6, then by value. */
export function sortKeyOf(address: string): string {
  const host = address.split('/')[0] ?? '';
  if (isIP(host) === 4)
    return `4${host
      .split('.')
      .map((part) => part.padStart(3, '0'))
      .join('.')}`;
  return `6${hextets(host)
    .map((part) => part.padStart(4, '0'))
    .join(':')}`;
}

function hextets(host: string): readonly string[] {
  const [left = '', right] = host.split('::');
  const head = left === '' ? [] : left.split(':');
  if (right === undefined) return head;
  const tail = right === '' ? [] : right.split(':');
  return [...head, ...Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0'), ...tail];
}

/** The dotted netmask of a prefix length: 24 → `255.255.255.0`. */
export function netmaskOf(length: number): string {
  const bits = length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join('.');
}
