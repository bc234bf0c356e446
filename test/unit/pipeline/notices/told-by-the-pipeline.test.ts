import { describe, expect, it } from 'vitest';
import { changeIdOf, instantOf, unitIdOf } from '../../../../src/domain/ids.ts';
import { loseChange } from '../../../../src/pipeline/lose-change.ts';
import { runEdit } from '../../../../src/pipeline/run-edit.ts';
import { runSweep } from '../../../../src/pipeline/run-sweep.ts';
import {
  createMemoryNetwork,
  type MemoryNetwork,
  type MemoryNetworkOptions,
  REQUEST_ID,
} from '../../../support/memory-network.ts';
import { createMemorySteps, createMemoryWorld, type MemorySteps } from '../../../support/memory-steps.ts';

const START = instantOf('2026-11-21T10:00:00Z');

function prepare(options: Partial<MemoryNetworkOptions> = {}) {
  const world = createMemoryWorld({ workflowId: 'sweep:0', start: START });
  const network = createMemoryNetwork({ routers: 1, now: () => world.clock.now(), ...options });
  const stepsOf = (workflowId: string, more: object = {}): MemorySteps =>
    createMemorySteps({ workflowId, ports: network.ports, start: START, world, ...more });
  let sweeps = 0;
  const sweep = async (): Promise<void> => {
    sweeps += 1;
    expect((await stepsOf(`sweep:${sweeps}`).play(runSweep, null)).kind).toBe('ended');
  };
  const edit = async (description: string, more: object = {}): Promise<void> => {
    network.netbox.devices = network.netbox.devices.map((device) => {
      const [first, ...rest] = device.interfaces;
      return first === undefined ? device : { ...device, interfaces: [{ ...first, description }, ...rest] };
    });
    const end = await stepsOf(`edit:${REQUEST_ID}:1`, more).play(runEdit, {
      requestId: REQUEST_ID,
      generation: 1,
    });
    expect(end.kind).toBe('ended');
  };
  return { network, sweep, edit };
}

/** `r1 drift-appeared`, in the order it was told. */
function told(network: MemoryNetwork): readonly string[] {
  return network.notices.splice(0).map(({ unitName, kind }) => `${unitName} ${kind}`);
}

describe('people are told', () => {
  it('of an edit by its ending, with its author', async () => {
    const { network, sweep, edit } = prepare();
    await sweep();
    await edit('to core');
    expect(network.notices).toMatchObject([
      { kind: 'applied', authors: ['anna'], verdict: 'applied: saved' },
    ]);
  });

  it('of drift once while it stands, again when more of it comes, and when it ends', async () => {
    const { network, sweep } = prepare();
    await sweep();
    expect(told(network)).toEqual([]);
    network.routers[0]?.descriptions.set('eth1', 'by hand');
    await sweep();
    await sweep();
    expect(told(network)).toEqual(['r1 drift-appeared']);
    network.routers[0]?.descriptions.set('eth2', 'by hand too');
    await sweep();
    expect(told(network)).toEqual(['r1 drift-appeared']);
    network.routers[0]?.descriptions.set('eth2', 'other');
    await sweep();
    expect(told(network)).toEqual([]);
    network.routers[0]?.descriptions.set('eth1', 'old');
    await sweep();
    await sweep();
    expect(told(network)).toEqual(['r1 drift-ended']);
  });

  it('of a device that does not answer once, and once when it answers again', async () => {
    const { network, sweep } = prepare();
    await sweep();
    const [router] = network.routers;
    if (router === undefined) throw new Error('no router');
    router.unreachable = true;
    await sweep();
    await sweep();
    expect(told(network)).toEqual(['r1 unreachable']);
    router.unreachable = false;
    await sweep();
    await sweep();
    expect(told(network)).toEqual(['r1 well-again']);
  });

  it('of a device whose policy cannot be read, because nothing is done for it any more', async () => {
    const { network, sweep } = prepare();
    await sweep();
    network.netbox.devices = network.netbox.devices.map((device) => ({
      ...device,
      policy: { stge: 'pilot' },
    }));
    await sweep();
    await sweep();
    expect(told(network)).toEqual(['r1 parked']);
  });

  it('of a plan that waits, and of what became of it', async () => {
    const { network, sweep, edit } = prepare();
    await sweep();
    network.netbox.devices = network.netbox.devices.map((device) => ({
      ...device,
      policy: { stage: 'pilot', rollout: 'approve' },
    }));
    await edit('to core', { onWait: () => ({ kind: 'approved', by: 'bob' }) });
    expect(network.notices).toMatchObject([
      {
        kind: 'plan-waiting',
        authors: ['anna'],
        plan: { hash: expect.stringMatching(/^[0-9a-f]{12}$/) as string },
      },
      { kind: 'applied' },
    ]);
  });

  it('of a bulk edit in one sum, and of each unit on which something went wrong', async () => {
    const { network, sweep, edit } = prepare({ routers: 4, limits: { interactiveUnits: 2 } });
    await sweep();
    const [, second] = network.routers;
    if (second) second.refuses = 'description to core';
    await edit('to core');
    expect(told(network)).toEqual(['r2 rolled-back', 'r2 bulk-ended']);
  });

  it('of a change whose workflow was lost, its author too', async () => {
    const { network } = prepare();
    const changeId = changeIdOf(REQUEST_ID, 1);
    const origin = { kind: 'edit', user: 'anna', message: '', time: START } as const;
    const units = [{ unitId: unitIdOf(1), unitName: 'r1' }];
    await network.ports.store.changes.open({ changeId, origin, units, at: START });
    await loseChange(network.ports, changeId, 'it was given up');
    await loseChange(network.ports, changeId, 'it was given up');
    expect(network.notices).toMatchObject([{ kind: 'quarantined', authors: ['anna'] }]);
  });
});
