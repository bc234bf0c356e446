import { describe, expect, it } from 'vitest';

import type { Finding } from '../../../src/domain/finding.ts';
import { instantOf, type PlanHash } from '../../../src/domain/ids.ts';
import { decidePlan, type Verdict } from '../../../src/guard/decide-plan.ts';
import { grantWrite } from '../../../src/guard/grant-write.ts';
import type { Administration } from '../../../src/domain/live.ts';
import type { GuardFacts } from '../../../src/guard/guard-facts.ts';
import { guardFacts, LIMITS, PLAN, POLICY, QUIET, READING, UNIT } from '../../support/make-unit.ts';

function reasons(verdict: Verdict): string {
  return verdict.kind === 'apply' ? '' : verdict.reasons.join('; ');
}

const junosUnit = { ...UNIT, platform: 'juniper_junos' } as const;
const iosUnit = { ...UNIT, platform: 'cisco_ios', address: '127.77.0.1' } as const;

const refusals: readonly (readonly [string, Partial<GuardFacts>, RegExp])[] = [
  ['refuses while the stop switch is on', { stopReason: 'fire drill' }, /stop switch is on \(fire drill\)/],
  [
    'refuses a unit somebody holds, and names who and why',
    { hold: { by: 'bob', reason: 'cabling', since: instantOf('2026-11-20T00:00:00Z') } },
    /bob put a hold on r1 .*cabling/,
  ],
  ['refuses a read-only stage', { policy: { ...POLICY, stage: 'read-only' } }, /stage is read-only/],
  [
    'refuses when the worker itself is read-only',
    { limits: { ...LIMITS, maxStage: 'read-only' } },
    /worker's limits/,
  ],
  [
    'refuses a unit outside the writable list',
    { limits: { ...LIMITS, writableUnits: ['r9'] } },
    /not among the units/,
  ],
  [
    'refuses when the list of writable units is empty',
    { limits: { ...LIMITS, writableUnits: [] } },
    /not among/,
  ],
  ['refuses under rollout report', { policy: { ...POLICY, rollout: 'report' } }, /rollout is "report"/],
  [
    'refuses another device by serial number',
    { reading: { ...READING, facts: { ...READING.facts, serial: 'SN2' } } },
    /NetBox records serial SN1, .* says SN2/,
  ],
  [
    'refuses another device by host name when no serial is known',
    { reading: { ...READING, facts: { hostname: 'r2', serial: null, version: '10.3' } } },
    /expected host name r1, .* says r2/,
  ],
  [
    'refuses an empty intended configuration',
    { plan: { ...PLAN, nextBaseline: { ...PLAN.nextBaseline, items: [] } } },
    /empty configuration/,
  ],
  [
    'refuses a plan on the management interface',
    { plan: { ...PLAN, commands: [{ path: ['interface mgmt0'], command: 'shutdown' }] } },
    /may touch the path/,
  ],
  [
    'refuses any address change when the management path cannot be determined',
    {
      managementInterfaces: null,
      reading: { ...READING, session: { localAddress: '10.0.0.1', localInterface: null } },
      plan: { ...PLAN, commands: [{ path: ['interface eth1'], command: 'ip address 192.0.2.1/24' }] },
    },
    /may touch the path/,
  ],
  [
    'refuses a dangerous command',
    { plan: { ...PLAN, commands: [{ path: [], command: 'reload' }] } },
    /never sent/,
  ],
  [
    'refuses a plan whose own item was changed on the device',
    {
      plan: { ...PLAN, leaves: PLAN.applies.map((finding) => ({ ...finding, class: 'conflict' as const })) },
    },
    /changed at the same place: interface eth1/,
  ],
  [
    'refuses a plan that writes into an ordered list the device differs in',
    {
      plan: {
        ...PLAN,
        applies: [findingOf([], 'ip prefix-list P seq 5', null, 'ip prefix-list P seq 5 permit 10.0.0.0/8')],
        leaves: [findingOf([], 'ip prefix-list P seq 9', 'ip prefix-list P seq 9 deny 10.0.0.0/9', null)],
      },
    },
    /in the same ordered list \(prefix-list P\): ip prefix-list P seq 9/,
  ],
];

