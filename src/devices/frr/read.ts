import { Fault } from '../../domain/fault.ts';
import type { BgpPeerState, InterfaceState, LiveReading } from '../../domain/live.ts';
import { readAdministration } from './administration.ts';
import { askFrr } from './ask.ts';
import type { Ask } from './ask.ts';
import { readDaemons } from './daemons.ts';
import type { DeadMan } from './dead-man.ts';
import { readLldp } from './lldp.ts';
import { readOspf } from './ospf.ts';
import type { FrrShell } from './shell.ts';
import type { JsonObject } from '../json-answer.ts';
import { objectOf, parseJsonAnswer } from '../json-answer.ts';
import type { SessionContext } from '../platform-session.ts';

/**
 * Reads configuration and state. The daemons are looked at before and after: `show running-config` leaves out, without a
 * word, everything that belongs to a daemon that is down, and that must never look like drift.
 */
export async function readFrr(
  shell: FrrShell,
  deadMan: DeadMan,
  context: SessionContext,
): Promise<LiveReading> {
  const { connection, timeouts } = context;
  const ask: Ask = (command, ms = timeouts.commandMs) => askFrr(shell, context, command, ms);
  const daemons = await readDaemons(shell, context);
  const [running, interfacesText] = await Promise.all([
    ask('show running-config', timeouts.readMs),
    ask('show interface json', timeouts.readMs),
  ]);
  const [bgp, ospf, lldp] = await Promise.all([
    daemons.includes('bgpd') ? readBgp(ask, connection.name) : {},
    daemons.includes('ospfd') ? readOspf(ask, connection.name) : null,
    readLldp(shell, context),
  ]);
  await readDaemons(shell, context);
  const interfaces = parseJsonAnswer(interfacesText, 'show interface json', connection.name);
  const configuration = configurationOf(running, connection.name);
  return {
    facts: parseFrrVersion(shell.version, connection.name),
    configuration,
    state: {
      interfaces: parseFrrInterfaces(interfaces),
      bgp,
      ...(ospf === null ? {} : { ospf }),
      ...(lldp === null ? {} : { lldp }),
    },
    session: {
      localAddress: connection.address,
      localInterface: interfaceWith(interfaces, connection.address),
    },
    administration: await readAdministration(shell, deadMan, { context, running: configuration }),
  };
}

async function readBgp(ask: Ask, name: string): Promise<Record<string, BgpPeerState>> {
  const commands = ['show bgp vrf all summary json', 'show bgp vrf all neighbors json'] as const;
  const [summary, neighbors] = await Promise.all([ask(commands[0]), ask(commands[1])]);
  return parseFrrBgp(
    parseJsonAnswer(summary, commands[0], name),
    parseJsonAnswer(neighbors, commands[1], name),
  );
}

/** Host name and version out of `FRRouting 8.4.4 (r1) on Linux(…).` */
export function parseFrrVersion(text: string, name: string): LiveReading['facts'] {
  const [, version, hostname] = /^FRRouting (\S+) \((.+?)\)/.exec(text) ?? [];
  if (version === undefined || hostname === undefined)
    throw new Fault('device.unexpected-output', `${name} does not tell its version and host name`);
  return { hostname, version, serial: null };
}

/** The configuration without its header; `end` stays, as the proof that it is whole. One without it is `device.incomplete`. */
function configurationOf(text: string, name: string): string {
  const body = /^Building configuration\.\.\.\s+Current configuration:\n([\s\S]*\nend)\s*$/.exec(text)?.[1];
  if (body === undefined)
    throw new Fault('device.incomplete', `${name} did not show its whole running configuration`);
  return `${body}\n`;
}

/** `show interface json` */
export function parseFrrInterfaces(interfaces: JsonObject): Record<string, InterfaceState> {
  return Object.fromEntries(
    Object.entries(interfaces).map(([name, value]) => {
      const { administrativeStatus, operationalStatus } = objectOf(value);
      return [
        name,
        {
          admin: administrativeStatus === 'up' ? 'up' : 'down',
          oper: operationalStatus === 'up' ? 'up' : 'down',
        },
      ];
    }),
  );
}

function interfaceWith(interfaces: JsonObject, address: string): string | null {
  for (const [name, value] of Object.entries(interfaces)) {
    const { ipAddresses } = objectOf(value);
    const carries = (entry: unknown) => String(objectOf(entry)['address']).split('/')[0] === address;
    if (Array.isArray(ipAddresses) && ipAddresses.some(carries)) return name;
  }
  return null;
}

/** Peers of all VRFs and address families; outside the default VRF they are named `VRF peer`. */
export function parseFrrBgp(summary: JsonObject, neighbors: JsonObject): Record<string, BgpPeerState> {
  const result: Record<string, BgpPeerState> = {};
  for (const [vrf, families] of Object.entries(summary)) {
    for (const family of Object.values(objectOf(families))) {
      for (const [address, peer] of Object.entries(objectOf(objectOf(family)['peers']))) {
        const state = String(objectOf(peer)['state']);
        const facts = objectOf(objectOf(neighbors[vrf])[address]);
        const name = vrf === 'default' ? address : `${vrf} ${address}`;
        result[name] = { established: state === 'Established', state, holdTimeSeconds: holdTimeOf(facts) };
      }
    }
  }
  return result;
}

/** The negotiated hold time, or while there is no session the configured one. */
function holdTimeOf(neighbor: JsonObject): number | null {
  for (const key of ['bgpTimerHoldTimeMsecs', 'bgpTimerConfiguredHoldTimeMsecs']) {
    const ms = neighbor[key];
    if (typeof ms === 'number' && ms > 0) return Math.ceil(ms / 1000);
  }
  return null;
}
