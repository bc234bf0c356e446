import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { Fault } from '../domain/fault.ts';

/** The webhook secrets: the one in use, and during a rotation the one before. */
export interface WebhookSecrets {
  readonly current: string;
  readonly previous: string | null;
}

export type SignatureVerdict = 'current' | 'previous' | 'invalid';

/** Checks the values of all `X-Hook-Signature` headers of one request against its raw body. */
export type VerifySignature = (body: Buffer, signatures: readonly string[]) => SignatureVerdict;

const DIGEST_BYTES = 64;
const HEX_DIGEST = /^[0-9a-f]{128}$/;

/**
 * NetBox signs the raw bytes with HMAC-SHA512 and sends lower-case hex. Anything else (no header, two headers, another
 * length, upper case) is invalid, after the same work as a valid one: always two digests, always two comparisons.
 * Throws `settings.invalid` without a secret: an empty key would accept what anybody can sign.
 */
export function createSignatureCheck(secrets: WebhookSecrets): VerifySignature {
  if (secrets.current === '' || secrets.previous === '') {
    throw new Fault(
      'settings.invalid',
      'Expected a webhook secret, found an empty one. Set PLUMBLINE_WEBHOOK_SECRET to the secret of the NetBox webhook.',
    );
  }
  // Without a previous secret the second digest is taken with a key nobody knows.
  const previous = toKey(secrets.previous ?? randomBytes(DIGEST_BYTES));
  const current = toKey(secrets.current);
  return (body, signatures) => {
    const claimed = toDigest(signatures);
    const matchesCurrent = timingSafeEqual(digest(current, body), claimed.bytes);
    const matchesPrevious = timingSafeEqual(digest(previous, body), claimed.bytes);
    if (!claimed.wellFormed) return 'invalid';
    if (matchesCurrent) return 'current';
    return matchesPrevious ? 'previous' : 'invalid';
  };
}

/** Made once: given as bytes, the key would be prepared anew for every webhook, which costs more than the digest. */
function toKey(secret: string | Buffer): KeyObject {
  return createSecretKey(typeof secret === 'string' ? Buffer.from(secret, 'utf8') : secret);
}

function digest(secret: KeyObject, body: Buffer): Buffer {
  return createHmac('sha512', secret).update(body).digest();
}

/** Always 64 bytes, so that comparing never throws; `Buffer.from(hex)` alone would stop silently at the first bad digit. */
function toDigest(signatures: readonly string[]): { readonly bytes: Buffer; readonly wellFormed: boolean } {
  const [signature] = signatures;
  const wellFormed = signatures.length === 1 && signature !== undefined && HEX_DIGEST.test(signature);
  return { bytes: wellFormed ? Buffer.from(signature, 'hex') : Buffer.alloc(DIGEST_BYTES), wellFormed };
}
