import { describe, expect, it } from 'vitest';
import type { DeviceRecord } from '../../../src/domain/device-model.ts';
import { instantOf, unitIdOf } from '../../../src/domain/ids.ts';
import { checkUnit } from '../../../src/pipeline/check-unit.ts';
import { runEdit } from '../../../src/pipeline/run-edit.ts';
import { createMemoryNetwork, type MemoryNetwork, REQUEST_ID } from '../../support/memory-network.ts';
import { createMemorySteps } from '../../support/memory-steps.ts';

const START = instantOf('2026-11-21T10:00:00Z');
const R1 = unitIdOf(1);

async function prepare(routers = 1): Promise<MemoryNetwork> {
  const network = createMemoryNetwork({ routers, now: () => START });
  for (const device of network.netbox.devices) {
    const steps = createMemorySteps({
      workflowId: `check:${device.name}`,
      ports: network.ports,
      start: START,
    });
    await steps.play(checkUnit, { unitId: unitIdOf(device.object.id), changeId: 'check' });
  }
  network.netbox.devices = network.netbox.devices.map((device): DeviceRecord => ({
    ...device,
    interfaces: device.interfaces.map((port, index) =>
      index === 0 ? { ...port, description: 'new' } : port,
    ),
  }));
  return network;
}

async function play(network: MemoryNetwork, generation = 1) {
  const workflowId = `edit:${REQUEST_ID}:${generation}`;
  const steps = createMemorySteps({ workflowId, ports: network.ports, start: START });
  const end = await steps.play(runEdit, { requestId: REQUEST_ID, generation });
  if (end.kind !== 'ended') throw new Error(`did not end: ${JSON.stringify(end)}`);
  return end.value.endings.map(({ ending }) => ending);
}

const GAP = 'it was edited while NetBox was not watched (for 31 min since 2026-11-21T09:29:00.000Z)';

describe('an edit made while nobody watched', () => {
  it('waits for an approval whatever the policy says, and says why', async () => {
    const network = await prepare();
    network.edit = { ...network.edit, needsApproval: GAP };
    expect(await play(network)).toMatchObject([{ kind: 'untouched', reason: 'refused' }]);
    expect(network.routers[0]?.sent).toEqual([]);
    expect(network.journal[0]?.comments).toContain('not watched');
  });

  it('keeps a later edit of the device waiting too, because its plan writes both', async () => {
    const network = await prepare();
    const withoutNeed = network.edit;
    network.edit = { ...network.edit, needsApproval: GAP };
    await play(network);
    network.edit = withoutNeed;
    expect(await play(network, 2)).toMatchObject([{ kind: 'untouched', reason: 'refused' }]);
    expect(network.routers[0]?.sent).toEqual([]);
  });
});

describe('an edit for a NetBox in doubt', () => {
  it('is planned and refused, with what to do', async () => {
    const network = await prepare();
    network.doubt = 'NetBox may be another one: run plumbline doctor --accept';
    expect(await play(network)).toMatchObject([
      { kind: 'untouched', reason: 'refused', detail: expect.stringContaining('doctor --accept') as string },
    ]);
    expect(network.routers[0]?.sent).toEqual([]);
  });
});

describe('a doubt that comes up between the permit and the first command', () => {
  const DOUBT = "Plumbline's own database may be older than what Plumbline did";

  it('is heeded: nothing is sent', async () => {
    const network = await prepare();
    const { openWriter } = network.ports;
    const doubting = {
      ...network.ports,
      openWriter: (...given: Parameters<typeof openWriter>) => {
        network.doubt = DOUBT;
        return openWriter(...given);
      },
    };
    expect(await play({ ...network, ports: doubting })).toMatchObject([
      { kind: 'untouched', reason: 'refused', detail: expect.stringContaining(DOUBT) as string },
    ]);
    expect(network.routers[0]?.sent).toEqual([]);
  });
});

describe('an edit whose device a newer edit is going to be planned for', () => {
  it('contacts no device for it, and carries out its part on the others', async () => {
    const network = await prepare(2);
    const reads = network.routers[0]?.reads;
    network.covered = [R1];
    expect(await play(network)).toMatchObject([{ kind: 'applied' }]);
    expect(network.routers[0]?.reads).toBe(reads);
    expect(network.routers[1]?.sent).toEqual(['description new']);
  });
});
