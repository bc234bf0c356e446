import { createHash } from 'node:crypto';

/** The published table behind "type 7", which hides a secret from a glance and from nothing else. */
const TABLE = 'dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87';

/**
 * A key of TACACS+ or RADIUS in one form whatever its salt: a digest of what it says. Clear text counts as the same key.
 * Null for what cannot be read, which is then compared as it stands.
 */
export function readKey(rest: string): string | null {
  const [, type = '0', value = ''] = /^(?:(0|7) )?(\S+)$/.exec(rest) ?? [];
  if (value === '') return null;
  const clear = type === '7' ? clearOf(value) : value;
  if (clear === null) return null;
  return `(key ${digestOf(clear)})`;
}

/** The options of a server with its key, if it has one, in the form of {@link readKey}. */
export function readServerOptions(rest: string): string | null {
  const [, options = '', key] = /^(.*?)(?:(?:^|\s)key (.+))?$/.exec(rest) ?? [];
  if (key === undefined) return rest;
  const canonical = readKey(key) ?? `(key ${digestOf(key)})`;
  return options === '' ? canonical : `${options.trim()} ${canonical}`;
}

/**
 * What a line says up to its secret, and a digest of that. Hashes and keys in a form of their own are compared as they stand;
 * clear text is compared with clear text.
 */
export function readSecret(rest: string): string {
  if (/\bnopassword$/.test(rest)) return rest;
  const [, before = ''] = /^(.*?\b(?:secret|password|auth|priv)\s+)/.exec(rest) ?? [];
  const [, type = '', value = ''] = /^(?:(sha512|[0578]|8a)\s+)?(.*)$/.exec(rest.slice(before.length)) ?? [];
  const form = type === '' || type === '0' ? '' : `${type} `;
  return `${before.replaceAll(/\s+/g, ' ')}${form}(secret ${digestOf(value)})`;
}

/** A canonical line with a secret in a form the device made of it; it ends where that begins. */
export const STORED_SECRET = /^.* (?=(?:sha512|[578]|8a) \(secret )/;

function digestOf(value: string): string {
  return createHash('sha256').update(`plumbline key\n${value}`).digest('hex').slice(0, 16);
}

function clearOf(value: string): string | null {
  const salt = Number(value.slice(0, 2));
  const hex = value.slice(2).match(/[0-9a-f]{2}/gi) ?? [];
  if (!/^\d\d([0-9a-f]{2})+$/i.test(value) || salt >= TABLE.length) return null;
  return hex
    .map((pair, index) =>
      String.fromCharCode(parseInt(pair, 16) ^ TABLE.charCodeAt((salt + index) % TABLE.length)),
    )
    .join('');
}
