import type { ConfigurationNode } from '../configuration-node.ts';
import { createOrder } from '../configuration-order.ts';

/** EOS shows a configuration in an order of its own, whatever the order of entry; these are the beginnings in that order. */
const TOP = [
  'no aaa root',
  'aaa root',
  'username',
  'enable',
  'alias',
  'daemon',
  'transceiver',
  'service routing protocols model',
  'logging',
  'hostname',
  'ip name-server',
  'dns domain',
  'no lldp run',
  'ntp',
  'snmp-server',
  'spanning-tree',
  'tacacs-server',
  'radius-server',
  'aaa',
  'clock',
  'vlan',
  'vrf instance',
  'management',
  'interface',
  'ip virtual-router',
  'ip access-list',
  'ipv6 access-list',
  'ip routing',
  'ip prefix-list',
  'ipv6 prefix-list',
  'ipv6 unicast-routing',
  'ip route',
  'ipv6 route',
  'route-map',
  'router bgp',
  'router ospf',
  'banner',
];

const INSIDE = [
  'description',
  'name',
  'rd',
  'mtu',
  'router-id',
  'maximum-paths',
  'timers bgp',
  'no bgp',
  'bgp',
  'no switchport',
  'switchport access',
  'switchport trunk native',
  'switchport trunk allowed',
  'switchport mode',
  'switchport trunk group',
  'switchport',
  'encapsulation',
  'vrf',
  'neighbor',
  'network',
  'redistribute',
  'ip address',
  'ip helper-address',
  'ipv6 enable',
  'ipv6 address',
  'ip access-group',
  'ip ospf',
  'ip',
  'ipv6',
  'channel-group',
  'no lldp',
  'spanning-tree',
  'shutdown',
];

const insertLine = createOrder({ top: TOP, inside: INSIDE });

/** Puts a new line where EOS shows it: interfaces by type and number, lines of one neighbor together, the rest by kind. */
export function insertInOrder(parent: ConfigurationNode, node: ConfigurationNode, isTop: boolean): void {
  if (!parent.line.startsWith('router bgp ')) {
    insertLine(parent, node, isTop);
    return;
  }
  // The lines of the process itself come first, then the address families, then the VRFs.
  const { children } = parent;
  const own = { ...parent, children: children.filter(({ line }) => !SECTION.test(line)) };
  const inner = children.filter(({ line }) => SECTION.test(line));
  if (SECTION.test(node.line)) inner.push(node);
  else insertLine(own, node, false);
  const families = inner.filter(({ line }) => !line.startsWith('vrf '));
  const vrfs = inner.filter(({ line }) => line.startsWith('vrf '));
  children.splice(0, children.length, ...own.children, ...families, ...vrfs);
}

const SECTION = /^(address-family|vrf) /;
