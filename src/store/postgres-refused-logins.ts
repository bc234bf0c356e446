import { instantOf } from '../domain/ids.ts';
import type { LoginName, RefusedLogins } from '../ports/refused-logins.ts';
import type { Database } from './database.ts';
import type { Keyring } from './keyring.ts';
import { storedSentence } from './stored-text.ts';

const FIND = `
  select refused_at, reason from plumbline.refused_logins
  where unit_id = $1 and access = $2 and digest = any($3::text[])`;
const KEEP = `
  insert into plumbline.refused_logins (unit_id, access, digest, refused_at, reason) values ($1, $2, $3, $4, $5)
  on conflict (unit_id, access) do update
  set digest = excluded.digest, refused_at = excluded.refused_at, reason = excluded.reason`;
const FORGET = `
  delete from plumbline.refused_logins where unit_id = $1 and ($2::text is null or access = $2) returning 1`;
const COUNT = 'select count(*)::int as count from plumbline.refused_logins';

interface RefusedRow {
  readonly refused_at: Date;
  readonly reason: string;
}

/** {@link RefusedLogins}. A digest of any key of the keyring is recognized, so that a new key makes no login try again. */
export function createPostgresRefusedLogins(database: Database, keyring: Keyring): RefusedLogins {
  return {
    find: async (login) => {
      const [row] = await database.rows<RefusedRow>(FIND, [
        login.unitId,
        login.access,
        digestsOf(keyring, login),
      ]);
      return row === undefined ? null : { at: instantOf(row.refused_at), reason: row.reason };
    },
    keep: async (login, { at, reason }) => {
      const [digest] = digestsOf(keyring, login);
      await database.rows(KEEP, [login.unitId, login.access, digest, at, storedSentence(reason)]);
    },
    forget: async (unitId, access) => (await database.rows(FORGET, [unitId, access ?? null])).length,
    count: async () => (await database.rows<{ readonly count: number }>(COUNT))[0]?.count ?? 0,
  };
}

function digestsOf(keyring: Keyring, { unitId, access, identity }: LoginName): readonly string[] {
  return keyring.digests(identity, `login ${unitId} ${access}`);
}
