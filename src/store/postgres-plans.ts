import { instantOf } from '../domain/ids.ts';
import type { ChangeId, PlanHash, UnitId } from '../domain/ids.ts';
import type { Plan } from '../domain/plan.ts';
import type { Plans, WaitingPlan } from '../ports/store.ts';
import type { Database } from './database.ts';
import type { Keyring } from './keyring.ts';
import { openDocument, sealDocument } from './sealed-document.ts';
import type { Sealed } from './sealed-document.ts';
import { storedSentence } from './stored-text.ts';

/**
 * Two changes may lead to the same plan, since its hash names what would be done and not for whom: the newer one stands.
 * Ordered by creation, because a step of the older change may run again later.
 */
const SAVE = `
  insert into plumbline.plans (hash, commands_hash, change_id, unit_id, created_at, sealed)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (hash) do update set change_id = excluded.change_id, created_at = excluded.created_at,
    sealed = excluded.sealed
  where plumbline.plans.created_at < excluded.created_at`;
const READ = 'select sealed from plumbline.plans where hash = $1';
const FIND = `
  select hash, sealed from plumbline.plans where hash like $1 || '%' order by created_at desc, hash`;
const WAIT = `
  update plumbline.plans set waiting_workflow = $2, waiting_until = $3, waiting_reason = $4,
    waiting_answer = case when waiting_workflow = $2 then waiting_answer end
  where hash = $1 and (waiting_workflow is null or waiting_workflow = $2 or waiting_answer is not null)
  returning hash`;
const ANSWER = `
  update plumbline.plans set waiting_answer = $3
  where hash = $1 and waiting_workflow = $2 and coalesce(waiting_answer, $3) = $3 returning hash`;
const SETTLE = `
  update plumbline.plans
  set waiting_workflow = null, waiting_until = null, waiting_reason = null, waiting_answer = null
  where hash = $1 and waiting_workflow = $2`;
const WAITING = `
  select hash, sealed, waiting_workflow, waiting_until, waiting_reason from plumbline.plans
  where waiting_workflow is not null and ($1::text is null or unit_id = $1) order by created_at, unit_id`;

const OF_CHANGE = `
  select hash, sealed from plumbline.plans where change_id = $1 order by unit_id, created_at, hash`;

interface PlanRow {
  readonly hash: PlanHash;
  readonly sealed: Sealed<Plan>;
}

interface WaitingRow extends PlanRow {
  readonly waiting_workflow: string;
  readonly waiting_until: Date;
  readonly waiting_reason: string;
}

/** The plans of one change, unit by unit. A plan that a newer change came to as well counts as the newer one's. */
export async function readPlansOf(
  database: Database,
  keyring: Keyring,
  changeId: ChangeId,
): Promise<readonly Plan[]> {
  const found = await database.rows<PlanRow>(OF_CHANGE, [changeId]);
  return found.map((row) => openDocument(keyring, row.sealed, contextOf(row.hash)));
}

/** {@link Plans}; `waiting` keeps listing a plan past its `until`, until it is settled. */
export function createPostgresPlans(database: Database, keyring: Keyring): Plans {
  const openPlan = (sealed: Sealed<Plan>, hash: PlanHash): Plan =>
    openDocument(keyring, sealed, contextOf(hash));
  return {
    save: async (plan) => {
      const sealed = sealDocument(keyring, plan, contextOf(plan.hash));
      await database.rows(SAVE, [
        plan.hash,
        plan.commandsHash,
        plan.changeId,
        plan.unit.id,
        plan.createdAt,
        sealed,
      ]);
    },
    read: async (hash) => {
      const [row] = await database.rows<{ sealed: Sealed<Plan> }>(READ, [hash]);
      return row === undefined ? null : openPlan(row.sealed, hash);
    },
    find: async (prefix) => {
      // Also keeps the wildcards of `like` out.
      if (!/^[0-9a-f]{8,64}$/.test(prefix)) return [];
      const found = await database.rows<PlanRow>(FIND, [prefix]);
      return found.map((row) => openPlan(row.sealed, row.hash));
    },
    wait: async (hash, { workflowId, until, reason }) => {
      const found = await database.rows(WAIT, [hash, workflowId, until, storedSentence(reason)]);
      if (found.length > 0) return true;
      if ((await database.rows(READ, [hash])).length > 0) return false;
      throw new Error(`plan ${hash} cannot wait: it was not saved`);
    },
    answer: async (hash, workflowId, answer) =>
      (await database.rows(ANSWER, [hash, workflowId, answer])).length > 0,
    settle: async (hash, workflowId) => {
      await database.rows(SETTLE, [hash, workflowId]);
    },
    waiting: async (unitId: UnitId | null) =>
      (await database.rows<WaitingRow>(WAITING, [unitId])).map((row): WaitingPlan => ({
        plan: openPlan(row.sealed, row.hash),
        workflowId: row.waiting_workflow,
        until: instantOf(row.waiting_until),
        reason: row.waiting_reason,
      })),
  };
}

function contextOf(hash: PlanHash): string {
  return `plan ${hash}`;
}
