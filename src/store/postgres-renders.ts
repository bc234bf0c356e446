import { instantOf } from '../domain/ids.ts';
import type { UnitId } from '../domain/ids.ts';
import type { Renders } from '../ports/store.ts';
import type { Database } from './database.ts';
import type { Keyring } from './keyring.ts';
import { openDocument, sealDocument } from './sealed-document.ts';
import type { Sealed } from './sealed-document.ts';

const READ = 'select rendered_at, sealed from plumbline.renders where unit_id = $1 and sealed is not null';
const WRITE = `
  insert into plumbline.renders as known (unit_id, rendered_at, sealed) values ($1, $2, $3)
  on conflict (unit_id) do update set rendered_at = excluded.rendered_at, sealed = excluded.sealed
    where known.rendered_at <= excluded.rendered_at`;
const FORGET = `
  insert into plumbline.renders as known (unit_id, rendered_at, sealed)
  select unit_id, $2, null from unnest($1::text[]) as unit_id
  on conflict (unit_id) do update set rendered_at = excluded.rendered_at, sealed = null`;

interface RenderDocument {
  readonly v: 1;
  readonly text: string;
}

interface RenderRow {
  readonly rendered_at: Date;
  readonly sealed: Sealed<RenderDocument>;
}

/** {@link Renders}: the newest of each unit. */
export function createPostgresRenders(database: Database, keyring: Keyring): Renders {
  return {
    read: async (unitId) => {
      const [row] = await database.rows<RenderRow>(READ, [unitId]);
      if (row === undefined) return null;
      const { text } = openDocument(keyring, row.sealed, contextOf(unitId));
      return { text, begunAt: instantOf(row.rendered_at) };
    },
    write: async (unitId, { text, begunAt }) => {
      const document: RenderDocument = { v: 1, text };
      await database.rows(WRITE, [unitId, begunAt, sealDocument(keyring, document, contextOf(unitId))]);
    },
    forget: async (unitIds, at) => {
      if (unitIds.length > 0) await database.rows(FORGET, [unitIds, at]);
    },
  };
}

function contextOf(unitId: UnitId): string {
  return `render ${unitId}`;
}
