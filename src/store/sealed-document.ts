import { Fault } from '../domain/fault.ts';
import type { Keyring } from './keyring.ts';

/** Every stored document says which form it has, so that an older Plumbline refuses a newer one instead of misreading it. */
export interface Versioned {
  readonly v: 1;
}

declare const content: unique symbol;
/** Encrypted bytes of a document; a column of them says in its row type what is inside. */
export type Sealed<Document extends Versioned> = Buffer & { readonly [content]?: Document };

/** Encrypts a document for the row that `context` names. */
export function sealDocument<Document extends Versioned>(
  keyring: Keyring,
  document: Document,
  context: string,
): Sealed<Document> {
  return keyring.seal(Buffer.from(JSON.stringify(document)), context);
}

/**
 * Opens what {@link sealDocument} made for the same context. The cipher proves that this code wrote it, so the form number
 * alone says whether it can be read. Faults: `store.wrong-key`, `settings.invalid` for another form.
 */
export function openDocument<Document extends Versioned>(
  keyring: Keyring,
  sealed: Sealed<Document>,
  context: string,
): Document {
  const document = JSON.parse(keyring.open(sealed, context).toString()) as { readonly v?: unknown };
  if (document.v === 1) return document as Document;
  throw new Fault(
    'settings.invalid',
    `The stored document (${context}) has form ${String(document.v)}, but this Plumbline reads form 1: a newer Plumbline wrote it. Start that version again.`,
  );
}
