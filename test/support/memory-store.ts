import type { ArmedTransaction } from '../../src/domain/transaction.ts';
import type { UnitEnding } from '../../src/domain/change.ts';
import type { Baseline } from '../../src/domain/configuration.ts';
import { type AgedFinding, type Finding, itemIdOf } from '../../src/domain/finding.ts';
import type { ChangeId, PlanHash, UnitId } from '../../src/domain/ids.ts';
import type { ItemMark } from '../../src/domain/item-mark.ts';
import type { LiveReading } from '../../src/domain/live.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Hold, UnitState } from '../../src/domain/unit.ts';
import type { KeptRender, OpenChange, Store, WaitingPlan } from '../../src/ports/store.ts';
import { createMemoryRefusedLogins } from './memory-refused-logins.ts';

/** The rows of a store in memory, open to tests. */
export interface MemoryRows {
  readonly baselines: Map<UnitId, Baseline>;
  readonly findings: Map<UnitId, readonly AgedFinding[]>;
  readonly plans: Map<PlanHash, Plan>;
  readonly waiting: Map<PlanHash, WaitingPlan>;
  readonly answers: Map<PlanHash, string>;
  readonly changes: Map<ChangeId, OpenChange>;
  readonly closed: Set<ChangeId>;
  readonly endings: Map<string, UnitEnding>;
  readonly writing: Map<string, ArmedTransaction | null>;
  readonly snapshots: Map<string, LiveReading>;
  readonly claims: Map<UnitId, ChangeId>;
  readonly states: Map<UnitId, UnitState>;
  readonly holds: Map<UnitId, Hold>;
  readonly marks: Map<UnitId, readonly ItemMark[]>;
  readonly audit: Map<string, string>;
  readonly renders: Map<UnitId, KeptRender>;
  readonly sweeps: Map<string, Map<UnitId, UnitState | null>>;
}

/** A store that keeps everything in memory: the contract of ports/store.ts without its durability. */
export function createMemoryStore(): { readonly store: Store; readonly rows: MemoryRows } {
  const rows: MemoryRows = {
    baselines: new Map(),
    findings: new Map(),
    plans: new Map(),
    waiting: new Map(),
    answers: new Map(),
    changes: new Map(),
    closed: new Set(),
    endings: new Map(),
    writing: new Map(),
    snapshots: new Map(),
    claims: new Map(),
    states: new Map(),
    holds: new Map(),
    marks: new Map(),
    audit: new Map(),
    renders: new Map(),
    sweeps: new Map(),
  };
  const refusedLogins = createMemoryRefusedLogins();
  return { rows, store: { ...unitHalf(rows), ...changeHalf(rows), ...sweepHalf(rows), refusedLogins } };
}

function unitHalf(rows: MemoryRows): Pick<Store, 'baselines' | 'findings' | 'units' | 'marks' | 'audit'> {
  return {
    baselines: {
      read: (unitId) => Promise.resolve(rows.baselines.get(unitId) ?? null),
      write: (unitId, baseline) => done(rows.baselines.set(unitId, baseline)),
    },
    findings: {
      read: (unitId) => Promise.resolve(rows.findings.get(unitId) ?? []),
      record: (unitId, findings, at, lastChange = null) => {
        const before = rows.findings.get(unitId) ?? [];
        const current = findings.map((finding): AgedFinding => {
          const known = before.find((old) => nameOf(old) === nameOf(finding));
          const told = known === undefined ? lastChange : (known.lastChange ?? null);
          const seen = { firstSeen: known?.firstSeen ?? at, lastSeen: at };
          return { ...finding, ...seen, ...(told === null ? {} : { lastChange: told }) };
        });
        rows.findings.set(unitId, current);
        const appeared = current.filter((finding) => !before.some((old) => nameOf(old) === nameOf(finding)));
        const disappeared = before.filter(
          (old) => !current.some((finding) => nameOf(old) === nameOf(finding)),
        );
        return Promise.resolve({ current, appeared, disappeared });
      },
    },
    units: {
      setState: (unitId, _name, state) => {
        const before = rows.states.get(unitId) ?? null;
        rows.states.set(unitId, state);
        return Promise.resolve(before);
      },
      readState: (unitId) => Promise.resolve(rows.states.get(unitId) ?? null),
      list: () => Promise.resolve([]),
      readHold: (unitId) => Promise.resolve(rows.holds.get(unitId) ?? null),
      hold: (unitId, _name, hold) => done(rows.holds.set(unitId, hold)),
      releaseHold: (unitId) => Promise.resolve(rows.holds.delete(unitId)),
    },
    marks: {
      read: (unitId) => Promise.resolve(rows.marks.get(unitId) ?? []),
      put: (unitId, marks) => done(rows.marks.set(unitId, [...(rows.marks.get(unitId) ?? []), ...marks])),
      clear: (unitId, items) => {
        const before = rows.marks.get(unitId) ?? [];
        const named = items === 'all' ? null : new Set(items.map(itemIdOf));
        const kept = named === null ? [] : before.filter((mark) => !named.has(itemIdOf(mark)));
        rows.marks.set(unitId, kept);
        return Promise.resolve(before.length - kept.length);
      },
    },
    audit: { append: (row) => done(rows.audit.has(row.key) || rows.audit.set(row.key, row.what)) },
  };
}

