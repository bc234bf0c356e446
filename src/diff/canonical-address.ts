import { isIP, isIPv4, isIPv6 } from 'node:net';

/** An IP address in the spelling devices use (IPv6 compressed, lower case), or null when it is none. */
export function canonicalAddress(text: string): string | null {
  if (isIPv4(text)) return text;
  if (!isIPv6(text) || text.includes('%')) return null;
  return new URL(`http://[${text}]/`).hostname.slice(1, -1);
}

/** `address/length` with the address canonical, or null. */
export function canonicalInterfaceAddress(text: string): string | null {
  const parts = splitPrefix(text);
  return parts === null ? null : `${parts.address}/${parts.length}`;
}

/** `network/length` with the host bits cleared, as devices store it, or null. */
export function canonicalNetwork(text: string): string | null {
  const parts = splitPrefix(text);
  if (parts === null) return null;
  const groups = parts.bits.map(
    (group, index) => group & maskOf(parts.length - index * parts.groupBits, parts.groupBits),
  );
  const address =
    parts.groupBits === 8 ? groups.join('.') : groups.map((group) => group.toString(16)).join(':');
  return `${canonicalAddress(address) ?? address}/${parts.length}`;
}

/** The network bits of an address as a text of zeros and ones, for overlap tests; null for anything else. */
export function networkBits(address: string, length: number): string | null {
  if (!isIP(address)) return null;
  const { bits, groupBits } = groupsOf(address);
  return bits
    .map((group) => group.toString(2).padStart(groupBits, '0'))
    .join('')
    .slice(0, length);
}

/** The length of a dotted mask (`255.255.255.0` is 24), or null when it is no mask. */
export function lengthOfMask(mask: string): number | null {
  if (!isIPv4(mask)) return null;
  const bits = networkBits(mask, 32) ?? '';
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : null;
}

function splitPrefix(text: string) {
  const [address = '', length = '', ...rest] = text.split('/');
  const canonical = canonicalAddress(address);
  if (canonical === null || rest.length > 0 || !/^\d{1,3}$/.test(length)) return null;
  const { bits, groupBits } = groupsOf(canonical);
  if (Number(length) > bits.length * groupBits) return null;
  return { address: canonical, length: Number(length), bits, groupBits };
}

function groupsOf(address: string): { readonly bits: readonly number[]; readonly groupBits: 8 | 16 } {
  if (isIPv4(address)) return { bits: address.split('.').map(Number), groupBits: 8 };
  const canonical = canonicalAddress(address) ?? address;
  const [head = '', tail] = canonical.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  return { bits: [...left, ...middle, ...right].map((group) => parseInt(group, 16)), groupBits: 16 };
}

function maskOf(length: number, groupBits: number): number {
  const ones = Math.min(Math.max(length, 0), groupBits);
  return ((1 << ones) - 1) << (groupBits - ones);
}
