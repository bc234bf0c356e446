import { BlockList, isIP } from 'node:net';

/**
 * Ranges that never are a management network by accident. A configured prefix reaches into one of them only when the
 * prefix itself lies inside it: `0.0.0.0/0` does not open loopback, `127.77.0.0/16` does (sandbox and labs).
 */
const SPECIAL_PREFIXES = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  '::ffff:0:0/96',
  'fe80::/10',
  'ff00::/8',
];

/** True when the address may be connected to: inside one of `prefixes`, and in no special range those do not name. */
export function isAllowedAddress(address: string, prefixes: readonly string[]): boolean {
  const special = SPECIAL_PREFIXES.find((range) => contains(range, address));
  const usable = special === undefined ? prefixes : prefixes.filter((prefix) => contains(special, prefix));
  return usable.some((prefix) => contains(prefix, address));
}

/** True when `inner` (an address or a prefix) lies inside the prefix `outer`; false for anything unreadable. */
export function contains(outer: string, inner: string): boolean {
  const [outerAddress = '', outerLength] = outer.split('/');
  const [innerAddress = '', innerLength] = inner.split('/');
  const family = isIP(outerAddress);
  if (family === 0 || isIP(innerAddress) !== family) return false;
  const full = family === 4 ? 32 : 128;
  const length = Number(outerLength ?? full);
  if (!isPrefixLength(length, full) || !isPrefixLength(Number(innerLength ?? full), full)) return false;
  if (Number(innerLength ?? full) < length) return false;
  const list = new BlockList();
  const name = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(outerAddress, length, name);
  return list.check(innerAddress, name);
}

function isPrefixLength(value: number, full: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= full;
}
