import { unitIdOf } from '../../../src/domain/ids.ts';
import type { Command } from '../../../src/domain/plan.ts';
import type { Unit } from '../../../src/domain/unit.ts';
import type { Credential } from '../../../src/devices/credential.ts';
import type { SimulatedDevice } from '../../../src/sandbox/devices/simulated-device.ts';
import type { SimulatedDeviceOptions } from '../../../src/sandbox/devices/simulated-device-options.ts';
import { startSimulatedDevice } from '../../../src/sandbox/devices/start-simulated-device.ts';
import { createGateway } from './device-bench.ts';
import { literally } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import { faultOn, pastTheDriver } from './past-the-driver.ts';
import type { TransactionBench } from './transaction-bench.ts';

export const OPERATOR = { username: 'plumbline', password: 'sandbox-pass' } as const;
export const ANNA = { username: 'anna', password: 'by-hand' } as const;

/** A router with one link that carries BGP, one spare port, and the management port sessions arrive at. */
export function junosConfiguration(hostname: string, address: string): string {
  return `version 22.4R3.25;
system {
    host-name ${hostname};
    root-authentication {
        encrypted-password "$6$lab$nothing"; ## SECRET-DATA
    }
    login {
        user plumbline {
            class super-user;
        }
    }
    services {
        ssh;
    }
}
interfaces {
    ge-0/0/0 {
        description "to r2";
        unit 0 {
            family inet {
                address 10.0.12.1/30;
            }
        }
    }
    inactive: ge-0/0/1 {
        unit 0 {
            family inet;
        }
    }
    ge-0/0/2 {
        mtu 9000;
    }
    fxp0 {
        description management;
        unit 0 {
            family inet {
                address ${address}/24;
            }
        }
    }
}
policy-options {
    prefix-list own {
        192.0.2.101/32;
    }
    policy-statement announce {
        term own {
            from {
                prefix-list own;
            }
            then accept;
        }
    }
}
routing-options {
    static {
        route 192.0.2.101/32 discard;
    }
    autonomous-system 65001;
}
protocols {
    bgp {
        group r2 {
            type external;
            hold-time 9;
            export announce;
            neighbor 10.0.12.2 {
                peer-as 65002;
            }
        }
    }
    lldp {
        interface all;
    }
}
`;
}

/** Starts a router on a loopback address of its own. `extra` overrides options. */
export function startJunosRouter(
  address: string,
  extra: Partial<SimulatedDeviceOptions> = {},
): Promise<SimulatedDevice> {
  return startSimulatedDevice({
    platform: 'juniper_junos',
    host: address,
    port: 0,
    hostname: 'edge1',
    serial: 'JN123456',
    users: [OPERATOR, ANNA],
    configuration: junosConfiguration(extra.hostname ?? 'edge1', address),
    lldpNeighbors: [{ interface: 'ge-0/0/0', system: 'r2', port: 'ge-0/0/7' }],
    ...extra,
  });
}

export function junosUnitOf(device: SimulatedDevice): Unit {
  return {
    id: unitIdOf(1),
    deviceId: 1,
    name: 'edge1',
    platform: 'juniper_junos',
    address: device.address,
    site: 'lab',
    serial: null,
    credentialProfile: 'default',
  };
}

export function junosCredentialFor(device: SimulatedDevice): Credential {
  return { ...OPERATOR, port: device.port, prefixes: ['127.77.0.0/16'] };
}

/** A command in set form. */
export function line(command: string): Command {
  return { path: [], command };
}

const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
const printed = (text: string) => (/^[\w.-]+$/.test(text) ? text : quoted(text));

export const describing = (name: string, text: string): Command =>
  line(`set interfaces ${name} description ${quoted(text)}`);

const SPARE = 'ge-0/0/2';

const JUNOS: Dialect = {
  isAtomic: true,
  isSavedAtOnce: true,
  header: /^## Last commit/m,
  end: /\n\}\n$/,
  showsInterface: (name) => new RegExp(`\n    ${name} \\{\n`),
  describing,
  showsDescription: (name, text) =>
    new RegExp(`\n    ${name} \\{\n        description ${literally(printed(text))};\n`),
  addressing: (name) => line(`set interfaces ${name} unit 0 family inet address 198.51.100.1/24`),
  showsAddress: (name) => new RegExp(`\n    ${name} \\{\n(?: {8}.*\n)* {16}address 198\\.51\\.100\\.1/24;\n`),
  disabling: (name) => line(`set interfaces ${name} disable`),
  enabling: (name) => line(`delete interfaces ${name} disable`),
  routing: () => [
    line('set routing-options static route 198.51.100.0/24 discard'),
    line('set protocols bgp group r2 neighbor 10.0.12.2 description "the peer"'),
  ],
  showsRouting: [/route 198\.51\.100\.0\/24 discard;/, /description "the peer";/],
  meddling: (text) =>
    text.startsWith('description ') ? describing(SPARE, text.slice('description '.length)) : line(text),
  misplaced: {
    command: { path: ['interfaces ge-0/0/2'], command: 'set description lost' },
    kind: 'not-sent',
  },
  byHand: (text) => [`set interfaces ${SPARE} description ${quoted(text)}`],
};

/** How long a minute of the device's own timers lasts in the contract. */
const MINUTE_MS = 3_000;

export async function makeJunosBench(): Promise<TransactionBench> {
  const device = await startJunosRouter('127.77.0.61', { minuteMs: MINUTE_MS });
  const unit = junosUnitOf(device);
  const credential = junosCredentialFor(device);
  const knownHosts = `[${device.address}]:${device.port} ${device.hostKey}\n`;
  const initial = device.running();
  const fault = faultOn(device);
  const byHand = (lines: readonly string[], user?: string) => {
    device.editByHand(lines, user);
    return Promise.resolve();
  };
  return {
    unit,
    dialect: JUNOS,
    hostname: 'edge1',
    link: 'ge-0/0/0',
    spare: SPARE,
    peer: '10.0.12.2',
    nonsense: 'set interfaces ge-0/0/2 bogus line',
    minuteMs: MINUTE_MS,
    backMs: 4_000,
    describing: (text) => describing(SPARE, text),
    refused: line('set interfaces ge-0/0/2 bogus line'),
    knownHosts,
    gateway: (changes) => createGateway(credential, knownHosts, changes),
    ...pastTheDriver(device, unit),
    restore() {
      device.setFault(null);
      device.reboot(); // a confirmed commit that still waits stops waiting
      if (device.running() === initial) return Promise.resolve();
      device.editByHand([
        'delete interfaces ge-0/0/2 description',
        'delete interfaces ge-0/0/2 unit 0',
        'delete interfaces ge-0/0/0 disable',
        'set interfaces ge-0/0/0 description "to r2"',
        'delete routing-options static route 198.51.100.0/24',
        'delete protocols bgp group r2 neighbor 10.0.12.2 description',
      ]);
      if (device.running() !== initial) throw new Error(`not restored:\n${device.running()}`);
      return Promise.resolve();
    },
    disarm: null,
    lock: (by) => fault({ kind: 'locked', by }),
    loseManagementAt: ({ command }) => fault({ kind: 'lose-management', at: command }),
    changeOfSomebody: (by, text) =>
      byHand([`set interfaces ${SPARE} description ${text}`, 'commit confirmed 100 comment "by hand"'], by),
    stop: () => device.stop(),
  };
}