const BGP = ['router bgp 65001'];

/** A finding whose live and intended lines are given. */
function findingOf(
  path: readonly string[],
  key: string,
  live: string | null,
  intended: string | null,
): Finding {
  const kind = live === null ? 'missing' : intended === null ? 'extra' : 'changed';
  return { path, key, kind, class: 'pending', intended, live, baseline: live, object: null };
}

/** A plan of one command on a Junos device that no other guard minds. */
function onJunos(command: string, finding: Finding): Partial<GuardFacts> {
  const commands = [{ path: [], command }];
  return {
    plan: { ...PLAN, unit: junosUnit, commands, reverse: [], applies: [finding] },
    reading: { ...READING, configuration: 'system {\n    host-name r1;\n}\n' },
    limits: { ...LIMITS, evidenceRaisedFor: ['10.0.0.0/8'] },
  };
}

const holds: readonly (readonly [string, Partial<GuardFacts>, RegExp])[] = [
  [
    'holds a pilot device for approval',
    { policy: { ...POLICY, stage: 'pilot' } },
    /every write needs an approval/,
  ],
  ['holds under rollout approve', { policy: { ...POLICY, rollout: 'approve' } }, /rollout is "approve"/],
  ['holds while no window is open', { limits: { ...LIMITS, window: 'none' } }, /no window/],
  ['holds what cannot be undone', { plan: { ...PLAN, reversibility: 'one-way' } }, /cannot be undone/],
  [
    'holds a plan with a line no rule knows, and says that it is sent word by word',
    { plan: { ...PLAN, applies: [findingOf([], 'frobnicate all', null, 'frobnicate all')] } },
    /^no rule knows "frobnicate all": it is sent word by word$/,
  ],
  [
    'holds a plan on a path the policy guards, and names path and rule',
    { policy: { ...POLICY, guardedPaths: [{ name: 'uplinks', path: 'interface eth1' }] } },
    /"interface eth1 › description" is guarded \(guarded path "uplinks": interface eth1\)/,
  ],
  [
    'holds a plan whose commands come past a guarded path on the way',
    {
      plan: { ...PLAN, commands: [{ path: ['interface eth3'], command: 'no description' }] },
      policy: { ...POLICY, guardedPaths: [{ name: 'x', path: 'interface eth3 / description' }] },
    },
    /"interface eth3 › description" is guarded/,
  ],
  [
    'holds what concerns the login, whatever the policy says',
    { plan: { ...PLAN, applies: [findingOf([], 'password', null, 'password x')] } },
    /is guarded \(management access: password \*\)/,
  ],
  [
    'holds a plan that removes an address',
    {
      plan: {
        ...PLAN,
        applies: [findingOf(['interface eth1'], 'ip address 10.9.0.1/24', 'ip address 10.9.0.1/24', null)],
      },
    },
    /it removes an address: "interface eth1 › ip address 10\.9\.0\.1\/24"/,
  ],
  [
    'holds a plan that removes a neighbor',
    {
      plan: {
        ...PLAN,
        applies: [findingOf(BGP, 'neighbor 10.9.9.9 remote-as', 'neighbor 10.9.9.9 remote-as 65009', null)],
      },
    },
    /it removes a neighbor: "router bgp 65001 › neighbor 10\.9\.9\.9 remote-as"/,
  ],
  [
    'holds a plan that removes more than the policy allows',
    {
      policy: { ...POLICY, removals: { lines: 0, percent: 0 } },
      plan: { ...PLAN, applies: [findingOf(['interface eth1'], 'description', 'description old', null)] },
    },
    /it removes 1 of 2 lines \(50\.0 %\), more than 0 lines and 0 %/,
  ],
  [
    'holds a plan that lifts the protection of a Junos statement',
    onJunos(
      'unprotect system ntp',
      findingOf(['system', 'ntp'], 'server 192.0.2.1', null, 'server 192.0.2.1'),
    ),
    /"unprotect system ntp" needs a person: it lifts the protection/,
  ],
  [
    'holds a change of the filter in front of a Junos routing engine',
    onJunos(
      'set system ntp server 192.0.2.1',
      findingOf(['interfaces', 'lo0', 'unit 0', 'family inet', 'filter'], 'input', 'input old', 'input new'),
    ),
    /is guarded \(management access: interfaces \/ lo0 \/ \*\* \/ filter\)/,
  ],
  [
    'holds a platform below live-verified evidence',
    { plan: { ...PLAN, unit: iosUnit } },
    /not live-verified/,
  ],
];

