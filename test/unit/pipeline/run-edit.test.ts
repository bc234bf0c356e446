import { describe, expect, it } from 'vitest';

import type { DeviceRecord } from '../../../src/domain/device-model.ts';
import { instantOf, unitIdOf } from '../../../src/domain/ids.ts';
import { checkUnit } from '../../../src/pipeline/check-unit.ts';
import { approvePlan } from '../../../src/pipeline/orders/approve-plan.ts';
import { runEdit } from '../../../src/pipeline/run-edit.ts';
import type { Steps } from '../../../src/ports/steps.ts';
import {
  createMemoryNetwork,
  type MemoryNetwork,
  type MemoryNetworkOptions,
  REQUEST_ID,
} from '../../support/memory-network.ts';
import { crashPoints } from '../../support/memory-records.ts';
import {
  createMemorySteps,
  createMemoryWorld,
  type MemorySteps,
  type OnWait,
} from '../../support/memory-steps.ts';

const START = instantOf('2026-11-21T10:00:00Z');
const REF = { requestId: REQUEST_ID, generation: 1 };
const R1 = unitIdOf(1);

interface Bench {
  readonly network: MemoryNetwork;
  readonly steps: MemorySteps;
}

/** A network whose units were seen in line, so that a baseline stands, and the steps of one edit. */
async function prepare(options: Partial<MemoryNetworkOptions> = {}, more: object = {}): Promise<Bench> {
  const world = createMemoryWorld({ workflowId: `edit:${REQUEST_ID}:1`, start: START });
  const network = createMemoryNetwork({ routers: 1, now: () => world.clock.now(), ...options });
  for (const device of network.netbox.devices) {
    const check = createMemorySteps({
      workflowId: `check:${device.name}`,
      ports: network.ports,
      start: START,
    });
    await check.play(checkUnit, { unitId: unitIdOf(device.object.id), changeId: 'check' });
  }
  const steps = createMemorySteps({
    workflowId: `edit:${REQUEST_ID}:1`,
    ports: network.ports,
    start: START,
    world,
    ...more,
  });
  return { network, steps };
}

function editDescription(network: MemoryNetwork, description: string, id = 1): void {
  network.netbox.devices = network.netbox.devices.map((device): DeviceRecord => {
    if (device.object.id !== id) return device;
    const [first, ...rest] = device.interfaces;
    return first === undefined ? device : { ...device, interfaces: [{ ...first, description }, ...rest] };
  });
}

/** The change of a later edit, from beginning to end. */
async function playOther(network: MemoryNetwork): Promise<void> {
  const id = `edit:${REQUEST_ID}:2`;
  const steps = createMemorySteps({ workflowId: id, ports: network.ports, start: START });
  expect((await steps.play(runEdit, { ...REF, generation: 2 })).kind).toBe('ended');
}

async function endingsOf(steps: MemorySteps) {
  const end = await steps.play(runEdit, REF);
  if (end.kind !== 'ended') throw new Error(`did not end: ${JSON.stringify(end)}`);
  return end.value.endings.map(({ unitName, ending }) => ({ unitName, ...ending }));
}

