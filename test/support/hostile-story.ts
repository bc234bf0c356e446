import type { IgnoredFinding } from '../../src/domain/finding.ts';
import type { AgedFinding } from '../../src/domain/finding.ts';
import { instantOf } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { ChangeStory } from '../../src/pipeline/story/change-story.ts';
import type { DriftStory } from '../../src/pipeline/story/drift-story.ts';
import type { WaitingStory } from '../../src/pipeline/story/waiting-story.ts';
import { PLAN } from './make-unit.ts';

const AT = instantOf('2026-11-21T10:00:00Z');

/** A finding whose every text is `value`. */
export function findingOf(value: string): AgedFinding {
  return {
    ...{ path: [value], key: value, kind: 'changed', class: 'conflict' },
    ...{ intended: `${value}i`, live: `${value}l`, baseline: value },
    object: { type: 'dcim.interface', id: 7, name: value },
    ...{ firstSeen: AT, lastSeen: AT, lastChange: { at: value, by: value, from: value } },
  };
}

function ignoredOf(value: string): IgnoredFinding {
  const rule = { name: value, path: value, reason: value, owner: value, until: value };
  return { finding: findingOf(value), rule };
}

function planOf(value: string): Plan {
  return {
    ...PLAN,
    authors: [value],
    applies: [findingOf(value)],
    leaves: [findingOf(value)],
    ignored: [ignoredOf(value)],
    commands: [{ path: [value], command: value }],
    reverse: [{ path: [value], command: value }],
    warnings: [{ code: 'any', message: value, path: [] }],
  };
}

const cause = (value: string) => ({
  origin: { kind: 'edit', user: value, message: value, time: AT } as const,
  requestId: '11111111-1111-1111-1111-111111111111',
  objects: (['update', 'create', 'delete'] as const).map((action) => ({
    ...{ type: 'dcim.interface', id: 7, name: value, action, deviceId: 1, interfaceId: null },
  })),
});

/** The end of a change in which everything that comes from outside is `value`. */
export function changeOf(value: string, withPlan: boolean): ChangeStory {
  return {
    ...cause(value),
    changeId: PLAN.changeId,
    approvedBy: value,
    ending: { kind: 'untouched', reason: 'refused', detail: value },
    plan: withPlan ? planOf(value) : null,
    findings: [findingOf(value)],
    checks: [value],
    durationSeconds: 1,
  };
}

/** A waiting plan of which the same is true. */
export function waitingOf(value: string): WaitingStory {
  const findings = [findingOf(value)];
  return {
    ...cause(value),
    ...{ changeId: PLAN.changeId, plan: planOf(value), findings, reasons: [value], until: AT },
  };
}

/** A look at a device of which the same is true. */
export function driftOf(value: string): DriftStory {
  const current = [findingOf(value)];
  const warnings = [{ code: 'any', message: value, path: [] }];
  return { current, appeared: current, disappeared: current, ignored: [ignoredOf(value)], warnings };
}
