import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Devices } from '../../../src/devices/device-gateway.ts';
import type { Command } from '../../../src/domain/plan.ts';
import type { SimulatedDevice } from '../../../src/sandbox/devices/simulated-device.ts';
import type { ApplyResult, DeviceWriter } from '../../../src/ports/devices.ts';
import type { GatewayChanges } from './device-bench.ts';
import { createGateway, ENDLESS, inInterface, NEVER, permitFor } from './device-bench.ts';
import {
  credentialFor,
  knownHostsOf,
  OPERATOR,
  routerConfiguration,
  startRouter,
  unitOf,
} from './simulated-bench.ts';
import { eventually } from '../../support/eventually.ts';

describe('a cisco_ios session when the device misbehaves', () => {
  let device: SimulatedDevice;
  const stops: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    device = await startRouter('127.77.0.22');
    stops.push(() => device.stop());
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  function gateway(changes?: GatewayChanges, to: SimulatedDevice = device): Devices {
    const devices = createGateway(credentialFor(to), knownHostsOf(to), changes);
    stops.push(() => devices.close());
    return devices;
  }

  async function write<T>(work: (writer: DeviceWriter) => Promise<T>, changes?: GatewayChanges): Promise<T> {
    const writer = await gateway(changes).openWriter(permitFor(unitOf(device)), NEVER);
    try {
      return await work(writer);
    } finally {
      await writer.close();
    }
  }
  const apply = (commands: readonly Command[], changes?: GatewayChanges): Promise<ApplyResult> =>
    write((writer) => writer.apply(commands, null), changes);
  const read = (changes?: GatewayChanges) => gateway(changes).reader.read(unitOf(device), NEVER);
  const describing = (text: string) => inInterface('GigabitEthernet3', `description ${text}`);

  describe('before there is a session', () => {
    it('gives up on a device that accepts the connection and says nothing', async () => {
      device.setFault({ kind: 'silent' });
      const timeouts = { ...ENDLESS, handshakeMs: 200 };
      await expect(read({ timeouts })).rejects.toMatchObject({ code: 'device.timeout' });
    });

    it('refuses the key another machine presents, and offers it no password', async () => {
      device.setFault({ kind: 'other-host-key' });
      await expect(read()).rejects.toMatchObject({ code: 'device.host-key' });
      expect(device.events()).toEqual([]);
    });

    it('calls a port that speaks something else a hang-up, not a login failure', async () => {
      const other = createServer((socket) => socket.resume().end('220 mail ready\r\n'));
      await new Promise<void>((resolve) => other.listen(0, '127.77.0.22', resolve));
      stops.push(() => new Promise((resolve) => other.close(resolve)));
      const { port } = other.address() as AddressInfo;
      await expect(read({ credential: { port } })).rejects.toMatchObject({ code: 'device.unreachable' });
    });
  });

  describe('getting privileges', () => {
    async function restart(users: readonly { username: string; password: string; level: number }[]) {
      await device.stop();
      device = await startRouter('127.77.0.22', { users, enableSecret: 'right' });
    }

    it('offers a wrong enable secret once', async () => {
      await restart([{ ...OPERATOR, level: 1 }]);
      const reading = read({ credential: { enableSecret: 'wrong' } });
      await expect(reading).rejects.toMatchObject({ code: 'device.authentication', retry: 'never' });
    });

    it('does not ask for a secret it does not have', async () => {
      await restart([{ ...OPERATOR, level: 1 }]);
      await expect(read()).rejects.toThrow('the credential has no enable secret');
    });

    it('takes no configuration from a level that does not see all of it', async () => {
      device.setFault({ kind: 'refuse', at: 'show privilege', answer: 'Current privilege level is 7' });
      await expect(read()).rejects.toThrow('gives privilege level 7, and 15 is needed');
    });
  });

  describe('answers', () => {
    it('finds their ends when they come byte by byte, and a banner and a text look like prompts and refusals', async () => {
      await device.stop();
      const banner =
        'banner motd ^C\nAuthorized users only >\nedge1#\n% Invalid input\nCommand authorization failed\n#### welcome ####\n^C';
      const configuration = routerConfiguration('edge1', '127.77.0.22').replace(
        '!\nline vty',
        `${banner}\n!\nline vty`,
      );
      device = await startRouter('127.77.0.22', { configuration });
      device.setFault({ kind: 'slow', msPerByte: 1 });
      const result = await apply([describing('edge1#')], { timeouts: { quietMs: 30 } });
      expect(result).toEqual({ kind: 'accepted' });
      device.setFault(null);
      const reading = await read();
      expect(reading.configuration).toContain('\nedge1#\n% Invalid input\n');
      expect(reading.configuration).toContain(' description edge1#\n');
    });

    it('cuts off a device that says more than it may', async () => {
      const long = Array.from({ length: 60 }, (_, index) => [
        `interface Loopback${index + 10}`,
        'no shutdown',
      ]);
      device.editByHand(long.flat());
      const reading = read({ limits: { outputBytes: 1_000 } });
      await expect(reading).rejects.toMatchObject({ code: 'device.unexpected-output' });
    });

    it('waits no longer than the setting for an answer that does not come', async () => {
      device.setFault({ kind: 'hang', at: 'show running-config' });
      const reading = read({ timeouts: { ...ENDLESS, idleMs: 200 } });
      await expect(reading).rejects.toMatchObject({ code: 'device.timeout', retry: 'later' });
      await eventually(() => expect(device.sessions()).toBe(0));
    });

    it('falls back where the device does not know the newer BGP command', async () => {
      device.setFault({ kind: 'refuse', at: 'show bgp all summary' });
      expect((await read()).state.bgp['10.0.12.2']?.established).toBe(true);
    });

    it('refuses a configuration the device would not show', async () => {
      device.setFault({
        kind: 'refuse',
        at: 'show running-config',
        answer: 'Command authorization failed.\n',
      });
      await expect(read()).rejects.toMatchObject({ code: 'device.authentication' });
    });

    it('survives a reset in the middle, also after the session was closed', async () => {
      const writer = await gateway().openWriter(permitFor(unitOf(device)), NEVER);
      const reading = writer.read();
      device.cutSessions();
      await expect(reading).rejects.toMatchObject({ code: 'device.cut' });
      await writer.close();
      device.cutSessions();
      await expect(read()).resolves.toBeDefined();
    });
  });

  describe('questions nobody expected', () => {
    it('answers a confirmation with Ctrl-C, and calls the command refused', async () => {
      device.editByHand(['username anna secret 9 x']);
      const command = { path: [], command: 'no username anna' };
      const result = await apply([command, describing('never')]);
      expect(result).toMatchObject({ kind: 'refused', sent: 0, command });
      expect('answer' in result ? result.answer : '').toContain('[confirm]');
      expect(device.running()).toContain('username anna');
      expect(device.running()).not.toContain('never');
    });

    it('does the same with one that appears while reading', async () => {
      device.setFault({ kind: 'question', at: 'show version', question: 'Continue? [yes/no]: ' });
      await expect(read()).rejects.toThrow('Continue? [yes/no]:');
    });
  });

  describe('writing', () => {
    it('leaves configuration mode after a refusal, so that the session can still read and save', async () => {
      await write(async (writer) => {
        expect(await writer.apply([describing('kept'), { path: [], command: 'bogus' }], null)).toMatchObject({
          kind: 'refused',
          sent: 1,
        });
        expect((await writer.read()).configuration).toContain('description kept');
        expect(await writer.save()).toBe(true);
      });
    });

    it('follows the device when its name changes, also to one longer than a prompt shows', async () => {
      await write(async (writer) => {
        const name = 'edge1-renamed-beyond-twenty-characters';
        const rename = { path: [], command: `hostname ${name}` };
        expect(await writer.apply([rename, describing('after')], null)).toEqual({ kind: 'accepted' });
        expect((await writer.read()).facts.hostname).toBe(name);
      });
    });

    it('goes back to the top after a command that opened a section', async () => {
      const result = await apply([
        { path: [], command: 'interface Loopback7' },
        { path: [], command: 'ntp server 192.0.2.9' },
        inInterface('Loopback7', 'ip address 192.0.2.7 255.255.255.255'),
      ]);
      expect(result).toEqual({ kind: 'accepted' });
      expect(device.log().map(({ path, command }) => [...path, command])).toContainEqual([
        'ntp server 192.0.2.9',
      ]);
      expect(device.running()).toContain('interface Loopback7\n ip address 192.0.2.7 255.255.255.255\n');
    });

    it('takes a notice with a percent sign for what it is', async () => {
      const command = inInterface('GigabitEthernet3', 'ip address 198.51.100.0 255.255.255.254');
      expect(await apply([command])).toEqual({ kind: 'accepted' });
    });

    it.each([
      [false, 1],
      [true, 2],
    ])('says unknown when the line goes dead at a command (applied there: %s)', async (applied, steps) => {
      device.setFault({ kind: 'close', at: 3, applied }); // the first line enters the interface
      const result = await apply([describing('step 1'), describing('step 2'), describing('step 3')]);
      expect(result).toMatchObject({ kind: 'unknown', sent: 2 });
      device.setFault(null);
      expect((await read()).configuration).toContain(`description step ${steps}`);
    });

    it('is told yes by a device that does nothing, which only a new read shows', async () => {
      device.setFault({ kind: 'no-effect' });
      expect(await apply([describing('ignored')])).toEqual({ kind: 'accepted' });
      expect((await read()).configuration).not.toContain('ignored');
    });

    it('tells that the device did not save', async () => {
      device.setFault({ kind: 'save-fails' });
      expect(await write((writer) => writer.save())).toBe(false);
    });

    it('calls a session cut while saving a fault, not a refusal', async () => {
      device.setFault({ kind: 'close', at: 'write memory' });
      await expect(write((writer) => writer.save())).rejects.toMatchObject({ code: 'device.cut' });
    });

    it('is cut off by its own change of the management port, and nobody gets in any more', async () => {
      const changes = { timeouts: { commandMs: 300, idleMs: 300, handshakeMs: 300 } };
      const result = await apply([inInterface('GigabitEthernet1', 'shutdown')], changes);
      expect(result).toMatchObject({ kind: 'unknown', sent: 1 });
      await expect(read(changes)).rejects.toMatchObject({ code: 'device.timeout' });
      device.editByHand(['interface GigabitEthernet1', 'no shutdown']);
      await expect(read()).resolves.toBeDefined();
    });
  });

  describe('many devices', () => {
    it('delays no device because of one that hangs, whatever waits for that one', async () => {
      const healthy = await startRouter('127.77.0.23', { port: device.port, hostname: 'edge2' });
      stops.push(() => healthy.stop());
      const knownHosts = knownHostsOf(device) + knownHostsOf(healthy);
      const limits = { perDevice: 1, perSite: 2, total: 2 };
      const devices = gateway({ knownHosts, limits, timeouts: ENDLESS });
      device.setFault({ kind: 'silent' });
      const stuck = Array.from({ length: 5 }, () => devices.reader.read(unitOf(device), NEVER));
      const settled = Promise.allSettled(stuck);
      await devices.reader.read(unitOf(healthy, 'edge2'), NEVER);
      await devices.close();
      for (const result of await settled) expect(result.status).toBe('rejected');
    });

    it('keeps the gap between two connections to one device', async () => {
      const devices = gateway({ limits: { minGapMs: 300 } });
      await Promise.all([1, 2, 3].map(() => devices.reader.read(unitOf(device), NEVER)));
      const times = device
        .events()
        .filter((event) => event.kind === 'login')
        .map((event) => Date.parse(event.time));
      expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(500);
    });

    it('ends every session when it closes, and opens none afterwards', async () => {
      const devices = gateway();
      const writer = await devices.openWriter(permitFor(unitOf(device)), NEVER);
      expect(device.sessions()).toBe(1);
      await devices.close();
      await eventually(() => expect(device.sessions()).toBe(0));
      await expect(writer.read()).rejects.toMatchObject({ code: 'device.cut' });
      await expect(devices.reader.read(unitOf(device), NEVER)).rejects.toMatchObject({ code: 'device.cut' });
    });
  });

  it('does not delay small packets, on either side', async () => {
    const begun = performance.now();
    await apply(Array.from({ length: 300 }, (_, index) => describing(`fast ${index}`)));
    // 300 exchanges take 24 s when one side waits for delayed acknowledgements, and less than one when none does.
    expect(performance.now() - begun).toBeLessThan(12_000);
  });
});
