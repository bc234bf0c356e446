import { readFile } from 'node:fs/promises';
import { vi } from 'vitest';
import type { Credential } from '../../src/devices/credential.ts';
import { unitIdOf } from '../../src/domain/ids.ts';
import type { Unit } from '../../src/domain/unit.ts';
import { createGateway } from '../contract/device/device-bench.ts';
import type { DeviceBench } from '../contract/device/device-bench.ts';
import { openBreakableWire } from './breakable-wire.ts';
import type { FrrLab, LabRouter } from './frr-lab.ts';

/** The first router of the lab. */
export function firstRouter(lab: FrrLab): LabRouter {
  const [router] = lab.routers;
  if (router === undefined) throw new Error('the lab has no router');
  return router;
}

export function frrUnit(router: LabRouter): Unit {
  return {
    id: unitIdOf(1),
    deviceId: 1,
    name: router.name,
    platform: 'frr',
    address: router.address,
    site: 'lab',
    serial: null,
    credentialProfile: 'lab',
  };
}

/** The contract's bench on a real FRR router, logged in with `account` and its password. */
export async function makeFrrBench(lab: FrrLab, account: string): Promise<DeviceBench> {
  const router = firstRouter(lab);
  const unit = frrUnit(router);
  const credential: Credential = {
    username: account,
    password: lab.password,
    port: router.port,
    prefixes: ['10.98.0.0/16', '127.0.0.1/32'],
  };
  const knownHosts = `${router.address} ${router.hostKey}\n`;
  const vtysh = (...lines: readonly string[]) =>
    lab.inside(router.name, 'vtysh', ...lines.flatMap((line) => ['-c', line]));
  const configuration = () => vtysh('show running-config');
  const initial = await configuration();
  const editByHand = async (lines: readonly string[]) => {
    await vtysh('configure terminal', ...lines);
  };

  return {
    unit,
    hostname: router.name,
    link: 'eth1',
    spare: router.spareInterface,
    peer: '10.0.12.2',
    nonsense: 'bogus line',
    knownHosts,
    gateway: (changes) => createGateway(credential, knownHosts, changes),
    editByHand,
    received: () => lab.entered(router.name),
    startup: () => lab.inside(router.name, 'cat', '/etc/frr/frr.conf'),
    async logins() {
      const log = await lab.inside(router.name, 'cat', '/var/log/frr/sshd.log');
      const count = (pattern: RegExp) => [...log.matchAll(pattern)].length;
      return {
        accepted: count(/^Accepted (password|publickey) for/gm),
        refused: count(/^Failed (password|publickey) for/gm),
      };
    },
    async interrupt(how, command, work) {
      const wire = await openBreakableWire({ host: router.address, port: router.port });
      const through = {
        credential: { port: wire.port },
        knownHosts: `[127.0.0.1]:${wire.port} ${router.hostKey}\n`,
      };
      // Earlier tests may have sent the same line.
      const begin = (await readFile(router.commandLog)).length;
      const working = work({ ...unit, address: '127.0.0.1' }, through);
      try {
        const arrived = vi.waitFor(
          async () => {
            const log = (await readFile(router.commandLog)).subarray(begin).toString();
            if (!log.includes(command)) throw new Error('not yet');
          },
          { timeout: 20_000, interval: 10 },
        );
        // On a machine under load a short deadline may pass first; then there is nothing left to interrupt.
        await Promise.race([arrived, working]);
        arrived.catch(() => undefined);
        if (how === 'cut') wire.cut();
        else wire.silence();
        return await working;
      } finally {
        await wire.close();
      }
    },
    async restore() {
      if ((await configuration()) !== initial) {
        const family = ['router bgp 65001', 'address-family ipv4 unicast'];
        await editByHand(['interface eth1', 'description to r2', 'no shutdown']);
        const network = '198.51.100.0/24';
        if ((await configuration()).includes(`network ${network}`))
          await editByHand([...family, `no network ${network}`]);
        await editByHand(['router bgp 65001', 'neighbor 10.0.12.2 description r2']);
        await editByHand([`interface ${router.spareInterface}`, 'no description']);
        if ((await configuration()).includes('ip address 198.51.100.1/24'))
          await editByHand([`interface ${router.spareInterface}`, 'no ip address 198.51.100.1/24']);
        await vtysh('write memory');
      }
      await vi.waitFor(
        async () => {
          const summary = await vtysh('show bgp summary json');
          if (!summary.includes('"state":"Established"')) throw new Error('BGP is not up again');
        },
        { timeout: 30_000, interval: 200 },
      );
    },
    stop: () => Promise.resolve(),
  };
}
