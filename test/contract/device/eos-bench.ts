import { connect } from 'node:net';
import ssh2 from 'ssh2';
import type { Unit } from '../../../src/domain/unit.ts';
import type { SimulatedDeviceOptions } from '../../../src/sandbox/devices/simulated-device-options.ts';
import type { SimulatedDevice } from '../../../src/sandbox/devices/simulated-device.ts';
import { startSimulatedDevice } from '../../../src/sandbox/devices/start-simulated-device.ts';
import { createGateway, inInterface } from './device-bench.ts';
import { credentialFor, knownHostsOf, OPERATOR, unitOf } from './simulated-bench.ts';
import { faultOn, pastTheDriver } from './past-the-driver.ts';
import type { TransactionBench } from './transaction-bench.ts';

/** A switch with one routed link that carries BGP, one spare routed port, and the management port sessions arrive at. */
export function switchConfiguration(hostname: string, address: string): string {
  return `! Command: show running-config
! device: ${hostname} (DCS-7050SX3-48YC8, EOS-4.31.1F)
!
service routing protocols model multi-agent
!
hostname ${hostname}
!
spanning-tree mode mstp
!
interface Ethernet1
   description to r2
   no switchport
   ip address 10.0.12.1/30
!
interface Ethernet2
   no switchport
!
interface Management1
   description management
   ip address ${address}/24
!
ip routing
!
router bgp 65001
   router-id 192.0.2.101
   neighbor 10.0.12.2 remote-as 65002
   neighbor 10.0.12.2 timers 3 9
   !
   address-family ipv4
      neighbor 10.0.12.2 activate
      network 192.0.2.101/32
!
end
`;
}

export const ANNA = { username: 'anna', password: 'by-hand' } as const;

/** Starts a switch on a loopback address of its own. `extra` overrides options. */
export function startSwitch(
  address: string,
  extra: Partial<SimulatedDeviceOptions> = {},
): Promise<SimulatedDevice> {
  return startSimulatedDevice({
    platform: 'arista_eos',
    host: address,
    port: 0,
    hostname: 'sw1',
    users: [OPERATOR, ANNA],
    configuration: switchConfiguration('sw1', address),
    ...extra,
  });
}

export function switchUnit(device: SimulatedDevice): Unit {
  return { ...unitOf(device, 'sw1'), platform: 'arista_eos' };
}

/** Somebody runs lines on an exec channel, past the driver. Resolves with what the device printed, and its exit status. */
export async function runBy(
  device: SimulatedDevice,
  { username, password }: { readonly username: string; readonly password: string },
  lines: readonly string[],
): Promise<{ readonly code: number | null; readonly output: string }> {
  const client = new ssh2.Client();
  client.on('error', () => undefined);
  const { promise, resolve, reject } = Promise.withResolvers<{ code: number | null; output: string }>();
  client.on('ready', () => {
    client.exec(lines.join('\n'), (error, channel) => {
      if (error !== undefined) {
        reject(error);
        return;
      }
      let output = '';
      let code: number | null = null;
      channel.on('data', (data: Buffer) => (output += data.toString()));
      channel.on('exit', (status: number | null) => (code = status));
      channel.on('close', () => resolve({ code, output }));
    });
  });
  client.on('close', () => reject(new Error('the device ended the connection')));
  client.connect({ sock: connect({ host: device.address, port: device.port }), username, password });
  try {
    return await promise;
  } finally {
    client.end();
  }
}

const MINUTE_MS = 1_000;

/** The contracts' bench on a simulated EOS device that begins at level 1, so that `enable` is part of every session. */
export async function makeSwitchBench(address: string, version: string): Promise<TransactionBench> {
  const device = await startSwitch(address, {
    version,
    users: [{ ...OPERATOR, level: 1 }, ANNA],
    enableSecret: 'enable-pass',
    minuteMs: MINUTE_MS,
  });
  const unit = switchUnit(device);
  const credential = { ...credentialFor(device), enableSecret: 'enable-pass' };
  const knownHosts = knownHostsOf(device);
  const initial = device.running();
  const hands = pastTheDriver(device, unit);
  const [edit, fault] = [hands.editByHand, faultOn(device)];
  return {
    unit,
    hostname: 'sw1',
    link: 'Ethernet1',
    spare: 'Ethernet2',
    peer: '10.0.12.2',
    nonsense: 'bogus line',
    isAtomic: true,
    minuteMs: MINUTE_MS,
    backMs: 4_000,
    describing: (text) => inInterface('Ethernet2', `description ${text}`),
    refused: inInterface('Ethernet2', 'bogus line'),
    knownHosts,
    gateway: (changes) => createGateway(credential, knownHosts, changes),
    ...hands,
    async restore() {
      device.setFault(null);
      device.reboot(); // sessions and timers end with it
      await edit([
        'interface Ethernet1',
        'description to r2',
        'no shutdown',
        'interface Ethernet2',
        'no description',
        'no ip address',
        'router bgp 65001',
        'no neighbor 10.0.12.2 description',
        'address-family ipv4',
        'no network 198.51.100.0/24',
      ]);
      if (device.running() !== initial) throw new Error(`not restored:\n${device.running()}`);
    },
    disarm: null,
    lock: (by) => fault({ kind: 'locked', by }),
    loseManagementAt: ({ command }) => fault({ kind: 'lose-management', at: command }),
    async changeOfSomebody(by, text) {
      const lines = [`configure session night-shift`, 'interface Ethernet2', `description ${text}`];
      const { code, output } = await runBy(device, { ...ANNA, username: by }, [
        ...lines,
        'commit timer 1:40:0',
      ]);
      if (code !== 0) throw new Error(`${by} could not change the device: ${output}`);
    },
    stop: () => device.stop(),
  };
}
