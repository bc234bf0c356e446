import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { Fault } from '../domain/fault.ts';

/**
 * Encrypts what is stored. Sealed bytes: format 1, length of the key id, key id, nonce (12), tag (16), ciphertext.
 * `context` says what the value is and to which row it belongs; a value moved to another row does not open.
 */
export interface Keyring {
  /** The key new values are sealed with. */
  readonly currentId: string;
  readonly ids: readonly string[];
  seal(plain: Buffer, context: string): Buffer;
  /** Faults `store.wrong-key`: its key is not here, is another one under the same id, or the bytes were changed. */
  open(sealed: Buffer, context: string): Buffer;
  /** Digests of `text` that nobody can try guesses against without a key: one for each key, that of the current one first. */
  digests(text: string, context: string): readonly string[];
}

const CIPHER = 'aes-256-gcm';
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * Reads `id:key,id:key`: the first key encrypts, all decrypt. A key is 32 bytes as 64 hex digits or base64.
 * Faults `settings.invalid` without ever quoting a key.
 */
export function createKeyring(keys: string): Keyring {
  const all = parseKeys(keys);
  const [current] = all;
  if (current === undefined) throw invalid('no key is given');
  const [currentId, currentKey] = current;
  const byId = new Map(all);
  if (byId.size !== all.length) throw invalid('a key id stands there twice');
  return {
    currentId,
    ids: [...byId.keys()],
    seal: (plain, context) => seal(currentId, currentKey, plain, context),
    open: (sealed, context) => open(byId, sealed, context),
    digests: (text, context) => all.map(([id, key]) => `${id}:${digest(key, text, context)}`),
  };
}

function parseKeys(keys: string): [string, KeyObject][] {
  return keys
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part, index) => parseKey(part, index + 1));
}

function parseKey(part: string, place: number): [string, KeyObject] {
  const split = part.indexOf(':');
  const id = part.slice(0, Math.max(split, 0));
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(id)) {
    throw invalid(`entry ${place} has no id of letters, digits, - and _ before its colon`);
  }
  const key = toBytes(part.slice(split + 1));
  if (key?.length !== KEY_BYTES) {
    throw invalid(`key ${id} is not ${KEY_BYTES} bytes in base64 or hex`);
  }
  return [id, createSecretKey(key)];
}

function toBytes(text: string): Buffer | null {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null;
}

function invalid(problem: string): Fault {
  return new Fault(
    'settings.invalid',
    `PLUMBLINE_KEYS cannot be used: ${problem}. Expected id:key,id:key with keys from \`openssl rand -base64 32\`.`,
  );
}

function seal(id: string, key: KeyObject, plain: Buffer, context: string): Buffer {
  const header = Buffer.concat([Buffer.from([FORMAT, id.length]), Buffer.from(id, 'latin1')]);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  cipher.setAAD(Buffer.concat([header, Buffer.from(context)]));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([header, nonce, cipher.getAuthTag(), text]);
}

/** The context keeps a digest from saying anything about an equal text that stands for something else. */
function digest(key: KeyObject, text: string, context: string): string {
  return createHmac('sha256', key).update(context).update('\0').update(text).digest('hex');
}

function open(keys: ReadonlyMap<string, KeyObject>, sealed: Buffer, context: string): Buffer {
  const id = sealedWith(sealed);
  const key = keys.get(id);
  if (key === undefined) {
    throw new Fault(
      'store.wrong-key',
      `A stored value was encrypted with key ${id}, which is not among the keys given (${[...keys.keys()].join(', ')}): add it to PLUMBLINE_KEYS behind the first one.`,
    );
  }
  const header = sealed.subarray(0, 2 + id.length);
  const nonce = sealed.subarray(header.length, header.length + NONCE_BYTES);
  const tag = sealed.subarray(header.length + NONCE_BYTES, header.length + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.concat([header, Buffer.from(context)]));
  try {
    decipher.setAuthTag(tag);
    return Buffer.concat([
      decipher.update(sealed.subarray(header.length + NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]);
  } catch (error) {
    throw new Fault(
      'store.wrong-key',
      `A stored value (${context}) does not open with key ${id}: that key is another one than it was encrypted with, or the stored bytes were changed. Give the original key, or restore the database.`,
      String(error),
    );
  }
}

/** The id of the key a value was sealed with. Faults `store.wrong-key` when the bytes are none of ours. */
export function sealedWith(sealed: Buffer): string {
  const length = sealed[1] ?? 0;
  if (sealed[0] === FORMAT && length > 0 && sealed.length >= 2 + length + NONCE_BYTES + TAG_BYTES) {
    return sealed.toString('latin1', 2, 2 + length);
  }
  throw new Fault(
    'store.wrong-key',
    'A stored value is not in the encrypted form this Plumbline writes: the database was changed by something else, or by a newer Plumbline.',
  );
}
