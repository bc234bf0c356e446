import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type SandboxWorld, startSandboxWorld } from '../../src/cli/sandbox-world.ts';
import { until } from '../support/crash-world.ts';
import { silentLog } from '../support/silent-log.ts';

const DEVICES = Number(process.env['SWEEP_DEVICES'] ?? 1_000);

describe(`a sweep of ${DEVICES} devices`, () => {
  let world: SandboxWorld;
  beforeAll(async () => {
    world = await startSandboxWorld({
      devices: DEVICES,
      log: silentLog,
      env: {
        PLUMBLINE_DEVICE_PROMPT_MS: '5',
        PLUMBLINE_SESSIONS_PER_SITE: '50',
        PLUMBLINE_CHANGELOG_EVERY_MS: '3600000',
      },
    });
  }, 1_200_000);
  afterAll(() => world.stop());

  /** One sweep; how long it took, and the requests NetBox got for it. */
  async function sweep() {
    const { orders } = world.plumbline.runtime;
    const before = world.network.netbox.requests().length;
    const began = performance.now();
    const id = await orders.submit({
      order: { kind: 'sweep' },
      person: { username: 'bob', groups: ['network'] },
    });
    const result = await until('the sweep', () => orders.result(id), 3_000_000);
    const seconds = (performance.now() - began) / 1_000;
    const [progress] = await world.plumbline.store.queries.sweeps(id);
    return { result, progress, seconds, requests: world.network.netbox.requests().slice(before) };
  }

  it('asks NetBox at most two questions a device, the first included, and writes nothing there, while no verdict changes', async () => {
    // The sweep every worker begins with shows each device’s first verdict.
    await until(
      'the first sweep',
      async () => {
        const [first] = await world.plumbline.store.queries.sweeps(null);
        return first?.endedAt != null ? first : null;
      },
      3_000_000,
    );
    const first = world.network.netbox.requests().filter(({ username }) => username === 'plumbline');
    const { result, progress, seconds, requests } = await sweep();
    expect(result.outcome).toBe('done');
    expect(progress).toMatchObject({ units: DEVICES, lookedAt: DEVICES, inLine: DEVICES, others: 0 });
    const memory = Math.round(process.memoryUsage().rss / 1_048_576);
    console.info(
      `sweep of ${DEVICES}: ${seconds.toFixed(0)} s, ${(requests.length / DEVICES).toFixed(3)} requests a device (first sweep ${(first.length / DEVICES).toFixed(2)}), ${memory} MB with the simulated devices and NetBox in the same process`,
    );
    expect(first.length).toBeLessThanOrEqual(2 * DEVICES);
    expect(requests.length).toBeLessThanOrEqual(2 * DEVICES);
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  }, 3_600_000);
});