function sweepHalf(rows: MemoryRows): Pick<Store, 'renders' | 'sweeps'> {
  return {
    renders: {
      read: (unitId) => Promise.resolve(rows.renders.get(unitId) ?? null),
      write: (unitId, render) => done(rows.renders.set(unitId, render)),
      forget: (unitIds) => done(unitIds.map((unitId) => rows.renders.delete(unitId))),
    },
    sweeps: {
      begin: (sweepId) => done(rows.sweeps.has(sweepId) || rows.sweeps.set(sweepId, new Map())),
      note: (sweepId, unitId, state) => done(rows.sweeps.get(sweepId)?.set(unitId, state)),
      end: () => Promise.resolve(),
    },
  };
}

function changeHalf(rows: MemoryRows): Pick<Store, 'plans' | 'changes' | 'claims'> {
  const keyOf = (changeId: ChangeId, unitId: UnitId): string => `${changeId}/${unitId}`;
  return {
    plans: {
      save: (plan) => done(rows.plans.set(plan.hash, plan)),
      read: (hash) => Promise.resolve(rows.plans.get(hash) ?? null),
      find: (prefix) =>
        Promise.resolve([...rows.plans.values()].filter((plan) => plan.hash.startsWith(prefix))),
      wait: (hash, waiting) => {
        const plan = rows.plans.get(hash);
        if (plan === undefined) return Promise.reject(new Error('no such plan'));
        const isOwn = (rows.waiting.get(hash)?.workflowId ?? waiting.workflowId) === waiting.workflowId;
        if (!isOwn && !rows.answers.delete(hash)) return Promise.resolve(false);
        rows.waiting.set(hash, { plan, ...waiting });
        return Promise.resolve(true);
      },
      answer: (hash, workflowId, answer) => {
        if (rows.waiting.get(hash)?.workflowId !== workflowId) return Promise.resolve(false);
        const first = rows.answers.get(hash) ?? answer;
        rows.answers.set(hash, first);
        return Promise.resolve(first === answer);
      },
      settle: (hash, workflowId) =>
        done(
          rows.waiting.get(hash)?.workflowId === workflowId &&
            rows.waiting.delete(hash) &&
            rows.answers.delete(hash),
        ),
      waiting: (unitId) =>
        Promise.resolve(
          [...rows.waiting.values()].filter(({ plan }) => unitId === null || plan.unit.id === unitId),
        ),
    },
    changes: {
      open: (change) => done(rows.changes.has(change.changeId) || rows.changes.set(change.changeId, change)),
      end: (changeId, ending) => {
        const key = keyOf(changeId, ending.unitId);
        if (rows.endings.has(key)) return Promise.resolve(false);
        rows.endings.set(key, ending);
        return Promise.resolve(true);
      },
      close: (changeId) => {
        const open = rows.changes
          .get(changeId)
          ?.units.filter(({ unitId }) => !rows.endings.has(keyOf(changeId, unitId)));
        if (open !== undefined && open.length > 0)
          return Promise.reject(new Error(`${changeId} has open units`));
        return done(rows.closed.add(changeId));
      },
      unfinishedAuthors: () => Promise.resolve([]),
      neededApprovals: (unitId) =>
        Promise.resolve(
          [...rows.changes.values()].flatMap((change) =>
            change.needsApproval !== undefined && change.units.some((unit) => unit.unitId === unitId)
              ? [change.needsApproval]
              : [],
          ),
        ),
      unended: (changeId) =>
        Promise.resolve(
          (rows.changes.get(changeId)?.units ?? []).filter(
            ({ unitId }) => !rows.endings.has(keyOf(changeId, unitId)),
          ),
        ),
      beginWriting: (changeId, unitId, { attempt, transaction }) => {
        const key = `${keyOf(changeId, unitId)}/${attempt}`;
        const known = rows.writing.get(key);
        if (known === undefined) rows.writing.set(key, transaction);
        return Promise.resolve({ first: known === undefined, transaction: known ?? transaction });
      },
      saveSnapshot: (changeId, unitId, snapshot) => {
        const key = keyOf(changeId, unitId);
        if (!rows.snapshots.has(key)) rows.snapshots.set(key, snapshot);
        return Promise.resolve();
      },
      readSnapshot: (changeId, unitId) =>
        Promise.resolve(rows.snapshots.get(keyOf(changeId, unitId)) ?? null),
    },
    claims: {
      holder: (unitId) => Promise.resolve(rows.claims.get(unitId) ?? null),
      claim: (changeId, unitIds) => {
        for (const unitId of unitIds) {
          const by = rows.claims.get(unitId);
          if (by !== undefined && by !== changeId) return Promise.resolve({ kind: 'taken', unitId, by });
        }
        for (const unitId of unitIds) rows.claims.set(unitId, changeId);
        return Promise.resolve({ kind: 'claimed' });
      },
      release: (changeId, unitIds) => {
        for (const [unitId, by] of rows.claims) {
          if (by === changeId && (unitIds === 'all' || unitIds.includes(unitId))) rows.claims.delete(unitId);
        }
        return Promise.resolve();
      },
    },
  };
}

function nameOf(finding: Finding): string {
  return JSON.stringify([itemIdOf(finding), finding.class, finding.intended, finding.live]);
}

/** For calls whose result nobody reads. */
function done(_effect: unknown): Promise<void> {
  return Promise.resolve();
}
