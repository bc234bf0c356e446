import { isIPv4 } from 'node:net';
import { lengthOfMask } from '../canonical-address.ts';

/** An IPv4 network on an interface: its first address as a number, and its length. */
export interface LineAddress {
  readonly network: number;
  readonly length: number;
}

/** The network of a line such as `ip address 10.0.0.1 255.255.255.0 secondary` or `ip address 10.0.0.1/24`; null for any other. */
export function addressOfLine(line: string): LineAddress | null {
  const [, address = '', mask = ''] = /^ip address (?:virtual )?([\d.]+)(?:\/| )([\d.]+)/.exec(line) ?? [];
  if (!isIPv4(address)) return null;
  const length = /^\d{1,2}$/.test(mask) ? Number(mask) : lengthOfMask(mask);
  if (length === null || length > 32) return null;
  return { network: networkOf(numberOf(address), length), length };
}

function numberOf(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

/** The first address of the network of that length. Arithmetic instead of bits: bit operations in JavaScript are signed, and a shift by 32 is none. */
export function networkOf(address: number, length: number): number {
  const size = 2 ** (32 - length);
  return Math.floor(address / size) * size;
}
