import type { ConfigurationNode } from '../configuration-node.ts';
import { createOrder } from '../configuration-order.ts';

/** Kinds of lines at the top in the order FRR 8.4 shows them, whatever the order of entry (seen in the lab). */
const GROUPS: readonly (readonly string[])[] = [
  ['frr', 'hostname', 'log', 'no ip forwarding', 'no ipv6 forwarding', 'service'],
  ['debug'],
  ['password', 'enable password'],
  ['ip router-id'],
  ['key chain'],
  ['vrf'],
  ['ip route', 'ipv6 route'],
  ['interface'],
  ['router'],
  ['access-list', 'ipv6 access-list'],
  ['ip prefix-list', 'ipv6 prefix-list'],
  ['bgp'],
  ['route-map'],
  ['line'],
  ['bfd'],
];

const INSIDE = [
  'description',
  'bandwidth',
  'bgp router-id',
  'no bgp',
  'bgp',
  'ospf router-id',
  'neighbor',
  'timers',
  'network',
  'redistribute',
  'ip address',
  'ip',
  'ipv6',
  'match',
  'set',
  'shutdown',
];

/** Attributes of one neighbor, in the order they are shown. */
const ATTRIBUTES = [
  'peer-group',
  'remote-as',
  'local-as',
  'description',
  'shutdown',
  'password',
  'ebgp-multihop',
  'update-source',
  'timers',
  'bfd',
  'activate',
];

const insert = createOrder({ top: GROUPS.flat(), inside: INSIDE });

/** Puts a new line where FRR shows it. */
export function insertInOrder(parent: ConfigurationNode, node: ConfigurationNode, isTop: boolean): void {
  insert(parent, node, isTop);
  const [, peer] = /^(?:no )?neighbor (\S+) /.exec(node.line) ?? [];
  if (peer !== undefined) sortLinesOf(parent, peer);
}

function sortLinesOf(parent: ConfigurationNode, peer: string): void {
  const isTheirs = (one: ConfigurationNode) =>
    one.line.startsWith(`neighbor ${peer} `) || one.line.startsWith(`no neighbor ${peer} `);
  const sorted = parent.children.filter(isTheirs).sort((one, other) => rankOf(one.line) - rankOf(other.line));
  const first = parent.children.findIndex(isTheirs);
  const rest = parent.children.filter((one) => !isTheirs(one));
  parent.children.splice(0, parent.children.length, ...rest.slice(0, first), ...sorted, ...rest.slice(first));
}

function rankOf(line: string): number {
  const [, attribute = '', next] = /neighbor \S+ (\S+)(?: (\S+))?/.exec(line) ?? [];
  const rank = ATTRIBUTES.indexOf(attribute);
  return (rank === -1 ? ATTRIBUTES.length : rank) + (next === 'connect' ? 0.5 : 0);
}

/** Lines of one group stand together between two `!`. */
export function groupOf(line: string): number {
  return GROUPS.findIndex((starts) => starts.some((start) => line === start || line.startsWith(`${start} `)));
}
