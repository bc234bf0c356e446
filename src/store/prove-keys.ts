import type { Database } from './database.ts';
import type { Keyring } from './keyring.ts';

const PROOF = Buffer.from('what this key encrypts, it can read again');

/**
 * Refuses, `store.wrong-key`, to work on a database with keys that cannot read it: every key that ever encrypted there has
 * left a known text, and each must open. Leaves one for the current key.
 */
export async function proveKeys(database: Database, keyring: Keyring): Promise<void> {
  const id = keyring.currentId;
  await database.rows(
    'insert into plumbline.key_proofs (key_id, sealed) values ($1, $2) on conflict do nothing',
    [id, keyring.seal(PROOF, contextOf(id))],
  );
  const proofs = await database.rows<{ key_id: string; sealed: Buffer }>(
    'select key_id, sealed from plumbline.key_proofs order by key_id',
  );
  for (const proof of proofs) keyring.open(proof.sealed, contextOf(proof.key_id));
}

function contextOf(id: string): string {
  return `key proof ${id}`;
}
