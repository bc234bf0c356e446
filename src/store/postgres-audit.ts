import type { Audit } from '../ports/store.ts';
import type { Database } from './database.ts';
import { storedSentence } from './stored-text.ts';

const APPEND = `
  insert into plumbline.audit (key, at, who, what, unit_id, change_id, detail) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (key) do nothing`;

/** {@link Audit}. A trigger refuses to change or remove rows, from here or by hand. */
export function createPostgresAudit(database: Database): Audit {
  return {
    append: async ({ key, at, who, what, unitId, changeId, detail }) => {
      await database.rows(APPEND, [key, at, who, what, unitId, changeId, storedSentence(detail)]);
    },
  };
}