describe('decidePlan', () => {
  it('lets a plan through that every guard is content with', () => {
    expect(decidePlan(guardFacts())).toEqual({ kind: 'apply' });
  });

  it.each(refusals)('%s', (_name, change, pattern) => {
    const verdict = decidePlan(guardFacts(change));
    expect(verdict.kind).toBe('refuse');
    expect(reasons(verdict)).toMatch(pattern);
  });

  it.each(holds)('%s', (_name, change, pattern) => {
    const verdict = decidePlan(guardFacts(change));
    expect(verdict.kind).toBe('hold');
    expect(reasons(verdict)).toMatch(pattern);
  });

  it('lets a plan through beside findings that do not concern it', () => {
    const beside = findingOf(['interface eth2'], 'description', 'description a', 'description b');
    expect(decidePlan(guardFacts({ plan: { ...PLAN, leaves: [beside] } })).kind).toBe('apply');
  });

  it('refuses once for each way a finding concerns the plan, with every place', () => {
    const plan = {
      ...PLAN,
      applies: [findingOf(BGP, 'neighbor 10.0.0.2 description', null, 'neighbor 10.0.0.2 description x')],
      leaves: [
        findingOf(BGP, 'neighbor 10.0.0.2 remote-as', 'neighbor 10.0.0.2 remote-as 65009', null),
        findingOf(BGP, 'neighbor 10.0.0.3 remote-as', 'neighbor 10.0.0.3 remote-as 65009', null),
      ],
    };
    expect(reasons(decidePlan(guardFacts({ plan })))).toBe(
      'the device differs in what the plan refers to (peer 10.0.0.2 in router bgp 65001): router bgp 65001 › neighbor 10.0.0.2 remote-as',
    );
  });

  it('holds an access list that management access refers to', () => {
    const configuration =
      'frr version 8.4\naccess-list M seq 5 permit 10.0.0.0/8\nline vty\n access-class M\nexit\nend\n';
    const entry = 'access-list M seq 10 permit';
    const plan = { ...PLAN, applies: [findingOf([], 'access-list M seq 10', null, `${entry} 0.0.0.0/0`)] };
    const verdict = decidePlan(guardFacts({ plan, reading: { ...READING, configuration } }));
    expect(verdict.kind).toBe('hold');
    expect(reasons(verdict)).toMatch(
      /access-list M.* is guarded \(management access: "line vty › access-class"/,
    );
  });

  it('lets removals through up to the larger of both limits', () => {
    const verdictOf = (removed: number) => {
      const names = Array.from({ length: removed }, (_, index) => `interface eth${index}`);
      const configuration = `hostname r1\n${names.map((name) => `${name}\n description d\nexit\n`).join('')}end\n`;
      const applies = names.map((name) => findingOf([name], 'description', 'description d', null));
      const commands = names.map((name) => ({ path: [name], command: 'no description' }));
      return decidePlan(
        guardFacts({ plan: { ...PLAN, applies, commands }, reading: { ...READING, configuration } }),
      );
    };
    expect(verdictOf(5).kind).toBe('apply');
    expect(verdictOf(6).kind).toBe('hold');
    expect(reasons(verdictOf(6))).toBe('it removes 6 of 7 lines (85.7 %), more than 5 lines and 2 %');
  });

  it('refuses what it cannot count, instead of taking it for little', () => {
    const reading = { ...READING, configuration: 'hostname r1\n--More--\n' };
    expect(reasons(decidePlan(guardFacts({ reading })))).toMatch(/could not be counted/);
  });

  it('accepts the old host name when the plan renames the device', () => {
    const renaming = {
      path: [],
      key: 'hostname',
      kind: 'changed',
      class: 'pending',
      intended: 'hostname r1',
      live: 'hostname old',
      baseline: 'hostname old',
      object: null,
    } as const;
    const reading = { ...READING, facts: { hostname: 'old', serial: null, version: '10.3' } };
    expect(decidePlan(guardFacts({ reading, plan: { ...PLAN, applies: [renaming] } })).kind).toBe('apply');
  });

  it('raises evidence only for the prefixes the worker names', () => {
    const plan = { ...PLAN, unit: iosUnit };
    const raised = { ...LIMITS, evidenceRaisedFor: ['127.77.0.0/16'] };
    expect(decidePlan(guardFacts({ plan, limits: raised })).kind).toBe('apply');
    const elsewhere = { ...LIMITS, evidenceRaisedFor: ['10.0.0.0/8'] };
    expect(decidePlan(guardFacts({ plan, limits: elsewhere })).kind).toBe('hold');
  });

  it('refuses when a guard itself fails', () => {
    const broken = {
      name: 'broken',
      decide: () => {
        throw new Error('boom');
      },
    };
    expect(reasons(decidePlan(guardFacts(), [broken]))).toMatch(/guard "broken" failed/);
  });
});

describe('grantWrite', () => {
  it('never grants a refused plan, approved or not', () => {
    expect(grantWrite(PLAN, { kind: 'refuse', reasons: ['x'] }, PLAN.hash)).toBeNull();
  });

  it('grants a held plan only with the approval of its own hash', () => {
    const held: Verdict = { kind: 'hold', reasons: ['x'] };
    expect(grantWrite(PLAN, held, null)).toBeNull();
    expect(grantWrite(PLAN, held, 'ef'.repeat(32) as PlanHash)).toBeNull();
    expect(grantWrite(PLAN, held, PLAN.hash)?.plan).toBe(PLAN);
  });
});

describe('somebody else at work on the device', () => {
  const anna = { name: 'anna', line: 'vty 1', from: '10.99.1.4', isConfiguring: true };
  const decide = (administration: Partial<Administration>) =>
    decidePlan(guardFacts({ reading: { ...READING, administration: { ...QUIET, ...administration } } }));

  it.each<readonly [string, Partial<Administration>, RegExp]>([
    ['in configuration mode', { users: [anna] }, /anna is configuring on vty 1 from 10\.99\.1\.4/],
    ['holding the lock', { lockedBy: 'anna terminal p0' }, /locked by anna terminal p0/],
    [
      'with a change that waits for its confirmation',
      { pendingRevert: { isOurs: false, owner: 'anna' } },
      /change of anna waits/,
    ],
  ])('%s holds the plan and is named', (_name, administration, words) => {
    const verdict = decide(administration);
    expect(verdict.kind).toBe('hold');
    expect(reasons(verdict)).toMatch(words);
  });

  it('holds nothing while they only look, or while the change that waits is ours', () => {
    expect(decide({ users: [{ ...anna, isConfiguring: false }] }).kind).toBe('apply');
    expect(decide({ pendingRevert: { isOurs: true, owner: 'pl-1' } }).kind).toBe('apply');
  });
});

describe('a plan on the management path', () => {
  const commands = [{ path: ['interface mgmt0'], command: 'shutdown' }];

  it('waits for a person where the device reverts by itself, and is refused where it does not', () => {
    const onPath = (reversibility: 'timer' | 'commands' | 'one-way') =>
      decidePlan(guardFacts({ plan: { ...PLAN, commands, reversibility } }));
    expect(onPath('timer').kind).toBe('hold');
    expect(reasons(onPath('timer'))).toMatch(/the device's own timer will be armed/);
    expect(onPath('commands').kind).toBe('refuse');
    expect(onPath('one-way').kind).toBe('refuse');
  });
});
