import type { Pool } from 'pg';
import type { Edits } from '../ports/edits.ts';
import type { Inbox } from '../ports/inbox.ts';
import type { Log } from '../ports/log.ts';
import type { NetBoxWatch } from '../ports/netbox-watch.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { Queries } from '../ports/queries.ts';
import type { Store } from '../ports/store.ts';
import { createPool, toDatabase } from './database.ts';
import type { Database, PoolSettings } from './database.ts';
import type { Keyring } from './keyring.ts';
import { requireMigrated } from './migrate.ts';
import { createPostgresAudit } from './postgres-audit.ts';
import { createPostgresBaselines } from './postgres-baselines.ts';
import { createPostgresChanges } from './postgres-changes.ts';
import { createPostgresClaims } from './postgres-claims.ts';
import { createPostgresEdits } from './postgres-edits.ts';
import { createPostgresFindings } from './postgres-findings.ts';
import { createPostgresInbox } from './postgres-inbox.ts';
import { createPostgresMarks } from './postgres-marks.ts';
import { createPostgresNetBoxWatch } from './postgres-netbox-watch.ts';
import { createPostgresOutbox } from './postgres-outbox.ts';
import { createPostgresPlans } from './postgres-plans.ts';
import { createPostgresQueries } from './postgres-queries.ts';
import { createPostgresRefusedLogins } from './postgres-refused-logins.ts';
import { createPostgresRenders } from './postgres-renders.ts';
import { createPostgresSweeps } from './postgres-sweeps.ts';
import { createPostgresUnits } from './postgres-units.ts';
import { proveKeys } from './prove-keys.ts';
import { purge } from './purge.ts';
import type { Purged, RetentionAges } from './purge.ts';

export interface StoreOptions {
  readonly url: string;
  readonly keyring: Keyring;
  readonly log: Log;
  readonly pool?: PoolSettings;
}

/** The store on PostgreSQL, with everything else that lives in the same database. */
export interface PostgresStore extends Store {
  readonly inbox: Inbox;
  readonly edits: Edits;
  readonly queries: Queries;
  readonly watch: NetBoxWatch;
  readonly outbox: Outbox;
  /** For readiness: rejects with `store.unavailable` when the database does not answer. */
  ping(): Promise<void>;
  /** Removes what is older than these ages; call it daily. */
  purge(ages: RetentionAges): Promise<Purged>;
  /** Waits for running statements, then closes the connections. */
  close(): Promise<void>;
}

/**
 * Opens the store on a migrated database. Refuses to start, with nothing left open: `settings.invalid` (not migrated, newer
 * than this code, access denied), `store.wrong-key`, `store.unavailable`.
 */
export async function createStore(options: StoreOptions): Promise<PostgresStore> {
  const pool = createPool(options.url, options.log, options.pool);
  const database = toDatabase(pool);
  try {
    await requireMigrated(database);
    await proveKeys(database, options.keyring);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return assemble(pool, database, options.keyring);
}

function assemble(pool: Pool, database: Database, keyring: Keyring): PostgresStore {
  const findings = createPostgresFindings(database, keyring);
  return {
    baselines: createPostgresBaselines(database, keyring),
    findings,
    plans: createPostgresPlans(database, keyring),
    changes: createPostgresChanges(database, keyring),
    claims: createPostgresClaims(database),
    units: createPostgresUnits(database),
    marks: createPostgresMarks(database, keyring),
    audit: createPostgresAudit(database),
    renders: createPostgresRenders(database, keyring),
    sweeps: createPostgresSweeps(database),
    refusedLogins: createPostgresRefusedLogins(database, keyring),
    inbox: createPostgresInbox(database, keyring),
    edits: createPostgresEdits(database),
    watch: createPostgresNetBoxWatch(database),
    outbox: createPostgresOutbox(database, keyring),
    queries: createPostgresQueries(database, findings, keyring),
    ping: async () => {
      await database.rows('select 1');
    },
    purge: (ages) => purge(database, ages),
    close: () => pool.end(),
  };
}
