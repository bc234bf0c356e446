import type { EosBox } from './box.ts';
import { hostnameOf } from './box.ts';
import { isLogical } from './names.ts';
import { insertInOrder } from './order.ts';
import { farEndsOf } from './state.ts';
import { formatConfiguration, parseConfiguration } from './text.ts';
import { childOf, createNode } from '../configuration-node.ts';
import type { ConfigurationNode } from '../configuration-node.ts';
import type { SimulatedDeviceOptions } from '../simulated-device-options.ts';

/** Makes a freshly booted switch out of options. Throws when they contradict the configuration. */
export function createBox(options: SimulatedDeviceOptions): EosBox {
  const root = parseConfiguration(options.configuration);
  if (!root.children.some((child) => child.line.startsWith('hostname ')))
    insertInOrder(root, createNode(`hostname ${options.hostname}`), true);
  const named = hostnameOf({ root });
  if (named !== options.hostname)
    throw new Error(`the configuration says hostname ${named}, the options say ${options.hostname}`);
  const farEnds = options.bgpPeers ?? farEndsOf(root);
  const ports = new Set([...portsOf(root), ...(options.ports ?? [])]);
  for (const port of ports)
    if (childOf(root, `interface ${port}`) === null)
      insertInOrder(root, createNode(`interface ${port}`), true);
  return {
    serial: options.serial ?? `SIM${options.hostname.toUpperCase()}`,
    version: options.version ?? '4.31.1F',
    users: options.users.map((user) => ({ level: 15, ...user })),
    enableSecret: options.enableSecret ?? null,
    bootedAt: new Date(),
    ports,
    farEnds: new Map(farEnds.map((far) => [far.address, far])),
    lldpNeighbors: options.lldpNeighbors ?? [],
    ospfNeighbors: options.ospfNeighbors ?? [],
    managementAddress: options.host,
    root,
    startup: formatConfiguration(options.startup === undefined ? root : parseConfiguration(options.startup)),
    saved: null,
    broken: new Set(),
    peerSince: new Map(),
  };
}

function portsOf(root: ConfigurationNode): readonly string[] {
  return root.children
    .filter((child) => child.line.startsWith('interface '))
    .map((child) => child.line.slice('interface '.length))
    .filter((name) => !isLogical(name));
}
