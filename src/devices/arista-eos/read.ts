import { Fault } from '../../domain/fault.ts';
import type { LiveReading, OperationalState } from '../../domain/live.ts';
import type { JsonObject } from '../json-answer.ts';
import type { SessionContext } from '../platform-session.ts';
import { readEosAdministration } from './administration.ts';
import { ask, askJson, askJsonIfKnown } from './ask.ts';
import { parseEosBgp } from './bgp.ts';
import type { EosCommandLine } from './command-line.ts';
import { parseEosRunning } from './running.ts';
import { interfaceWith, parseEosInterfaces, parseEosLldp, parseEosOspf } from './state.ts';

/** Reads configuration, state and administration of an EOS device through its command line. */
export async function readEos(line: EosCommandLine, context: SessionContext): Promise<LiveReading> {
  const { connection, timeouts } = context;
  const facts = await readFacts(line, context);
  const configuration = await readEosRunning(line, context);
  const interfaces = await askJson(line, context, 'show interfaces', timeouts.readMs);
  return {
    facts,
    configuration,
    state: await readState(line, context, { configuration, interfaces }),
    session: {
      localAddress: connection.address,
      localInterface: interfaceWith(interfaces, connection.address),
    },
    administration: await readEosAdministration(line, context),
  };
}

/** The running configuration, as {@link parseEosRunning} makes it. */
export async function readEosRunning(line: EosCommandLine, context: SessionContext): Promise<string> {
  const text = await ask(line, context, 'show running-config', context.timeouts.readMs);
  return parseEosRunning(text, context.connection.name);
}

async function readFacts(line: EosCommandLine, context: SessionContext): Promise<LiveReading['facts']> {
  const version = await askJson(line, context, 'show version');
  const { hostname } = await askJson(line, context, 'show hostname');
  return parseEosFacts(version, hostname, context.connection.name);
}

/** Host name, version and serial number out of `show version | json` and `show hostname | json`. */
export function parseEosFacts(version: JsonObject, hostname: unknown, name: string): LiveReading['facts'] {
  const { version: release, serialNumber } = version;
  if (typeof release !== 'string' || typeof hostname !== 'string')
    throw new Fault('device.unexpected-output', `${name} does not tell its version and host name`);
  // A virtual switch has an empty serial number.
  const serial = typeof serialNumber === 'string' && serialNumber !== '' ? serialNumber : null;
  return { hostname, version: release, serial };
}

async function readState(
  line: EosCommandLine,
  context: SessionContext,
  read: { readonly configuration: string; readonly interfaces: JsonObject },
): Promise<OperationalState> {
  const interfaces = parseEosInterfaces(read.interfaces);
  if (Object.keys(interfaces).length === 0)
    throw new Fault(
      'device.incomplete',
      `${context.connection.name} shows no interface; it is read again later`,
    );
  // Tables grow with the device.
  const table = (command: string) => askJsonIfKnown(line, context, command, context.timeouts.readMs);
  const four = await table('show ip bgp summary vrf all');
  const six = await table('show ipv6 bgp summary vrf all');
  const ospf = await table('show ip ospf neighbor vrf all');
  const lldp = await table('show lldp neighbors detail');
  return {
    interfaces,
    bgp: { ...parseEosBgp(four ?? {}, read.configuration), ...parseEosBgp(six ?? {}, read.configuration) },
    ...(ospf === null ? {} : { ospf: parseEosOspf(ospf) }),
    ...(lldp === null ? {} : { lldp: parseEosLldp(lldp) }),
  };
}