describe('an edit', () => {
  it('is applied, verified, saved, told once, and moves the baseline', async () => {
    const { network, steps } = await prepare();
    editDescription(network, 'to core');
    expect(await endingsOf(steps)).toMatchObject([{ unitName: 'r1', kind: 'applied', saved: true }]);
    expect(network.routers[0]?.sent).toEqual(['description to core']);
    expect(network.routers[0]?.descriptions.get('eth1')).toBe('to core');
    expect(network.journal.map((entry) => entry.kind)).toEqual(['success']);
    expect(network.rows.baselines.get(R1)?.items.map((item) => item.line)).toContain('description to core');
    expect(network.shown.get(R1)).toBe('in line');
    expect(network.rows.claims.size).toBe(0);
  });

  it('that asks for what was asked before contacts no device and tells nobody', async () => {
    const { network, steps } = await prepare();
    const reads = network.routers[0]?.reads;
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'untouched', reason: 'in line' }]);
    expect(network.routers[0]?.reads).toBe(reads);
    expect(network.journal).toEqual([]);
  });

  it('of a line somebody changed by hand is refused with both values', async () => {
    const { network, steps } = await prepare();
    editDescription(network, 'to core');
    network.routers[0]?.descriptions.set('eth1', 'by hand');
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'untouched', reason: 'refused' }]);
    expect(network.routers[0]?.sent).toEqual([]);
    expect(network.journal[0]?.comments).toMatch(
      /both changed at the same place[\s\S]*description to core[\s\S]*description by hand/,
    );
  });

  it('beside a hand-made change elsewhere is applied, and the other line is left alone and quoted', async () => {
    const { network, steps } = await prepare();
    editDescription(network, 'to core');
    network.routers[0]?.descriptions.set('eth2', 'by hand');
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'applied' }]);
    expect(network.routers[0]?.descriptions.get('eth2')).toBe('by hand');
    expect(network.journal[0]?.comments).toMatch(/Left alone[\s\S]*by hand/);
  });

  it('the device refuses is rolled back and not tried again with the same values', async () => {
    const { network, steps } = await prepare();
    editDescription(network, 'to core');
    network.routers[0]?.faults.push('refuse');
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'rolled-back', by: 'us' }]);
    expect(network.rows.marks.get(R1)).toMatchObject([{ kind: 'reverted', intended: 'description to core' }]);
    expect(network.shown.get(R1)).toBe('rolled back');
    expect(network.rows.baselines.get(R1)?.items.map((item) => item.line)).toContain('description old');
  });

  it('that takes back what was rolled back shows the device in line again, without a story', async () => {
    const { network, steps } = await prepare();
    editDescription(network, 'to core');
    network.routers[0]?.faults.push('refuse');
    await endingsOf(steps);
    editDescription(network, 'old');
    const next = createMemorySteps({
      workflowId: `edit:${REQUEST_ID}:2`,
      ports: network.ports,
      start: START,
    });
    expect(await endingsOf(next)).toMatchObject([{ kind: 'untouched', reason: 'in line' }]);
    expect(network.shown.get(R1)).toBe('in line');
    expect(network.journal).toHaveLength(1);
  });

  it('that asks anew for what was rolled back and taken back is tried again', async () => {
    const { network, steps } = await prepare();
    const again = (generation: number) =>
      createMemorySteps({
        workflowId: `edit:${REQUEST_ID}:${generation}`,
        ports: network.ports,
        start: START,
      });
    editDescription(network, 'to core');
    network.routers[0]?.faults.push('refuse');
    await endingsOf(steps);
    expect(await endingsOf(again(2))).toMatchObject([{ kind: 'untouched', reason: 'refused' }]);
    editDescription(network, 'old');
    await endingsOf(again(3));
    expect(network.rows.marks.get(R1)).toEqual([]);
    editDescription(network, 'to core');
    const fourth = again(4);
    const end = await fourth.play(runEdit, { ...REF, generation: 4 });
    expect(end).toMatchObject({ kind: 'ended', value: { endings: [{ ending: { kind: 'applied' } }] } });
  });

  it('that takes back what could not be sent shows the device in line again', async () => {
    const { network, steps } = await prepare();
    editDescription(network, 'two\nlines');
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'untouched', reason: 'refused' }]);
    expect(network.shown.get(R1)).toBe('error');
    editDescription(network, 'old');
    const next = createMemorySteps({
      workflowId: `edit:${REQUEST_ID}:2`,
      ports: network.ports,
      start: START,
    });
    await endingsOf(next);
    expect(network.shown.get(R1)).toBe('in line');
  });

  it.each([
    { meanwhile: 'has written the same', description: 'to core', ends: { reason: 'in line' } },
    { meanwhile: 'has written a newer value', description: 'newer', ends: { reason: 'superseded' } },
  ])(
    'that waited for a change which $meanwhile is told, and the device stays shown in line',
    async (given) => {
      const { network } = await prepare();
      editDescription(network, 'to core');
      const { claims } = network.ports.store;
      const others: Promise<unknown>[] = [];
      const claim: typeof claims.claim = async (...request) => {
        if (others.length === 0) {
          editDescription(network, given.description);
          others.push(playOther(network));
          await Promise.all(others);
        }
        return await claims.claim(...request);
      };
      const store = { ...network.ports.store, claims: { ...claims, claim } };
      const ports = { ...network.ports, store };
      const steps = createMemorySteps({ workflowId: `edit:${REQUEST_ID}:1`, ports, start: START });
      expect(await endingsOf(steps)).toMatchObject([{ kind: 'untouched', ...given.ends }]);
      expect(network.routers[0]?.sent).toEqual([`description ${given.description}`]);
      expect(network.shown.get(R1)).toBe('in line');
      // Each author finds his own edit told.
      expect(network.journal).toHaveLength(2);
    },
  );

  it('the device accepts without effect is rolled back', async () => {
    const { network, steps } = await prepare();
    editDescription(network, 'to core');
    network.routers[0]?.faults.push('ignore');
    const [ending] = await endingsOf(steps);
    expect(ending).toMatchObject({ kind: 'rolled-back' });
    expect(ending?.detail).toMatch(/did not take effect/);
  });

  it('whose session is cut before anything took effect leaves the unit untouched after two equal reads', async () => {
    const { network, steps } = await prepare();
    editDescription(network, 'to core');
    network.routers[0]?.faults.push('cut before');
    const [ending] = await endingsOf(steps);
    expect(ending).toMatchObject({ kind: 'untouched', reason: 'skipped' });
    expect(ending?.detail).toMatch(/two reads/);
  });

  it('whose session is cut after it took effect is found applied by reading', async () => {
    const { network, steps } = await prepare();
    editDescription(network, 'to core');
    network.routers[0]?.faults.push('cut after');
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'applied' }]);
    expect(network.routers[0]?.sent).toEqual(['description to core']);
  });

  it('on an unreachable device is skipped, told, and leaves nothing written', async () => {
    const { network, steps } = await prepare();
    editDescription(network, 'to core');
    if (network.routers[0]) network.routers[0].unreachable = true;
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'untouched', reason: 'skipped' }]);
    expect(network.shown.get(R1)).toBe('unreachable');
    expect(network.journal).toHaveLength(1);
  });

  it('of a device that cannot be managed shows so, and tells the reason once', async () => {
    const { network, steps } = await prepare();
    network.netbox.devices = network.netbox.devices.map((device) => ({ ...device, primaryAddress: null }));
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'untouched', reason: 'refused' }]);
    const next = createMemorySteps({
      workflowId: `edit:${REQUEST_ID}:2`,
      ports: network.ports,
      start: START,
    });
    await endingsOf(next);
    expect(network.shown.get(R1)).toBe('not managed');
    expect(network.journal.map(({ comments }) => comments)).toEqual([
      expect.stringContaining('no primary or out-of-band IP address'),
    ]);
  });

  it('under the stop switch is refused with the reason', async () => {
    const { network, steps } = await prepare();
    editDescription(network, 'to core');
    network.stop = 'fire drill';
    const [ending] = await endingsOf(steps);
    expect(ending).toMatchObject({ kind: 'untouched', reason: 'refused' });
    expect(ending?.detail).toMatch(/fire drill/);
  });

  it('on first contact with a device that differs is refused: nobody knows which side is right', async () => {
    const world = createMemoryWorld({ workflowId: 'first', start: START });
    const network = createMemoryNetwork({ routers: 1, now: () => world.clock.now() });
    editDescription(network, 'to core');
    const steps = createMemorySteps({ workflowId: 'first', ports: network.ports, start: START, world });
    const [ending] = await endingsOf(steps);
    expect(ending).toMatchObject({ kind: 'untouched', reason: 'refused' });
    expect(ending?.detail).toMatch(/never seen in line/);
    expect(network.routers[0]?.sent).toEqual([]);
  });

  it('over several units stops at the first failure after a write', async () => {
    const { network, steps } = await prepare({ routers: 3 });
    for (const id of [1, 2, 3]) editDescription(network, 'to core', id);
    network.routers[1]?.faults.push('refuse');
    expect((await endingsOf(steps)).map(({ unitName, kind }) => `${unitName} ${kind}`)).toEqual([
      'r1 applied',
      'r2 rolled-back',
      'r3 untouched',
    ]);
    expect(network.routers[2]?.sent).toEqual([]);
    expect(network.journal).toHaveLength(3);
    expect(network.shown.get(unitIdOf(3))).toBe('change pending');
  });

  it('waits for an approval where the policy says so, and applies exactly the approved plan', async () => {
    const { network, steps } = await prepare({}, { onWait: () => ({ kind: 'approved', by: 'bob' }) });
    network.netbox.devices = network.netbox.devices.map((device) => ({
      ...device,
      policy: { stage: 'pilot', rollout: 'auto' },
    }));
    editDescription(network, 'to core');
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'applied' }]);
    expect(network.journal.map((entry) => entry.marker.endsWith('/plan'))).toEqual([true, false]);
    expect(network.journal[1]?.comments).toMatch(/approved by \*\*bob\*\*/);
  });

  it('that nobody approves expires and writes nothing', async () => {
    const { network, steps } = await prepare();
    network.netbox.devices = network.netbox.devices.map((device) => ({
      ...device,
      policy: { stage: 'pilot', rollout: 'auto' },
    }));
    editDescription(network, 'to core');
    const [ending] = await endingsOf(steps);
    expect(ending).toMatchObject({ kind: 'untouched', reason: 'refused' });
    expect(network.routers[0]?.sent).toEqual([]);
  });

  it('is carried out once its approval is answered "done", whatever moment of planning another edit of the device it came in', async () => {
    for (let turns = 0; turns < 400; turns += 5) {
      const { approvals, sent, stillWaiting } = await planTwoAtOnce(turns);
      expect(approvals, `approved after ${turns} turns`).toContain('done');
      expect(sent).toEqual(['description to core']);
      expect(stillWaiting).toEqual([]);
    }
  });

  it('approved for a device that changed since is void', async () => {
    const answer = { kind: 'approved', by: 'bob' };
    const bench: Bench = await prepare(
      {},
      {
        onWait: () => {
          bench.network.routers[0]?.descriptions.set('eth2', 'by hand');
          return answer;
        },
      },
    );
    bench.network.netbox.devices = bench.network.netbox.devices.map((device) => ({
      ...device,
      policy: { stage: 'pilot', rollout: 'auto' },
    }));
    editDescription(bench.network, 'to core');
    expect(await endingsOf(bench.steps)).toMatchObject([{ kind: 'untouched', reason: 'superseded' }]);
    expect(bench.network.routers[0]?.sent).toEqual([]);
  });
});

