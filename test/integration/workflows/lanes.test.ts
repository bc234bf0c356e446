import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeviceRecord } from '../../../src/domain/device-model.ts';
import { changeIdOf, instantOf, unitIdOf } from '../../../src/domain/ids.ts';
import type { EditedObject } from '../../../src/domain/netbox-object.ts';
import { applyUnit } from '../../../src/pipeline/apply-unit.ts';
import { approveUnit } from '../../../src/pipeline/approve-unit.ts';
import { checkUnit } from '../../../src/pipeline/check-unit.ts';
import { planUnit } from '../../../src/pipeline/plan-unit.ts';
import { reportUnit } from '../../../src/pipeline/report-unit.ts';
import { runEdit } from '../../../src/pipeline/run-edit.ts';
import type { Ports } from '../../../src/ports/ports.ts';
import { createMemoryNetwork } from '../../support/memory-network.ts';
import { createMemorySteps } from '../../support/memory-steps.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import type { TestStore } from '../../support/open-test-store.ts';
import { startTestRuntime } from './start-test-runtime.ts';
import { until } from './until.ts';

const ROUTERS = 40;
const WIDTH = 5;

let world: TestStore;
beforeAll(async () => {
  world = await openTestStore();
});
afterAll(() => world.close());

function deviceObject(id: number): EditedObject {
  return { type: 'dcim.device', id, name: `r${id}`, action: 'update', deviceId: null, interfaceId: null };
}

async function deliver(requestId: string, object: EditedObject): Promise<void> {
  const hint = {
    requestId,
    user: 'ada',
    event: 'updated',
    timestamp: '2026-01-01T00:00:00Z',
    object,
  } as const;
  const id = Buffer.from(requestId).toString('hex').padEnd(64, '0').slice(0, 64);
  await world.store.inbox.store({ id, body: Buffer.from('{}'), hint }, new AbortController().signal);
}

test('an edit of one device is planned and written while an edit of many is still being planned, even if only one may run', async () => {
  const network = createMemoryNetwork({
    routers: ROUTERS,
    now: () => instantOf(new Date()),
    limits: { interactiveUnits: WIDTH },
  });
  const last = unitIdOf(ROUTERS);
  // The device is known to be in line, so that an edit of it leads to a plan.
  const check = createMemorySteps({ workflowId: 'check:last', ports: network.ports, start: instantOf(0) });
  await check.play(checkUnit, { unitId: last, changeId: 'check' });
  network.netbox.devices = network.netbox.devices.map((device): DeviceRecord =>
    device.object.id !== ROUTERS
      ? device
      : {
          ...device,
          interfaces: device.interfaces.map((port, index) =>
            index === 0 ? { ...port, description: 'to core' } : port,
          ),
        },
  );

  const gate = Promise.withResolvers<null>();
  let bulkReads = 0;
  const { source } = network.ports;
  const ports: Ports = {
    ...network.ports,
    edits: world.store.edits,
    source: {
      ...source,
      readEdit: () => Promise.resolve(null),
      unitsOf: (objects) =>
        Promise.resolve(
          objects.some(({ id }) => id === 1) ? source.allUnits() : objects.map(({ id }) => unitIdOf(id)),
        ),
    },
    background: {
      ...network.ports.background,
      source: {
        ...source,
        async readDevice(unitId) {
          bulkReads += 1;
          // From the second handful on the bulk edit stands still until the test lets it go on.
          if (bulkReads > WIDTH) await gate.promise;
          return await source.readDevice(unitId);
        },
      },
    },
  };
  const runtime = await startTestRuntime(world.url, {
    ports,
    edits: world.store.edits,
    settings: { maxRunning: 1 },
    definitions: {
      workflows: { edit: runEdit },
      unitWork: [planUnit, applyUnit, approveUnit, reportUnit, checkUnit],
    },
  });
  try {
    await deliver('bulk', deviceObject(1));
    await until(() => bulkReads > WIDTH);
    await deliver('one', deviceObject(ROUTERS));
    await until(() => network.rows.closed.has(changeIdOf('one', 1)));
    expect(network.routers.at(-1)?.sent).toEqual(['description to core']);
    expect(network.rows.closed.has(changeIdOf('bulk', 1))).toBe(false);
    // No more than a handful at a time waits in front of NetBox.
    expect(bulkReads).toBeLessThanOrEqual(2 * WIDTH);
    gate.resolve(null);
    await until(() => network.rows.closed.has(changeIdOf('bulk', 1)));
    expect(bulkReads).toBe(ROUTERS);
  } finally {
    gate.resolve(null);
    await runtime.stop({ drainMs: 1_000 });
  }
});
