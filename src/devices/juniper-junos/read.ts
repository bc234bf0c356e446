import { Fault } from '../../domain/fault.ts';
import type { Administration, LastChange, LiveReading, OperationalState } from '../../domain/live.ts';
import type { SessionContext } from '../platform-session.ts';
import type { JunosQuestions } from './ask.ts';
import type { JunosCommandLine } from './command-line.ts';
import { parseLastCommit, toPendingRevert } from './commits.ts';
import type { LastCommit } from './commits.ts';
import { parseJunosConfiguration } from './configuration.ts';
import type { Header } from './configuration.ts';
import { parseFacts } from './facts.ts';
import { lockedBy, lookAtConfiguring } from './look.ts';
import { interfaceWith, parseBgp, parseInterfaces, parseLldp, parseOspf } from './state.ts';
import { parseUsers, withEditors } from './users.ts';
import type { XmlElement } from './xml.ts';

/** What a read needs. */
export interface Reading {
  readonly ask: JunosQuestions;
  readonly context: SessionContext;
  /** Opens a shell, or gives the one that is open. */
  readonly line: () => Promise<JunosCommandLine>;
}

/** Reads configuration, state and administration over exec channels, two at a time. */
export async function readJunos(reading: Reading): Promise<LiveReading> {
  const { ask, context } = reading;
  const { connection, timeouts } = context;
  const [version, inventory] = await Promise.all([
    ask.xml('show version'),
    ask.xmlIfKnown('show chassis hardware'),
  ]);
  const [shown, terse] = await Promise.all([
    ask.text('show configuration', timeouts.readMs),
    ask.xml('show interfaces terse', timeouts.readMs),
  ]);
  const { text, header } = parseJunosConfiguration(shown, connection.name);
  return {
    facts: parseFacts(version, inventory, connection.name),
    configuration: text,
    state: await readState(reading, terse),
    session: {
      localAddress: connection.address,
      localInterface: interfaceWith(terse, connection.address),
    },
    administration: await readAdministration(reading, header),
  };
}

async function readState({ ask, context }: Reading, terse: XmlElement): Promise<OperationalState> {
  const interfaces = parseInterfaces(terse);
  if (Object.keys(interfaces).length === 0)
    throw new Fault(
      'device.incomplete',
      `${context.connection.name} shows no interface; it is read again later`,
    );
  const [bgp, lldp] = await Promise.all([
    ask.xml('show bgp neighbor', context.timeouts.readMs),
    ask.xmlIfKnown('show lldp neighbors'),
  ]);
  const ospf = await ask.xmlIfKnown('show ospf neighbor');
  return {
    interfaces,
    bgp: parseBgp(bgp),
    ...(lldp === null ? {} : { lldp: parseLldp(lldp) }),
    ...(ospf === null ? {} : { ospf: parseOspf(ospf) }),
  };
}

async function readAdministration(reading: Reading, header: Header | null): Promise<Administration> {
  const { ask, context } = reading;
  const [commits, logins] = await Promise.all([ask.xml('show system commit'), ask.xml('show system users')]);
  const last = parseLastCommit(commits, false);
  const users = parseUsers(logins, context.accounts);
  // Only configuration mode tells who is in it. Going there shows on the device, so it is done only beside somebody else.
  const look = users.length === 0 ? null : await lookAtConfiguring(await reading.line());
  return {
    users: look === null ? users : withEditors(users, look),
    lockedBy: look === null ? null : lockedBy(look),
    lastChange: lastChangeOf(header, last),
    isUnsaved: null,
    pendingRevert: toPendingRevert(last, context.accounts),
    selfRevert: { can: true },
  };
}

function lastChangeOf(header: Header | null, last: LastCommit | null): LastChange | null {
  if (header === null) return last === null ? null : { at: last.at, by: last.user, from: last.client };
  return { ...header, from: last?.at === header.at ? last.client : null };
}
