import type { DeviceRecord } from '../../src/domain/device-model.ts';
import { changeIdOf, instantOf, type PlanHash, unitIdOf } from '../../src/domain/ids.ts';
import type { Administration, LiveReading } from '../../src/domain/live.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Limits, Policy } from '../../src/domain/policy.ts';
import type { Telling } from '../../src/domain/telling.ts';
import { USUAL_TICKETS } from '../../src/domain/ticket.ts';
import type { Unit } from '../../src/domain/unit.ts';
import type { GuardFacts } from '../../src/guard/guard-facts.ts';

/** A unit that every guard is content with; tests change one thing. */
export const UNIT: Unit = {
  id: unitIdOf(1),
  deviceId: 1,
  name: 'r1',
  platform: 'frr',
  address: '10.0.0.1',
  site: 'lab',
  serial: 'SN1',
  credentialProfile: 'default',
};

export const POLICY: Policy = {
  stage: 'general',
  rollout: 'auto',
  drift: 'report',
  intent: 'model',
  scope: [],
  exclusive: [],
  credentials: 'default',
  ignore: [],
  guardedPaths: [],
  removals: { lines: 5, percent: 2 },
  owners: [],
};

export const LIMITS: Limits = {
  maxStage: 'general',
  writableUnits: ['*'],
  managementPrefixes: ['10.0.0.0/8'],
  evidenceRaisedFor: [],
  window: 'always',
  approverGroups: ['network'],
  managedStatuses: ['active'],
  credentialProfiles: { default: ['10.0.0.0/8'] },
  approvalExpiryMs: 60_000,
  settleMs: 10,
  deviceMinuteMs: 60_000,
  interactiveUnits: 40,
  transientMs: 20_000,
  renderAgeMs: 86_400_000,
};

export const TELLING: Telling = {
  ticketPattern: USUAL_TICKETS,
  pagesUrl: null,
  netboxPath: '',
};

/** Nobody else is there, nothing is locked, and the device cannot take a change back. */
export const QUIET: Administration = {
  users: [],
  lockedBy: null,
  lastChange: null,
  isUnsaved: null,
  pendingRevert: null,
  selfRevert: { can: false, why: 'this stand-in has no timer' },
};

export const READING: LiveReading = {
  facts: { hostname: 'r1', serial: 'SN1', version: '10.3' },
  configuration: 'hostname r1\ninterface eth1\n description old\nexit\nend\n',
  state: {
    interfaces: { eth1: { admin: 'up', oper: 'up' } },
    bgp: { '10.0.12.2': { established: true, state: 'Established', holdTimeSeconds: 9 } },
  },
  session: { localAddress: '10.0.0.1', localInterface: 'mgmt0' },
  administration: QUIET,
};

export const PLAN: Plan = {
  v: 1,
  hash: 'ab'.repeat(32) as PlanHash,
  commandsHash: 'cd'.repeat(32),
  changeId: changeIdOf('11111111-1111-1111-1111-111111111111', 1),
  unit: UNIT,
  createdAt: instantOf('2026-11-21T10:00:00Z'),
  authors: ['anna'],
  commands: [{ path: ['interface eth1'], command: 'description new' }],
  reverse: [{ path: ['interface eth1'], command: 'description old' }],
  reversibility: 'commands',
  influence: { interfaces: [], routing: false },
  applies: [
    {
      path: ['interface eth1'],
      key: 'description',
      kind: 'changed',
      class: 'pending',
      intended: 'description new',
      live: 'description old',
      baseline: 'description old',
      object: { type: 'dcim.interface', id: 7, name: 'eth1' },
    },
  ],
  leaves: [],
  ignored: [],
  nextBaseline: {
    v: 1,
    items: [{ path: ['interface eth1'], key: 'description', line: 'description new' }],
    unexplained: [],
    ground: { serial: 'SN1', platform: 'frr', version: '10.3', source: 'model', scope: '{"kind":"model"}' },
  },
  warnings: [],
  intendedHash: '11'.repeat(32),
  liveHash: '22'.repeat(32),
  baselineHash: '33'.repeat(32),
  resultHash: '44'.repeat(32),
};

export const DEVICE: DeviceRecord = {
  object: { type: 'dcim.device', id: 1, name: 'r1' },
  name: 'r1',
  status: 'active',
  platformSlug: 'frr',
  site: 'lab',
  serial: 'SN1',
  primaryAddress: '10.0.0.1',
  outOfBandAddress: null,
  policy: { stage: 'general', rollout: 'auto' },
  interfaces: [],
  vlans: [],
};

/** Facts every guard passes, with one thing changed. */
export function guardFacts(change: Partial<GuardFacts> = {}): GuardFacts {
  return {
    plan: PLAN,
    policy: POLICY,
    limits: LIMITS,
    reading: READING,
    hold: null,
    stopReason: null,
    netboxDoubt: null,
    neededApprovals: [],
    managementInterfaces: ['mgmt0'],
    ...change,
  };
}
