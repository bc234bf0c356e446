import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type SandboxWorld, startSandboxWorld } from '../../src/cli/sandbox-world.ts';
import { endingLabel } from '../../src/domain/ending.ts';
import type { SimulatedDevice } from '../../src/sandbox/devices/simulated-device.ts';
import { until } from '../support/crash-world.ts';
import { silentLog } from '../support/silent-log.ts';
import { FAULT_ROWS, type FaultRow, PLATFORMS_UNDER_FAULT } from './fault-rows.ts';

/** A device minute, long enough that an honest change is confirmed within five of them on a busy machine. */
const MINUTE_MS = 10_000;
/** Changes at once: more of them would wait for each other and not for their devices. */
const AT_ONCE = 6;
const PORTS = 3;

/** What one device went through: its row of the table, what it ran before, and how its change ended. */
interface Story {
  readonly device: SimulatedDevice;
  readonly before: string;
  readonly ending: string;
  readonly detail: string;
  readonly told: number;
}

describe.each(PLATFORMS_UNDER_FAULT)('a change of a %s device', (platform) => {
  const rows = FAULT_ROWS.filter((row) => row.platforms === undefined || row.platforms.includes(platform));
  const stories = new Map<FaultRow, Story>();
  let world: SandboxWorld;

  beforeAll(async () => {
    world = await startSandboxWorld({
      devices: rows.length,
      accessPorts: PORTS,
      platform,
      minuteMs: MINUTE_MS,
      netbox: { webhookRate: 200 },
      log: silentLog,
      env: SHORT_WAITS,
    });
    await checkAll(world, rows.length);
    const waiting = [...rows.entries()];
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        stories.set(next[1], await live(world, next[1], next[0]));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }, 900_000);

  afterAll(() => world.stop());

  it.each(rows.map((row) => [row.name, row] as const))('%s', (_name, row) => {
    const story = stories.get(row);
    if (story === undefined) throw new Error('nothing happened to this device');
    const seen = `${story.ending}: ${story.detail}`;
    expect(row.endings, seen).toContain(story.ending);
    const { device, before } = story;
    // Never half a change: the device runs what it ran, or all of what NetBox asks for.
    if (story.ending.startsWith('applied'))
      expect(markedPorts(device), seen).toBe(row.shuts === true ? 0 : PORTS);
    else expect(device.running(), seen).toBe(before);
    expect(story.told, `journal entries; ${seen}`).toBe(1);
  });
});

/** Everything a test may not wait for in full. */
const SHORT_WAITS = {
  PLUMBLINE_DEVICE_MINUTE_MS: String(MINUTE_MS),
  PLUMBLINE_SETTLE_MS: '300',
  PLUMBLINE_APPROVAL_EXPIRY_MS: '3000',
  PLUMBLINE_DEVICE_CONNECT_MS: '2000',
  PLUMBLINE_DEVICE_LOGIN_MS: '4000',
  PLUMBLINE_DEVICE_COMMAND_MS: '8000',
  PLUMBLINE_DEVICE_IDLE_MS: '2000',
  PLUMBLINE_DEVICE_SAVE_MS: '4000',
  PLUMBLINE_DEVICE_COMMIT_MS: '8000',
};

async function checkAll({ plumbline }: SandboxWorld, count: number): Promise<void> {
  const { orders } = plumbline.runtime;
  const devices = Array.from({ length: count }, (_, index) => `edge${index + 1}`);
  const person = { username: 'bob', groups: ['network'] };
  const order = await orders.submit({ order: { kind: 'check', devices }, person });
  const result = await until('the check', () => orders.result(order), 300_000);
  expect(result.outcome).toBe('done');
}

/** Sets the fault, edits, and waits for the end; what a fault broke is well again afterwards. */
async function live(world: SandboxWorld, row: FaultRow, index: number): Promise<Story> {
  const name = `edge${index + 1}`;
  const { network, plumbline } = world;
  const device = network.devices[index];
  if (device === undefined) throw new Error(`no ${name}`);
  const before = device.running();
  device.setFault(row.fault(peerOf(before)));
  const ports = network.netbox.device(name).interfaces.filter((port) => port.description.startsWith('desk'));
  const change = row.shuts === true ? { enabled: false } : null;
  const edited = await network.netbox.edit({
    method: 'PATCH',
    path: '/dcim/interfaces/',
    body: ports.map(({ id, description }) => ({
      id,
      ...(change ?? { description: `marked ${description}` }),
    })),
    token: network.tokens.anna,
  });
  expect(edited.status).toBe(200);
  const closed = await until(
    `the change of ${name} (${row.name})`,
    async () => {
      const all = await plumbline.store.queries.changes(500);
      const ours = all.find((one) => one.changeId.includes(edited.requestId));
      return ours?.closedAt == null ? null : ours;
    },
    600_000,
  );
  device.setFault(null);
  const [unit] = closed.endings;
  if (unit === undefined) throw new Error(`the change of ${name} has no ending`);
  const told = network.netbox.journal().filter((entry) => entry.comments.includes(edited.requestId));
  // A plan that waited for a person has told so before; its ending is told once.
  const endings = told.filter((entry) => !entry.comments.includes('waiting for approval'));
  return {
    device,
    before,
    ending: endingLabel(unit.ending),
    detail: unit.ending.detail,
    told: endings.length,
  };
}

function markedPorts(device: SimulatedDevice): number {
  return device.running().match(/marked desk/g)?.length ?? 0;
}

/** The far end of the only BGP session of a sandbox device. */
function peerOf(configuration: string): string {
  const peer = /neighbor (\d+\.\d+\.\d+\.\d+)/.exec(configuration)?.[1];
  if (peer === undefined) throw new Error('the device has no BGP neighbor');
  return peer;
}
