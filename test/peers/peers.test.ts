import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { SIMULATED_PLATFORMS } from '../../src/sandbox/devices/simulated-device-options.ts';
import type { SimulatedDevice } from '../../src/sandbox/devices/simulated-device.ts';
import { startSimulatedDevice } from '../../src/sandbox/devices/start-simulated-device.ts';
import { installPeers } from './install-peers.ts';
import { PEER_PLATFORMS } from './peer-platforms.ts';
import { visitDevice } from './visit-device.ts';

const peers = await installPeers();

// A machine where they cannot be installed counts this as skipped and says why, and never as passed.
if (peers.python === null) console.warn(`skipped: ${peers.reason}`);

/**
 * Libraries that talk to real devices every day log in to the simulated ones with their own settings of the platform: what
 * satisfies them is no image of our own driver.
 */
describe.skipIf(peers.python === null)(peers.reason ?? 'visits by other libraries', () => {
  if (peers.python === null) {
    it.skip('need netmiko and scrapli', () => undefined);
    return;
  }
  const { python } = peers;
  let device: SimulatedDevice;

  afterEach(() => device.stop());
  afterAll(() => peers.remove());

  describe.each(SIMULATED_PLATFORMS)('of the simulated %s device', (platform) => {
    const { configuration, ports = [], logged, peers: visitors } = PEER_PLATFORMS[platform];
    const visits = visitors.flatMap((peer) =>
      peer.users.map((user) => [peer.library, user.username, peer, user] as const),
    );

    it.each(visits)(
      '%s logs in as %s, looks around and configures',
      async (_library, username, peer, user) => {
        device = await startSimulatedDevice({
          platform,
          host: '127.77.0.91',
          port: 0,
          hostname: 'edge1',
          users: [user],
          enableSecret: 'enable-pass',
          configuration,
          ports,
        });
        const { library, definition, show, configure, commit, mode, prompt } = peer;
        const seen = await visitDevice(python, {
          library,
          definition,
          configure,
          commit,
          mode,
          host: device.address,
          port: device.port,
          username,
          password: user.password,
          secret: user.secret,
          show: show.map(({ command }) => command),
        });
        for (const { command, answers } of show) expect(seen.shown[command], command).toMatch(answers);
        expect(seen.prompt.trim()).toBe(prompt);
        expect(device.running()).toContain('by-a-peer');
        expect(device.log().map((line) => [line.user, line.command, line.accepted])).toEqual(
          logged.map((line) => [username, line, true]),
        );
      },
    );
  });
});
