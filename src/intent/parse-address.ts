import { isIP, isIPv4 } from 'node:net';

/** An address with its prefix length, read; null when it is none. IPv6 comes back in the spelling devices use. */
export function parseAddress(
  text: string,
): { readonly address: string; readonly length: number; readonly family: 4 | 6 } | null {
  const [, address = '', digits = ''] = /^([0-9A-Fa-f.:]+)\/(\d{1,3})$/.exec(text) ?? [];
  const length = Number(digits);
  if (isIP(address) === 0 || length > (isIPv4(address) ? 32 : 128)) return null;
  if (isIPv4(address)) return { address, length, family: 4 };
  return { address: new URL(`http://[${address}]/`).hostname.slice(1, -1), length, family: 6 };
}
