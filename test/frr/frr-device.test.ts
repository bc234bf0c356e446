import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createGateway, inInterface, NEVER, permitFor } from '../contract/device/device-bench.ts';
import { deviceContract } from '../contract/device/device-contract.ts';
import { transactionContract } from '../contract/device/transaction-contract.ts';
import { makeDeadManBench } from './dead-man-bench.ts';
import { firstRouter, frrUnit, makeFrrBench } from './frr-bench.ts';
import { startFrrLab } from './frr-lab.ts';
import { frrTraps } from './frr-traps.ts';

const { lab, reason } = await startFrrLab();

// A machine without the lab counts this as skipped and says why, and never as passed.
if (reason !== null) console.warn(`skipped: ${reason}`);
describe.skipIf(lab === null)(reason ?? 'a real FRR router', () => {
  if (lab === null) {
    it.skip('needs the lab of scripts/frr-lab', () => undefined);
    return;
  }
  const router = firstRouter(lab);
  const unit = frrUnit(router);
  const knownHosts = `${router.address} ${router.hostKey}\n`;
  const withKey = async (username: string) => {
    const privateKey = await readFile(lab.privateKeyPath, 'utf8');
    return createGateway({ username, privateKey, port: 22, prefixes: ['10.98.0.0/16'] }, knownHosts);
  };

  afterAll(() => lab.down());

  deviceContract('a real FRR router, login shell vtysh', () => makeFrrBench(lab, 'oper'));
  transactionContract('a real FRR router, with a dead-man job', () => makeDeadManBench(lab));

  describe('accounts', () => {
    it('logs in with a key, and works through a login shell that is no vtysh', async () => {
      const devices = await withKey('adm1');
      const writer = await devices.openWriter(permitFor(unit), NEVER);
      const text = `description it's "quoted" $HOME \`id\``;
      expect(await writer.apply([inInterface(router.spareInterface, text)], null)).toEqual({
        kind: 'accepted',
      });
      expect((await writer.read()).configuration).toContain(text);
      // A neighbor is forgotten when its link goes, and heard again a moment after the link is back.
      await expect
        .poll(async () => (await writer.read()).state.lldp, { timeout: 20_000 })
        .toEqual({ eth1: { system: 'r2', port: 'eth1' } });
      const bad = inInterface(router.spareInterface, 'bogus line');
      const never = inInterface(router.spareInterface, 'description never');
      expect(await writer.apply([bad, never], null)).toMatchObject({
        kind: 'refused',
        sent: 0,
        command: bad,
      });
      expect(await writer.apply([inInterface(router.spareInterface, 'no description')], null)).toEqual({
        kind: 'accepted',
      });
      expect(await writer.save()).toBe(true);
      await writer.close();
      await devices.close();
    });

    it('calls an account that may not talk to the daemons incomplete, never an empty configuration', async () => {
      const devices = await withKey('nogrp');
      await expect(devices.reader.read(unit, NEVER)).rejects.toMatchObject({ code: 'device.incomplete' });
      await devices.close();
    });

    it('reads well where file modes make vtysh complain on standard error', async () => {
      await lab.inside('r1', 'chgrp', 'frr', '/etc/frr/vtysh.conf');
      const devices = await withKey('oper');
      await expect(devices.reader.read(unit, NEVER)).resolves.toMatchObject({ facts: { hostname: 'r1' } });
      await devices.close();
      await lab.inside('r1', 'chgrp', 'frrvty', '/etc/frr/vtysh.conf');
    });
  });

  describe('a bar and a blank in a text', () => {
    it('is cut off by vtysh without a word, which is why the wire gate does not let it pass', async () => {
      const text = 'description left | include right';
      const port = `interface ${router.spareInterface}`;
      await lab.inside('r1', 'vtysh', '-c', 'configure terminal', '-c', port, '-c', text);
      const devices = await withKey('oper');
      const writer = await devices.openWriter(permitFor(unit), NEVER);
      expect((await writer.read()).configuration).toContain(`${port}\n description left\n`);
      const command = inInterface(router.spareInterface, text);
      expect(await writer.apply([command], null)).toMatchObject({ kind: 'not-sent', command });
      await writer.apply([inInterface(router.spareInterface, 'no description')], null);
      await writer.close();
      await devices.close();
    });
  });

  describe('an address on a port that is down', () => {
    it('can be taken away, although vtysh then exits with 1 and says nothing', async () => {
      const devices = await withKey('oper');
      const writer = await devices.openWriter(permitFor(unit), NEVER);
      const port = router.spareInterface;
      const down = [inInterface(port, 'shutdown'), inInterface(port, 'ip address 10.44.0.1/24')];
      expect(await writer.apply(down, null)).toEqual({ kind: 'accepted' });
      const away = [inInterface(port, 'no ip address 10.44.0.1/24'), inInterface(port, 'no shutdown')];
      expect(await writer.apply(away, null)).toEqual({ kind: 'accepted' });
      expect((await writer.read()).configuration).not.toContain('10.44.0.1');
      await writer.close();
      await devices.close();
    });
  });

  describe('a change that cuts the way to the router', () => {
    it('is taken back by the router alone, and the router can be reached again', async () => {
      const bench = await makeDeadManBench(lab);
      const devices = bench.gateway({ timeouts: { commandMs: 1_500, idleMs: 1_500, keepaliveMs: 300 } });
      const before = (await devices.reader.read(unit, NEVER)).configuration;
      const writer = await devices.openWriter(permitFor(unit), NEVER);
      const transaction = { name: 'pl-cut', revertAfterMinutes: 2 };
      const down = [{ path: ['interface mgmt0'], command: 'shutdown' }];
      // The session hears nothing more of what it did, which is why the outcome is unknown.
      expect(await writer.apply(down, transaction)).toMatchObject({ kind: 'unknown' });
      await writer.close();
      await expect(devices.reader.read(unit, NEVER)).rejects.toMatchObject({
        code: expect.stringMatching(/^device\.(unreachable|timeout|cut)$/) as string,
      });
      await vi.waitFor(
        async () => expect((await devices.reader.read(unit, NEVER)).configuration).toBe(before),
        { timeout: 40_000, interval: 500 },
      );
      await devices.close();
      await bench.restore();
    });
  });

  describe('what cost somebody a network once', () => frrTraps(lab));

  describe('two routers', () => {
    it('is not kept waiting for one router by another that says nothing', async () => {
      const devices = await withKey('oper');
      await lab.inside('r2', 'bash', '-c', 'kill -STOP $(pgrep -o sshd)');
      const other = lab.routers[1]?.address ?? '';
      const silent = devices.reader.read({ ...unit, name: 'r2', address: other }, NEVER);
      let isSilent = true;
      void silent.catch(() => (isSilent = false));
      await devices.reader.read(unit, NEVER);
      expect(isSilent).toBe(true);
      await expect(silent).rejects.toMatchObject({ code: 'device.timeout' });
      await lab.inside('r2', 'bash', '-c', 'kill -CONT $(pgrep -o sshd)');
      await devices.close();
    });
  });
});
