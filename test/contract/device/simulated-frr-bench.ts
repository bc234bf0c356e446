import type { Credential } from '../../../src/devices/credential.ts';
import { unitIdOf } from '../../../src/domain/ids.ts';
import type { Unit } from '../../../src/domain/unit.ts';
import type { SimulatedDevice } from '../../../src/sandbox/devices/simulated-device.ts';
import { startSimulatedDevice } from '../../../src/sandbox/devices/start-simulated-device.ts';
import { createGateway, inInterface } from './device-bench.ts';
import { faultOn, pastTheDriver } from './past-the-driver.ts';
import type { TransactionBench } from './transaction-bench.ts';
import { knownHostsOf, OPERATOR } from './simulated-bench.ts';

/** The configuration of the lab's first router, as `scripts/frr-lab` starts it. */
export const FRR_CONFIGURATION = `frr defaults traditional
hostname r1
log file /var/log/frr/commands.log
no ipv6 forwarding
log commands
service integrated-vtysh-config
!
interface eth1
 description to r2
 ip address 10.0.12.1/30
exit
!
interface lo
 ip address 192.0.2.101/32
exit
!
router bgp 65001
 bgp router-id 192.0.2.101
 no bgp ebgp-requires-policy
 neighbor 10.0.12.2 remote-as 65002
 neighbor 10.0.12.2 description r2
 neighbor 10.0.12.2 timers 3 9
 neighbor 10.0.12.2 timers connect 5
 !
 address-family ipv4 unicast
  network 192.0.2.101/32
 exit-address-family
exit
!
end
`;

/** An account that logs in to vtysh, beside {@link OPERATOR}, who has bash. */
export const VTYSH_USER = { username: 'oper', password: 'by-vtysh', shell: 'vtysh' } as const;

/** Starts the lab's first router on a loopback address of its own. `extra` overrides options. */
export function startFrrRouter(
  address: string,
  extra: Partial<Parameters<typeof startSimulatedDevice>[0]> = {},
): Promise<SimulatedDevice> {
  return startSimulatedDevice({
    platform: 'frr',
    host: address,
    port: 0,
    hostname: 'r1',
    users: [OPERATOR, VTYSH_USER],
    configuration: FRR_CONFIGURATION,
    ports: ['eth9'],
    ...extra,
  });
}

export function frrUnitOf(device: SimulatedDevice): Unit {
  return {
    id: unitIdOf(1),
    deviceId: 1,
    name: 'r1',
    platform: 'frr',
    address: device.address,
    site: 'lab',
    serial: null,
    credentialProfile: 'default',
  };
}

/** Jobs count in whole seconds. */
const MINUTE_MS = 1_000;

/** The contract's bench on a simulated FRR router, logged in as `user`. */
export async function makeSimulatedFrrBench(
  user: { readonly username: string; readonly password: string },
  address: string,
): Promise<TransactionBench> {
  const device = await startFrrRouter(address);
  const unit = frrUnitOf(device);
  const { username, password } = user;
  const credential: Credential = { username, password, port: device.port, prefixes: ['127.77.0.0/16'] };
  const knownHosts = knownHostsOf(device);
  const initial = device.running();
  const hands = pastTheDriver(device, unit);
  const [edit, fault] = [hands.editByHand, faultOn(device)];
  return {
    unit,
    hostname: 'r1',
    link: 'eth1',
    spare: 'eth9',
    peer: '10.0.12.2',
    nonsense: 'bogus line',
    minuteMs: MINUTE_MS,
    backMs: 4_000,
    describing: (text) => inInterface('eth9', `description ${text}`),
    refused: inInterface('eth9', 'bogus line'),
    knownHosts,
    gateway: (changes) =>
      createGateway(credential, knownHosts, {
        ...changes,
        timeouts: { minuteMs: MINUTE_MS, ...changes?.timeouts },
      }),
    ...hands,
    async restore() {
      device.setFault(null);
      device.reboot(); // a job that still sleeps ends with it
      const family = ['router bgp 65001', 'address-family ipv4 unicast'];
      if (device.running().includes('198.51.100.0/24'))
        await edit([...family, 'no network 198.51.100.0/24', 'exit', 'exit']);
      if (device.running().includes('198.51.100.1/24'))
        await edit(['interface eth9', 'no ip address 198.51.100.1/24']);
      await edit(['interface eth9', 'no description', 'interface eth1', 'description to r2', 'no shutdown']);
      await edit(['router bgp 65001', 'neighbor 10.0.12.2 description r2']);
      if (device.running() !== initial) throw new Error(`not restored:\n${device.running()}`);
    },
    disarm: () => fault({ kind: 'read-only-home' }),
    lock: null,
    loseManagementAt: ({ command }) => fault({ kind: 'lose-management', at: command }),
    async changeOfSomebody(by, text) {
      await fault({ kind: 'locked', by });
      await edit(['interface eth9', `description ${text}`]);
    },
    stop: () => device.stop(),
  };
}
