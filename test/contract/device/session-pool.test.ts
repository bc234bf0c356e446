import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Devices } from '../../../src/devices/device-gateway.ts';
import type { SimulatedDevice } from '../../../src/sandbox/devices/simulated-device.ts';
import { createMemoryRefusedLogins } from '../../support/memory-refused-logins.ts';
import type { GatewayChanges } from './device-bench.ts';
import { createGateway, inInterface, NEVER, permitFor } from './device-bench.ts';
import { credentialFor, knownHostsOf, startRouter, unitOf } from './simulated-bench.ts';
import { eventually } from '../../support/eventually.ts';

const KEEPS = { reuseMs: 60_000 };
const BREAKS = { backOff: { gapsMs: [60_000], openAfter: 2, jitterPercent: 0 } };

describe('the pool of device sessions', () => {
  let device: SimulatedDevice;
  const stops: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    device = await startRouter('127.77.0.24');
    stops.push(() => device.stop());
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  function gateway(changes: GatewayChanges = {}, to: SimulatedDevice = device): Devices {
    const devices = createGateway(credentialFor(to), knownHostsOf(to), changes);
    stops.push(() => devices.close());
    return devices;
  }
  const logins = () => device.events().filter(({ kind }) => kind === 'login').length;
  const refusals = () => device.events().filter(({ kind }) => kind === 'login-refused').length;

  describe('using a session again', () => {
    it('lets looks at one device share a session, and a proof never', async () => {
      const { reader } = gateway({ options: KEEPS, limits: { perDevice: 1 } });
      for (let looks = 0; looks < 3; looks += 1) await reader.read(unitOf(device), NEVER, 'look');
      expect(logins()).toBe(1);
      await reader.read(unitOf(device), NEVER);
      expect(logins()).toBe(2);
      await reader.read(unitOf(device), NEVER, 'order');
      expect(logins()).toBe(3);
    });

    it('reads what stands on the device, not what the session read before', async () => {
      const { reader } = gateway({ options: KEEPS });
      await reader.read(unitOf(device), NEVER, 'look');
      device.editByHand(['interface GigabitEthernet3', 'description by hand']);
      const { configuration } = await reader.read(unitOf(device), NEVER, 'look');
      expect(configuration).toContain('description by hand');
      expect(logins()).toBe(1);
    });

    it('ends a session nobody used within the time set', async () => {
      const { reader } = gateway({ options: { reuseMs: 50 } });
      await reader.read(unitOf(device), NEVER, 'look');
      expect(device.sessions()).toBe(1);
      await eventually(() => expect(device.sessions()).toBe(0));
      await reader.read(unitOf(device), NEVER, 'look');
      expect(logins()).toBe(2);
    });

    it('gives up an idle session to a writer, to whom it is never lent', async () => {
      const devices = gateway({ options: KEEPS, limits: { perDevice: 1 } });
      await devices.reader.read(unitOf(device), NEVER, 'look');
      const writer = await devices.openWriter(permitFor(unitOf(device)), NEVER);
      expect(device.sessions()).toBe(1);
      expect(logins()).toBe(2);
      await writer.close();
      await devices.reader.read(unitOf(device), NEVER, 'look');
      expect(logins()).toBe(3);
    });

    it('gives up idle sessions to other devices that wait at the limits', async () => {
      const other = await startRouter('127.77.0.25', { port: device.port, hostname: 'edge2' });
      stops.push(() => other.stop());
      const knownHosts = knownHostsOf(device) + knownHostsOf(other);
      const { reader } = gateway({ knownHosts, options: KEEPS, limits: { perSite: 1 } });
      await reader.read(unitOf(device), NEVER, 'look');
      await reader.read(unitOf(other, 'edge2'), NEVER, 'look');
      expect([device.sessions(), other.sessions()]).toEqual([0, 1]);
    });

    it('opens a new one when the idle one was lost, or no longer understands the device', async () => {
      const { reader } = gateway({ options: KEEPS, timeouts: { idleMs: 300 } });
      await reader.read(unitOf(device), NEVER, 'look');
      device.cutSessions();
      await reader.read(unitOf(device), NEVER, 'look');
      expect(logins()).toBe(2);
      device.editByHand(['hostname renamed']);
      expect((await reader.read(unitOf(device), NEVER, 'look')).facts.hostname).toBe('renamed');
      expect(logins()).toBe(3);
    });

    it('outlives the work it was opened for, and is cut with the work that uses it', async () => {
      const { reader } = gateway({ options: KEEPS });
      const first = new AbortController();
      await reader.read(unitOf(device), first.signal, 'look');
      first.abort();
      device.setFault({ kind: 'hang', at: 'show running-config' });
      const second = new AbortController();
      const reading = reader.read(unitOf(device), second.signal, 'look');
      await eventually(() => expect(device.sessions()).toBe(1));
      expect(logins()).toBe(1);
      setImmediate(() => second.abort());
      await expect(reading).rejects.toMatchObject({ code: 'device.cut' });
      await eventually(() => expect(device.sessions()).toBe(0));
    });

    it('ends idle sessions when the gateway closes', async () => {
      const devices = gateway({ options: KEEPS });
      await devices.reader.read(unitOf(device), NEVER, 'look');
      await devices.close();
      await eventually(() => expect(device.sessions()).toBe(0));
    });
  });

  describe('a device that does not answer', () => {
    const silent = { options: BREAKS, timeouts: { handshakeMs: 150 } };

    it('is answered for at once after a failure, and what decides or was ordered is tried all the same', async () => {
      const devices = gateway(silent);
      device.setFault({ kind: 'silent' });
      const read = (purpose?: 'look' | 'order') => devices.reader.read(unitOf(device), NEVER, purpose);
      await expect(read('look')).rejects.toMatchObject({ code: 'device.timeout' });
      await expect(read('look')).rejects.toMatchObject({ code: 'device.backing-off' });
      await expect(read()).rejects.toMatchObject({ code: 'device.timeout' });
      await expect(read('order')).rejects.toMatchObject({ code: 'device.timeout' });
      await expect(devices.openWriter(permitFor(unitOf(device)), NEVER)).rejects.toMatchObject({
        code: 'device.timeout',
      });
      device.setFault(null);
      await expect(read('look')).rejects.toMatchObject({ code: 'device.backing-off' });
      await read();
      await read('look');
    });

    it('burns no time of the looks that wait in line behind the one that failed', async () => {
      const devices = gateway({ ...silent, limits: { perDevice: 1 } });
      device.setFault({ kind: 'silent' });
      const looks = Array.from({ length: 20 }, () => devices.reader.read(unitOf(device), NEVER, 'look'));
      const codes = (await Promise.allSettled(looks)).map((look) =>
        look.status === 'rejected' ? (look.reason as { readonly code: string }).code : 'read',
      );
      expect(codes.filter((code) => code === 'device.timeout')).toHaveLength(1);
      expect(codes.filter((code) => code === 'device.backing-off')).toHaveLength(19);
    });

    it('is not one that was read badly, refused the login, or was left because we stopped', async () => {
      const refused = gateway({ options: BREAKS, credential: { password: 'wrong' } });
      await refused.reader.read(unitOf(device), NEVER, 'look').catch(() => undefined);
      await expect(refused.reader.read(unitOf(device), NEVER, 'look')).rejects.toMatchObject({
        code: 'device.refused-before',
      });
      const { reader } = gateway({ options: BREAKS });
      device.setFault({ kind: 'refuse', at: 'show version' });
      await expect(reader.read(unitOf(device), NEVER, 'look')).rejects.toMatchObject({
        code: 'device.unexpected-output',
      });
      const stopping = new AbortController();
      device.setFault({ kind: 'hang', at: 'show version' });
      const reading = reader.read(unitOf(device), stopping.signal, 'look');
      await eventually(() => expect(device.sessions()).toBeGreaterThan(0));
      stopping.abort();
      await expect(reading).rejects.toMatchObject({ code: 'device.cut' });
      device.setFault(null);
      await reader.read(unitOf(device), NEVER, 'look');
    });
  });

  describe('a refused login', () => {
    it('reaches the device once, whoever comes, until a person orders another try', async () => {
      device.setFault({ kind: 'wrong-password' });
      const devices = gateway({ limits: { perDevice: 2 } });
      const all = [
        ...Array.from({ length: 10 }, () => devices.reader.read(unitOf(device), NEVER, 'look')),
        devices.reader.read(unitOf(device), NEVER),
      ];
      const results = await Promise.allSettled(all);
      expect(results.every(({ status }) => status === 'rejected')).toBe(true);
      expect(refusals()).toBe(1);
      await expect(devices.reader.read(unitOf(device), NEVER, 'order')).rejects.toMatchObject({
        code: 'device.authentication',
      });
      expect(refusals()).toBe(2);
      device.setFault(null);
      await expect(devices.reader.read(unitOf(device), NEVER)).rejects.toMatchObject({
        code: 'device.refused-before',
      });
      await devices.reader.read(unitOf(device), NEVER, 'order');
      await devices.reader.read(unitOf(device), NEVER);
    });

    it('stays refused in the next process, and ends with another password', async () => {
      const options = { refusedLogins: createMemoryRefusedLogins() };
      const wrong = { credential: { password: 'wrong' }, options };
      await expect(gateway(wrong).reader.read(unitOf(device), NEVER)).rejects.toMatchObject({
        code: 'device.authentication',
      });
      await expect(gateway(wrong).reader.read(unitOf(device), NEVER)).rejects.toMatchObject({
        code: 'device.refused-before',
      });
      await gateway({ options }).reader.read(unitOf(device), NEVER);
      expect(refusals()).toBe(1);
    });

    it('is one for a wrong enable secret, too, which also counts towards locking the account', async () => {
      await device.stop();
      const users = [{ username: 'plumbline', password: 'sandbox-pass', level: 1 }];
      device = await startRouter('127.77.0.24', { users, enableSecret: 'right' });
      const { reader } = gateway({ credential: { enableSecret: 'wrong' } });
      await expect(reader.read(unitOf(device), NEVER)).rejects.toMatchObject({
        code: 'device.authentication',
      });
      const before = logins();
      await expect(reader.read(unitOf(device), NEVER)).rejects.toMatchObject({
        code: 'device.refused-before',
      });
      expect(logins()).toBe(before);
    });

    it('of the read account keeps nobody from writing, which has an account of its own', async () => {
      const refusedLogins = createMemoryRefusedLogins();
      const unit = unitOf(device);
      await gateway({ credential: { password: 'wrong' }, options: { refusedLogins } })
        .reader.read(unit, NEVER)
        .catch(() => undefined);
      const writer = await gateway({ options: { refusedLogins } }).openWriter(permitFor(unit), NEVER);
      expect(await writer.apply([inInterface('GigabitEthernet3', 'description a')], null)).toEqual({
        kind: 'accepted',
      });
      await writer.close();
    });
  });
});