describe('a difference the policy ignores', () => {
  const labels = { path: 'interface eth2 / description', reason: 'labels follow in spring', owner: 'campus' };

  it('is neither written nor drift, is shown with its reason, and leaves the baseline where it was', async () => {
    const { network, steps } = await prepare();
    setPolicy(network, { ignore: { labels } });
    editDescription(network, 'to core');
    network.routers[0]?.descriptions.set('eth2', 'by hand');
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'applied' }]);
    expect(network.routers[0]?.sent).toEqual(['description to core']);
    expect(network.routers[0]?.descriptions.get('eth2')).toBe('by hand');
    expect(network.shown.get(R1)).toBe('in line');
    expect(network.rows.findings.get(R1) ?? []).toEqual([]);
    expect(network.rows.baselines.get(R1)?.items.map((item) => item.line)).toContain('description other');
    expect(network.journal[0]?.comments).toMatch(
      /<br>1 finding is ignored \(labels\)\.<br>[\s\S]*\*\*Ignored\*\*[\s\S]*eth2 › description.*labels follow in spring.*campus.*no end/,
    );
    expect(network.journal[0]?.comments).not.toMatch(/Left alone/);
  });

  it('is not written when NetBox itself asks for another value there', async () => {
    const { network, steps } = await prepare();
    setPolicy(network, { ignore: { labels: { ...labels, path: 'interface eth1 / **' } } });
    editDescription(network, 'to core');
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'untouched', reason: 'in line' }]);
    expect(network.routers[0]?.sent).toEqual([]);
    expect(network.rows.baselines.get(R1)?.items.map((item) => item.line)).toContain('description old');
  });

  it('counts again, and is told, when the rule has run out', async () => {
    const { network } = await prepare();
    network.routers[0]?.descriptions.set('eth2', 'by hand');
    const look = async (changeId: string) => {
      const steps = createMemorySteps({ workflowId: changeId, ports: network.ports, start: START });
      const end = await steps.play(checkUnit, { unitId: R1, changeId });
      if (end.kind !== 'ended') throw new Error(JSON.stringify(end));
      return end.value;
    };
    setPolicy(network, { ignore: { labels: { ...labels, until: '2026-11-21' } } });
    expect(await look('check 1')).toMatchObject({
      state: 'in line',
      findings: 0,
      message: 'in line; 1 finding is ignored (labels)',
    });
    expect(network.journal).toEqual([]);
    setPolicy(network, { ignore: { labels: { ...labels, until: '2026-11-20' } } });
    expect(await look('check 2')).toMatchObject({ state: 'drift', findings: 1 });
    expect(network.journal[0]?.comments).toMatch(/ignore rule "labels".* ended on 2026-11-20/);
    await look('check 3');
    expect(network.journal).toHaveLength(1);
  });
});

