import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxWorld, startSandboxWorld } from '../../../src/cli/sandbox-world.ts';
import { SIMULATED_PLATFORMS } from '../../../src/sandbox/devices/simulated-device-options.ts';
import { describeDesk, orderCheck } from '../../support/desk-edits.ts';
import { FAST_RUNTIME_SETTINGS } from '../../support/fast-runtime-settings.ts';
import { silentLog } from '../../support/silent-log.ts';

describe.each(SIMULATED_PLATFORMS)('a sandbox of %s devices', (platform) => {
  let world: SandboxWorld;
  beforeAll(async () => {
    world = await startSandboxWorld({
      devices: 1,
      platform,
      log: silentLog,
      netbox: { webhookRate: 500 },
      start: { runtime: { ...FAST_RUNTIME_SETTINGS, migrate: true } },
      env: { PLUMBLINE_SETTLE_MS: '20', PLUMBLINE_DEVICE_PROMPT_MS: '5' },
    });
  });
  afterAll(() => world.stop());

  it('is in line from the beginning', async () => {
    expect(await orderCheck(world, ['edge1'])).toMatchObject({ outcome: 'done' });
  });

  it('takes an edit under a timer of its own', async () => {
    expect(await describeDesk(world, 'edge1', 'renamed')).toMatchObject({ kind: 'applied', saved: true });
    expect(world.network.devices[0]?.running()).toContain('renamed');
    expect(world.network.netbox.journal().at(-1)?.comments).toContain('confirmed over a new session');
  });
});
