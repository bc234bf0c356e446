import { createNode } from '../configuration-node.ts';
import type { SimulatedDeviceOptions } from '../simulated-device-options.ts';
import type { FrrBox } from './box.ts';
import { insertInOrder } from './order.ts';
import { farEndsOf, MANAGEMENT } from './state.ts';
import { formatConfiguration, parseConfiguration } from './text.ts';

/** Makes a freshly booted router out of options. Throws when they contradict the configuration. */
export function createBox(options: SimulatedDeviceOptions): FrrBox {
  const root = parseConfiguration(options.configuration);
  const has = (start: string) => root.children.some(({ line }) => line.startsWith(start));
  if (!has('frr defaults ')) insertInOrder(root, createNode('frr defaults traditional'), true);
  if (!has('hostname ')) insertInOrder(root, createNode(`hostname ${options.hostname}`), true);
  if (!has(`hostname ${options.hostname}`))
    throw new Error(`the configuration does not say hostname ${options.hostname}, as the options do`);
  const farEnds = options.bgpPeers ?? farEndsOf(root);
  const configured = root.children.flatMap(({ line }) => /^interface (\S+)/.exec(line)?.[1] ?? []);
  const box: FrrBox = {
    version: options.version ?? '8.4.4',
    users: options.users.map((user) => ({ level: 15, shell: 'bash', ...user })),
    ports: new Set(['lo', MANAGEMENT, ...configured, ...(options.ports ?? [])]),
    farEnds: new Map(farEnds.map((far) => [far.address, far])),
    lldpNeighbors: options.lldpNeighbors ?? [],
    ospfNeighbors: options.ospfNeighbors ?? [],
    managementAddress: options.host,
    hostname: options.hostname,
    root,
    startup: '',
    bootedAt: new Date(),
    down: new Set(),
    broken: new Set(),
    peerSince: new Map(),
  };
  const startup = options.startup === undefined ? root : parseConfiguration(options.startup);
  box.startup = formatConfiguration({ ...box, root: startup });
  return box;
}