describe('a removal beyond the limit', () => {
  const removals = { lines: 0, percent: 0 };

  it('waits for an approval that says what would go, and writes nothing without one', async () => {
    const { network, steps } = await prepare();
    setPolicy(network, { removals });
    editDescription(network, '');
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'untouched', reason: 'refused' }]);
    expect(network.routers[0]?.sent).toEqual([]);
    expect(network.journal[0]?.comments).toMatch(
      /waiting for approval.*it removes 1 of \d+ lines \([\d.]+ %\), more than 0 lines and 0 %/,
    );
  });

  it('is written once it is approved', async () => {
    const { network, steps } = await prepare({}, { onWait: () => ({ kind: 'approved', by: 'bob' }) });
    setPolicy(network, { removals });
    editDescription(network, '');
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'applied' }]);
    expect(network.routers[0]?.descriptions.has('eth1')).toBe(false);
  });

  it('is none within the limit', async () => {
    const { network, steps } = await prepare();
    editDescription(network, '');
    expect(await endingsOf(steps)).toMatchObject([{ kind: 'applied' }]);
  });
});

/**
 * An edit is planned while the plan of another one of the device waits, which somebody approves `turns` turns later. One that
 * is answered "done" is not approved again.
 */
async function planTwoAtOnce(turns: number) {
  const world = createMemoryWorld({ workflowId: 'edit', start: START });
  const network = createMemoryNetwork({
    routers: 1,
    now: () => world.clock.now(),
    send: (...letter) => world.mailbox.send(...letter),
  });
  const { ports } = network;
  const stepsOf = (workflowId: string, onWait: OnWait = () => null) =>
    createMemorySteps({ workflowId, ports, start: START, world, onWait });
  await stepsOf('check').play(checkUnit, { unitId: R1, changeId: 'check' });
  setPolicy(network, { stage: 'pilot' });
  editDescription(network, 'to core');

  const approvals: string[] = [];
  const approve = async (): Promise<null> => {
    for (const { plan } of await ports.store.plans.waiting(R1)) {
      if (approvals.includes('done')) break;
      const order = (steps: Steps) => approvePlan(steps, plan.hash, { username: 'bob', groups: ['network'] });
      const end = await stepsOf(`order:${approvals.length}`).play(order, null);
      approvals.push(end.kind === 'ended' ? end.value.outcome : end.kind);
    }
    return null;
  };
  const play = (generation: number, onWait: OnWait) =>
    stepsOf(`edit:${REQUEST_ID}:${generation}`, onWait).play(runEdit, { ...REF, generation });
  let second: Promise<unknown> = Promise.resolve();
  await play(1, async () => {
    second = play(2, approve);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    return await approve();
  });
  await second;
  const sent = network.routers[0]?.sent;
  return { approvals, sent, stillWaiting: await ports.store.plans.waiting(R1) };
}

