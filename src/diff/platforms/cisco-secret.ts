import { createHash } from 'node:crypto';

/** The fixed key of Cisco's type 7, which hides a secret from a passing glance and from nothing else. */
const TYPE_7_KEY = 'dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87';

/**
 * The canonical form of what follows `password`, `secret` or `key`: never the value itself.
 * Clear text and type 7 are the same secret whatever the salt; any other type can be compared only with its own kind.
 */
export function canonicalSecret(rest: string): string {
  const [, type, value] = /^(\d) (\S+)$/.exec(rest) ?? [];
  if (type === undefined || value === undefined) return named('secret', rest);
  if (type === '0') return named('secret', value);
  if (type !== '7') return named(`type ${type}`, value);
  const clear = decodeType7(value);
  return clear === null ? named('type 7', value) : named('secret', clear);
}

/** `ntp authentication-key 1 md5 SECRET 7`: the type stands last. */
export function canonicalSecretTypeLast(rest: string): string {
  const [, value, type] = /^(\S+) (\d)$/.exec(rest) ?? [];
  return canonicalSecret(value === undefined || type === undefined ? rest : `${type} ${value}`);
}

/** The rest of a line in which a secret follows one of the words `before`, at the end: `privilege 15 secret 9 …`. */
export function secretAfter(before: RegExp): (rest: string) => string {
  return (rest) => {
    const found = before.exec(rest);
    if (found === null) return rest;
    const end = found.index + found[0].length;
    return `${rest.slice(0, end)}${canonicalSecret(rest.slice(end))}`;
  };
}

/** A word that is a secret (an SNMP community), then words that are none. */
export function secretFirst(rest: string): string {
  const [, typed = '', value = '', more = ''] = /^(\d )?(\S+)(.*)$/.exec(rest) ?? [];
  return `${canonicalSecret(`${typed}${value}`)}${more.replaceAll(/\s+/g, ' ')}`;
}

/** Lines in canonical form whose secret cannot be compared with one of another kind. */
export const INCOMPARABLE_SECRET = /^.* (?=\(type \d, sha256 )/;

function named(kind: string, value: string): string {
  return `(${kind}, sha256 ${createHash('sha256').update(value).digest('hex').slice(0, 12)})`;
}

function decodeType7(value: string): string | null {
  if (!/^\d\d(?:[0-9A-Fa-f]{2})+$/.test(value)) return null;
  const seed = Number(value.slice(0, 2));
  const bytes = Buffer.from(value.slice(2), 'hex');
  return Buffer.from(
    bytes.map((byte, index) => byte ^ TYPE_7_KEY.charCodeAt((seed + index) % TYPE_7_KEY.length)),
  ).toString('utf8');
}
