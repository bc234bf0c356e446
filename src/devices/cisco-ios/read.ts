import { Fault } from '../../domain/fault.ts';
import type { InterfaceState, LiveReading, OperationalState } from '../../domain/live.ts';
import { readIosAdministration } from './administration.ts';
import { ask, askIfKnown } from './ask.ts';
import { parseIosBgp } from './bgp.ts';
import type { IosCommandLine } from './command-line.ts';
import { parseIosLldp } from './lldp.ts';
import { parseIosOspf } from './ospf.ts';
import type { SessionContext } from '../platform-session.ts';

/** Reads configuration, state and administration of an IOS device through its command line. */
export async function readIos(line: IosCommandLine, context: SessionContext): Promise<LiveReading> {
  const { connection, timeouts } = context;
  const { name } = connection;
  const version = await ask(line, context, 'show version');
  const running = await ask(line, context, 'show running-config', timeouts.readMs);
  const configuration = parseIosRunning(running, name);
  const brief = await ask(line, context, 'show ip interface brief');
  return {
    facts: { ...parseIosVersion(version, name), hostname: hostnameOf(configuration, name) },
    configuration,
    state: await readState(line, context, configuration),
    session: { localAddress: connection.address, localInterface: interfaceWith(brief, connection.address) },
    administration: await readIosAdministration(line, context, running),
  };
}

async function readState(
  line: IosCommandLine,
  context: SessionContext,
  configuration: string,
): Promise<OperationalState> {
  const { connection, timeouts } = context;
  const interfaces = parseIosInterfaces(await ask(line, context, 'show interfaces', timeouts.readMs));
  if (Object.keys(interfaces).length === 0)
    throw new Fault('device.incomplete', `${connection.name} shows no interface; it is read again later`);
  const summary =
    (await askIfKnown(line, context, 'show bgp all summary')) ??
    (await ask(line, context, 'show ip bgp summary'));
  const ospf = await askIfKnown(line, context, 'show ip ospf neighbor');
  const detail = await askIfKnown(line, context, 'show lldp neighbors detail');
  const lldp = detail === null ? null : parseIosLldp(detail, Object.keys(interfaces));
  return {
    interfaces,
    bgp: parseIosBgp(summary, configuration),
    ...(ospf === null ? {} : { ospf: parseIosOspf(ospf) }),
    ...(lldp === null ? {} : { lldp }),
  };
}

/** Version and serial number out of `show version`. */
export function parseIosVersion(text: string, name: string): { version: string; serial: string | null } {
  const version = /\bVersion ([^,\s]+)/.exec(text)?.[1];
  if (version === undefined)
    throw new Fault('device.unexpected-output', `${name} does not tell its software version`);
  return { version, serial: /^Processor board ID (\S+)/m.exec(text)?.[1] ?? null };
}

function hostnameOf(configuration: string, name: string): string {
  const hostname = /^hostname (\S+)$/m.exec(configuration)?.[1];
  if (hostname === undefined)
    throw new Fault(
      'device.incomplete',
      `the configuration of ${name} has no host name; it is read again later`,
    );
  return hostname;
}

/** Lines that change without the configuration changing. */
const VOLATILE =
  /^(! (Last configuration change|NVRAM config last updated|No configuration change since).*|ntp clock-period \d+)$/;

/**
 * The configuration without header and volatile lines; `end` stays, as the proof that it is whole. One that does not close
 * is `device.incomplete`.
 */
export function parseIosRunning(text: string, name: string): string {
  const [, body] = /^Current configuration : \d+ bytes\n([\s\S]*\nend)\s*$/m.exec(text) ?? [];
  if (body === undefined)
    throw new Fault('device.incomplete', `${name} did not show its whole running configuration`);
  const lines = body.split('\n').filter((line) => !VOLATILE.test(line));
  // The header comes with a line of its own, which would make a changed and a rebooted device differ.
  return `${lines.join('\n').replace(/^(!\n)+/, '!\n')}\n`;
}

/** `show interfaces`: `GigabitEthernet2 is administratively down, line protocol is down (disabled)` */
export function parseIosInterfaces(text: string): Record<string, InterfaceState> {
  const found = text.matchAll(/^(\S+) is (administratively down|[a-z]+)[^,\n]*, line protocol is (\w+)/gm);
  return Object.fromEntries(
    Array.from(found, ([, name = '', status, protocol]) => [
      name,
      {
        admin: status === 'administratively down' ? 'down' : 'up',
        oper: status === 'up' && protocol === 'up' ? 'up' : 'down',
      },
    ]),
  );
}

function interfaceWith(brief: string, address: string): string | null {
  const rows = brief.split('\n').map((line) => line.trim().split(/\s+/));
  return rows.find((columns) => columns[1] === address)?.[0] ?? null;
}
