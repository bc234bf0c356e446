import type { SimulatedDevice } from './devices/simulated-device.ts';
import { startSimulatedDevice } from './devices/start-simulated-device.ts';
import { type NetBoxStandIn, startNetBoxStandIn, type StandInOptions } from './netbox/stand-in.ts';
import type { SeedDevice } from './netbox/seed.ts';
import type { SimulatedPlatform } from './devices/simulated-device-options.ts';
import type { FaultOrder } from './parse-fault.ts';
import type { PlatformSeed, SeededDevice } from './seeds/platform-seed.ts';
import { SEED_OF_PLATFORM } from './seeds/seed-of-platform.ts';

/** Accounts of the sandbox. They protect nothing: both stand-ins listen on loopback only. */
export const SANDBOX_ACCOUNTS = {
  read: { username: 'plumbline-read', password: 'sandbox-read' },
  write: { username: 'plumbline-write', password: 'sandbox-write' },
} as const;

/** Prefix of all sandbox devices: one port serves many devices, each at an address of its own. */
export const SANDBOX_PREFIX = '127.77.0.0/16';

export interface SandboxOptions {
  /** How many devices, `edge1`, `edge2`, …; at most 4 000. */
  readonly devices: number;
  /** Interfaces beyond management and uplink on each. */
  readonly accessPorts?: number;
  /** What the devices are; `cisco_ios` unless said otherwise. */
  readonly platform?: SimulatedPlatform;
  /** What is wrong with every device from the beginning. */
  readonly fault?: FaultOrder;
  /** How long a minute of the devices' own revert timers lasts; 60 000 unless said otherwise. */
  readonly minuteMs?: number;
  /** Ends of NetBox's behavior to change, for tests. */
  readonly netbox?: Partial<Pick<StandInOptions, 'webhookRate' | 'webhookRetry' | 'port'>>;
  /** Folder for the devices' own command logs, one JSON line each. */
  readonly logFolder?: string;
}

export interface SandboxNetwork {
  readonly netbox: NetBoxStandIn;
  readonly devices: readonly SimulatedDevice[];
  /** Tokens of people: `admin`, `anna` (edits) and `bob` (in group `network`, may approve). */
  readonly tokens: Readonly<Record<'admin' | 'anna' | 'bob', string>>;
  readonly sshPort: number;
  /** How long a minute of the devices' own revert timers lasts. */
  readonly minuteMs: number;
  /** What a known_hosts file must hold for these devices. */
  readonly knownHosts: string;
  stop(): Promise<void>;
}

/** Starts a NetBox stand-in and simulated devices that agree with each other: everything is in line. */
export async function startSandboxNetwork(options: SandboxOptions): Promise<SandboxNetwork> {
  const seeded = Array.from({ length: options.devices }, (_, index) =>
    seededDevice(index + 1, options.accessPorts ?? 2),
  );
  const devices: SimulatedDevice[] = [];
  for (const device of seeded) {
    // The first takes any free port; the others take the same one at their own addresses.
    devices.push(await startDevice(options, device, devices[0]?.port ?? 0));
  }
  const seed = SEED_OF_PLATFORM[options.platform ?? 'cisco_ios'];
  const tokens = {
    admin: tokenOf('admin'),
    anna: tokenOf('anna'),
    bob: tokenOf('bob'),
  };
  const netbox = await startNetBoxStandIn({
    host: '127.0.0.1',
    port: 0,
    webhookRetry: { max: 3, intervalMs: 1000 },
    ...options.netbox,
    tokens: [
      { token: tokens.admin, username: 'admin', groups: [], superuser: true },
      { token: tokens.anna, username: 'anna', groups: ['operators'], superuser: true },
      { token: tokens.bob, username: 'bob', groups: ['network'], superuser: true },
    ],
    seed: { devices: seeded.map((device) => seedOf(device, seed)), vlans: VLANS },
  });
  const sshPort = devices[0]?.port ?? 0;
  return {
    netbox,
    devices,
    tokens,
    sshPort,
    minuteMs: options.minuteMs ?? 60_000,
    knownHosts: devices.map(({ address, port, hostKey }) => `[${address}]:${port} ${hostKey}\n`).join(''),
    async stop() {
      await Promise.all([netbox.stop(), ...devices.map((device) => device.stop())]);
    },
  };
}

const VLANS = [
  { vid: 10, name: 'office' },
  { vid: 20, name: 'voice' },
  { vid: 30, name: 'guests' },
] as const;

/** A token of the right shape that is no secret: it is made of the name. */
function tokenOf(name: string): string {
  return `nbt_${name.padEnd(12, 'x')}.${name.padEnd(40, '0')}`;
}

function startDevice(options: SandboxOptions, device: SeededDevice, port: number): Promise<SimulatedDevice> {
  const platform = options.platform ?? 'cisco_ios';
  const seed = SEED_OF_PLATFORM[platform];
  const fault = options.fault?.({ down: [seed.uplinkPort, `${device.uplink}.2`] });
  return startSimulatedDevice({
    platform,
    host: device.management,
    port,
    hostname: device.hostname,
    serial: serialOf(device.number),
    users: [SANDBOX_ACCOUNTS.read, SANDBOX_ACCOUNTS.write],
    configuration: seed.configuration(device),
    lldpNeighbors: seed.lldpNeighbors,
    ...(fault === undefined ? {} : { fault }),
    ...(options.minuteMs === undefined ? {} : { minuteMs: options.minuteMs }),
    ...(options.logFolder === undefined ? {} : { logPath: `${options.logFolder}/${device.hostname}.jsonl` }),
  });
}

function seededDevice(number: number, accessPorts: number): SeededDevice {
  return {
    number,
    hostname: `edge${number}`,
    management: addressOf(number),
    uplink: uplinkOf(number),
    as: 64_600 + (number % 900),
    accessPorts,
  };
}

function addressOf(number: number): string {
  return `127.77.${number >> 8}.${number & 255}`;
}

/** The first three octets of the link to the core. */
function uplinkOf(number: number): string {
  return `10.${10 + (number >> 8)}.${number & 255}`;
}

function serialOf(number: number): string {
  return `SBX${String(number).padStart(4, '0')}`;
}

function seedOf(device: SeededDevice, seed: PlatformSeed): SeedDevice {
  return {
    name: device.hostname,
    platform: seed.slug,
    site: 'sandbox',
    role: 'edge',
    serial: serialOf(device.number),
    primaryAddress: `${device.management}/16`,
    plumbline: { stage: 'general', rollout: 'auto' },
    interfaces: seed.interfaces(device),
  };
}