/** Every device may be written by itself, with more policy keys. */
function setPolicy(network: MemoryNetwork, more: object): void {
  const policy = { stage: 'general', rollout: 'auto', ...more };
  network.netbox.devices = network.netbox.devices.map((device) => ({ ...device, policy }));
}

function refuseForEver(network: MemoryNetwork): void {
  if (network.routers[0]) network.routers[0].refuses = 'description to core';
}

describe('a worker that dies around any record', () => {
  /** Every scenario runs once whole, to learn how many records it writes, then once for each place it can die at. */
  const scenarios: readonly (readonly [string, (network: MemoryNetwork) => void, string])[] = [
    ['an applied change', () => undefined, 'applied'],
    ['a refused command', refuseForEver, 'rolled-back'],
    [
      'a hand-made conflict',
      (network) => network.routers[0]?.descriptions.set('eth1', 'by hand'),
      'untouched',
    ],
  ];

  it.each(scenarios)(
    'in %s leaves one ending, one entry, one notice, and no command that took effect twice',
    async (_name, disturb, kind) => {
      const whole = await prepare();
      editDescription(whole.network, 'to core');
      disturb(whole.network);
      expect(await endingsOf(whole.steps)).toMatchObject([{ kind }]);
      const records = whole.steps.world.records.written().length;
      const took = whole.network.routers[0]?.took;
      expect(records).toBeGreaterThan(4);

      for (const crashAt of crashPoints(records)) {
        const { network, steps } = await prepare({}, { crashAt });
        editDescription(network, 'to core');
        disturb(network);
        const first = await steps.play(runEdit, REF);
        expect(first.kind, JSON.stringify(crashAt)).toBe('crashed');
        const second = await steps.restart().play(runEdit, REF);
        expect(second, JSON.stringify(crashAt)).toMatchObject({
          kind: 'ended',
          value: { endings: [{ ending: { kind } }] },
        });
        expect(network.journal, JSON.stringify(crashAt)).toHaveLength(1);
        expect(network.notices, JSON.stringify(crashAt)).toHaveLength(1);
        expect(network.routers[0]?.took, JSON.stringify(crashAt)).toEqual(took);
        expect(network.rows.claims.size).toBe(0);
      }
    },
  );
});
