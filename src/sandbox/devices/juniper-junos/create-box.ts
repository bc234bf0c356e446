import type { SimulatedDeviceOptions } from '../simulated-device-options.ts';
import { hostnameOf } from './box.ts';
import type { JunosBox } from './box.ts';
import { edit } from './edit.ts';
import { parseConfiguration } from './parse.ts';
import { farEndsOf, noteTransitions } from './state.ts';
import { activeAt, activeIn, copyOf } from './statement.ts';
import type { Statement } from './statement.ts';

/** Makes a freshly booted router out of options. Throws when they contradict the configuration. */
export function createBox(options: SimulatedDeviceOptions): JunosBox {
  const top = parseConfiguration(options.configuration);
  if (activeAt(top, 'system', 'host-name') === null)
    edit(top, 'set', ['system', 'host-name', options.hostname]);
  const named = hostnameOf(top);
  if (named !== options.hostname)
    throw new Error(`the configuration says host-name ${named}, the options say ${options.hostname}`);
  const bootedAt = new Date();
  const first = { top, at: bootedAt, user: 'root', via: 'other', comment: null, confirmedFor: null };
  const empty: JunosBox = {
    serial: options.serial ?? `SIM${options.hostname.toUpperCase()}`,
    version: options.version ?? '22.4R3.25',
    users: options.users.map((user) => ({ level: 15, ...user })),
    bootedAt,
    ports: new Set([...portsOf(top), ...(options.ports ?? [])]),
    farEnds: new Map(),
    lldpNeighbors: options.lldpNeighbors ?? [],
    ospfNeighbors: options.ospfNeighbors ?? [],
    managementAddress: options.host,
    history: [first],
    candidate: copyOf(top),
    pending: null,
    broken: new Set(),
    peerSince: new Map(),
  };
  const farEnds = options.bgpPeers ?? farEndsOf(empty);
  const box = { ...empty, farEnds: new Map(farEnds.map((far) => [far.address, far])) };
  noteTransitions(box, bootedAt);
  return box;
}

/** Ports with hardware behind them: they stay when nothing is configured on them. */
function portsOf(top: Statement): readonly string[] {
  return activeIn(activeAt(top, 'interfaces'))
    .map(({ words }) => words.join(' '))
    .filter((name) => /^(fe|ge|xe|et|mge)-|^(fxp|em|me)\d/.test(name));
}
