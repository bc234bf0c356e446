import { startSimulatedDevice } from '../../../src/sandbox/devices/start-simulated-device.ts';
import type { SimulatedDevice } from '../../../src/sandbox/devices/simulated-device.ts';
import { unitIdOf } from '../../../src/domain/ids.ts';
import type { Unit } from '../../../src/domain/unit.ts';
import type { Credential } from '../../../src/devices/credential.ts';
import { createGateway, inInterface, NEVER, permitFor } from './device-bench.ts';
import { faultOn, pastTheDriver } from './past-the-driver.ts';
import type { TransactionBench } from './transaction-bench.ts';

/** A router with one link that carries BGP, one spare port, and the management port sessions arrive at. */
export function routerConfiguration(hostname: string, address: string): string {
  return `version 17.9
!
hostname ${hostname}
!
lldp run
!
archive
 path flash:before
!
interface GigabitEthernet1
 description management
 ip address ${address} 255.255.255.0
!
interface GigabitEthernet2
 description to r2
 ip address 10.0.12.1 255.255.255.252
!
interface GigabitEthernet3
 no ip address
!
router bgp 65001
 bgp router-id 192.0.2.101
 neighbor 10.0.12.2 remote-as 65002
 neighbor 10.0.12.2 timers 3 9
 !
 address-family ipv4
  network 192.0.2.101 mask 255.255.255.255
  neighbor 10.0.12.2 activate
 exit-address-family
!
line vty 0 4
 login local
!
end
`;
}

export const OPERATOR = { username: 'plumbline', password: 'sandbox-pass' } as const;

/** Starts a router on a loopback address of its own. `extra` overrides options. */
export function startRouter(
  address: string,
  extra: Partial<Parameters<typeof startSimulatedDevice>[0]> = {},
): Promise<SimulatedDevice> {
  return startSimulatedDevice({
    platform: 'cisco_ios',
    host: address,
    port: 0,
    hostname: 'edge1',
    users: [OPERATOR],
    configuration: routerConfiguration(extra.hostname ?? 'edge1', address),
    ...extra,
  });
}

export function unitOf(device: SimulatedDevice, name = 'edge1'): Unit {
  return {
    id: unitIdOf(1),
    deviceId: 1,
    name,
    platform: 'cisco_ios',
    address: device.address,
    site: 'lab',
    serial: null,
    credentialProfile: 'default',
  };
}

export function credentialFor(device: SimulatedDevice): Credential {
  return { ...OPERATOR, port: device.port, prefixes: ['127.77.0.0/16'] };
}

export function knownHostsOf(device: SimulatedDevice): string {
  return `[${device.address}]:${device.port} ${device.hostKey}\n`;
}

/** How long a minute of the device's own timers lasts in the contract. */
const MINUTE_MS = 1_000;

/** The contract's bench on a simulated IOS device that begins at level 1, so that `enable` is part of every session. */
export async function makeSimulatedBench(): Promise<TransactionBench> {
  const anna = { username: 'anna', password: 'by-hand' };
  const device = await startRouter('127.77.0.21', {
    users: [{ ...OPERATOR, level: 1 }, anna],
    minuteMs: MINUTE_MS,
    enableSecret: 'enable-pass',
  });
  const unit = unitOf(device);
  const credential = { ...credentialFor(device), enableSecret: 'enable-pass' };
  const knownHosts = knownHostsOf(device);
  const initial = device.running();
  const gateway: TransactionBench['gateway'] = (changes) =>
    createGateway(credential, knownHosts, {
      ...changes,
      timeouts: { minuteMs: MINUTE_MS, ...changes?.timeouts },
    });
  const describing = (text: string) => inInterface('GigabitEthernet3', `description ${text}`);
  const hands = pastTheDriver(device, unit);
  const [edit, fault] = [hands.editByHand, faultOn(device)];
  return {
    unit,
    hostname: 'edge1',
    link: 'GigabitEthernet2',
    spare: 'GigabitEthernet3',
    peer: '10.0.12.2',
    nonsense: 'bogus line',
    minuteMs: MINUTE_MS,
    backMs: 4_000,
    describing,
    refused: inInterface('GigabitEthernet3', 'bogus line'),
    knownHosts,
    gateway,
    ...hands,
    async restore() {
      device.setFault(null);
      device.reboot(); // a timer that still runs ends with it
      await edit([
        'archive',
        'path flash:before',
        'interface GigabitEthernet2',
        'description to r2',
        'no shutdown',
        'interface GigabitEthernet3',
        'no description',
        'no ip address',
        'router bgp 65001',
        'no neighbor 10.0.12.2 description',
        'address-family ipv4',
        'no network 198.51.100.0',
      ]);
      if (device.running() !== initial) throw new Error(`not restored:\n${device.running()}`);
    },
    disarm: () => edit(['archive', 'no path']),
    lock: (by) => fault({ kind: 'locked', by }),
    loseManagementAt: ({ command }) => fault({ kind: 'lose-management', at: command }),
    async changeOfSomebody(by, text) {
      const person = { ...credential, username: by, password: anna.password };
      const devices = createGateway(person, knownHosts);
      const writer = await devices.openWriter(permitFor(unit), NEVER);
      const result = await writer.apply([describing(text)], { name: 'pl-byhand', revertAfterMinutes: 100 });
      await devices.close();
      if (result.kind !== 'accepted') throw new Error(`${by} could not change the device: ${result.kind}`);
    },
    stop: () => device.stop(),
  };
}
