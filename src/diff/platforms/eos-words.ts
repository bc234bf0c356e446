import {
  canonicalAddress,
  canonicalInterfaceAddress,
  canonicalNetwork,
  lengthOfMask,
} from '../canonical-address.ts';
import { eosInterfaceName } from './eos-interface-name.ts';

/** Kinds of argument EOS lines have beyond the built-in ones: the canonical form of a word, or null. */
export const EOS_KINDS: Readonly<Record<string, (word: string) => string | null>> = {
  number: (word) => (/^\d+$/.test(word) ? String(Number(word)) : null),
  asn: canonicalAsNumber,
  area: canonicalArea,
  mac: canonicalMac,
  // A next hop: an address or an interface, never one of the words that follow it.
  hop: (word) => canonicalAddress(word) ?? interfaceOnly(word),
  // A neighbor is an address or the name of a peer group.
  peer: (word) => canonicalAddress(word) ?? word,
};

/** `1.10` is 65546; a word that is no number at all is kept out. */
function canonicalAsNumber(word: string): string | null {
  if (/^\d+$/.test(word)) return String(Number(word));
  const [, high, low] = /^(\d+)\.(\d+)$/.exec(word) ?? [];
  return high === undefined || low === undefined ? null : String(Number(high) * 65536 + Number(low));
}

/** EOS shows areas dotted: `0` is `0.0.0.0`. */
function canonicalArea(word: string): string | null {
  if (/^\d+$/.test(word)) {
    const number = Number(word);
    if (number > 0xffffffff) return null;
    return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
  }
  return /^\d+(\.\d+){3}$/.test(word) ? word : null;
}

/** `00AA.BBCC.0001`, `00:aa:bb:cc:00:01` and `00-aa-…` are one address, shown with colons. */
function canonicalMac(word: string): string | null {
  const digits = word.replaceAll(/[.:-]/g, '').toLowerCase();
  if (!/^[0-9a-f]{12}$/.test(digits) || !/[.:-]/.test(word)) return null;
  return (digits.match(/../g) ?? []).join(':');
}

function interfaceOnly(word: string): string | null {
  const name = eosInterfaceName(word);
  return /^[A-Z][A-Za-z-]*\d[\d/.]*$/.test(name) ? name : null;
}

/** `10.0.0.1/24` or, as EOS takes it too, `10.0.0.1 255.255.255.0`; `dhcp`; null with anything behind it. */
export function readAddress(rest: string): string | null {
  if (rest === 'dhcp') return rest;
  const [address = '', mask, more] = rest.split(/\s+/);
  if (mask === undefined) return canonicalInterfaceAddress(address);
  const length = lengthOfMask(mask);
  return length === null || more !== undefined ? null : canonicalInterfaceAddress(`${address}/${length}`);
}

/** A secondary address in either spelling. */
export function readSecondaryAddress(rest: string): string | null {
  const [, address] = /^(.*\S)\s+secondary$/i.exec(rest) ?? [];
  const canonical = address === undefined ? null : readAddress(address);
  return canonical === null ? null : `${canonical} secondary`;
}

/** A network in front of the rest of a line: `10.0.0.0/8`, or an address and the word `lengthOf` reads (a mask, a wildcard). */
export function takeNetwork(
  words: readonly string[],
  lengthOf: (word: string) => number | null,
): { readonly network: string; readonly rest: readonly string[] } | null {
  const [first = '', second = '', ...others] = words;
  const network = canonicalNetwork(first);
  if (network !== null) return { network, rest: words.slice(1) };
  const length = lengthOf(second);
  const masked = length === null ? null : canonicalNetwork(`${first}/${length}`);
  return masked === null ? null : { network: masked, rest: others };
}

/** `0.0.0.255` is 24, or null when its zeros are not all in front. */
export function lengthOfWildcard(wildcard: string): number | null {
  if (canonicalAddress(wildcard) === null || wildcard.includes(':')) return null;
  return lengthOfMask(
    wildcard
      .split('.')
      .map((part) => 255 - Number(part))
      .join('.'),
  );
}
