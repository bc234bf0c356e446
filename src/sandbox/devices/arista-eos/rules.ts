import type { Mode, SpecialKind } from './kinds.ts';
import type { CommandRule } from '../grammar.ts';

/** A configuration command of EOS. */
export type Rule = CommandRule<Mode, SpecialKind>;

const single = (words: string, least = 1): Rule => ({ words, kind: 'single', least });
const flag = (words: string): Rule => ({ words, kind: 'single', least: 0 });
const bare = (words: string): Rule => ({ words, kind: 'single', least: 0, bare: true });
const list = (words: string, least = 1): Rule => ({ words, kind: 'list', least });
const on = (words: string): Rule => ({ words, kind: 'on' });
const section = (words: string, opens: Mode, least = 1): Rule => ({ words, kind: 'section', opens, least });
const special = (words: string, kind: SpecialKind, least = 0): Rule => ({ words, kind, least });

const GLOBAL: readonly Rule[] = [
  special('hostname', 'hostname', 1),
  special('interface', 'interface', 1),
  special('router bgp', 'bgp', 1),
  section('router ospf', 'ospf'),
  special('vlan', 'vlan', 1),
  section('vrf instance', 'vrf'),
  section('ip access-list', 'acl'),
  section('ipv6 access-list', 'acl'),
  section('ip prefix-list', 'prefix-list'),
  section('ipv6 prefix-list', 'prefix-list'),
  section('route-map', 'route-map'),
  section('management', 'management'),
  special('username', 'username', 2),
  list('enable', 2),
  on('aaa root'),
  list('aaa', 2),
  on('lldp run'),
  flag('ip routing'),
  list('ip routing vrf'),
  flag('ipv6 unicast-routing'),
  list('ip route', 2),
  list('ipv6 route', 2),
  list('ip name-server'),
  single('ip virtual-router mac-address'),
  single('dns domain'),
  single('clock timezone'),
  single('spanning-tree mode'),
  single('service routing protocols model'),
  single('snmp-server location'),
  single('snmp-server contact'),
  list('snmp-server'),
  list('ntp'),
  list('logging'),
  list('transceiver', 2),
  list('tacacs-server', 2),
  list('radius-server', 2),
];

const INTERFACE: readonly Rule[] = [
  single('description'),
  single('mtu'),
  single('speed'),
  single('load-interval'),
  single('mac-address'),
  single('encapsulation dot1q vlan'),
  single('channel-group', 3),
  flag('shutdown'),
  on('switchport'),
  single('switchport mode'),
  single('switchport access vlan'),
  single('switchport trunk native vlan'),
  special('switchport trunk allowed vlan', 'trunk-vlans', 1),
  list('switchport trunk group'),
  special('ip address', 'ip-address', 1),
  special('ipv6 address', 'ipv6-address', 1),
  flag('ipv6 enable'),
  special('vrf', 'vrf-member', 1),
  list('ip helper-address'),
  list('ip access-group', 2),
  list('ip virtual-router address'),
  single('ip ospf area'),
  single('ip ospf cost'),
  single('ip ospf network'),
  on('lldp transmit'),
  on('lldp receive'),
  bare('spanning-tree portfast'),
  list('spanning-tree'),
  list('storm-control'),
];

const ROUTER: readonly Rule[] = [
  special('neighbor', 'neighbor', 2),
  single('router-id'),
  on('bgp default ipv4-unicast'),
  list('bgp'),
  single('timers bgp', 2),
  single('maximum-paths'),
  list('network'),
  list('redistribute'),
  list('aggregate-address'),
  list('distance'),
  flag('shutdown'),
];

const ENTRIES: readonly Rule[] = [
  special('permit', 'access-entry', 1),
  special('deny', 'access-entry', 1),
  special('remark', 'access-entry', 1),
];

const anything = (words: readonly string[]): readonly Rule[] => words.map((word) => list(word, 0));

/** The commands of each mode. What is not here is `% Invalid input`, as on a device without that feature. */
export const RULES: Readonly<Record<Mode, readonly Rule[]>> = {
  top: GLOBAL,
  interface: INTERFACE,
  vlan: [single('name'), single('state')],
  vrf: [single('rd'), single('description')],
  bgp: [...ROUTER, section('address-family', 'bgp-family'), section('vrf', 'bgp-vrf')],
  'bgp-vrf': [...ROUTER, single('rd'), list('route-target', 2), section('address-family', 'bgp-family')],
  'bgp-family': ROUTER,
  ospf: [
    single('router-id'),
    single('max-lsa'),
    list('network', 3),
    list('passive-interface'),
    list('redistribute'),
    flag('shutdown'),
  ],
  acl: ENTRIES,
  'prefix-list': [list('seq', 3)],
  'route-map': anything(['match', 'set', 'description', 'continue']),
  management: anything(['shutdown', 'idle-timeout', 'ip', 'protocol', 'vrf', 'connection', 'authentication']),
};

/** Lines EOS accepts and never shows, because they are the default. */
export const VANISHING: readonly RegExp[] = [
  /^mtu 1500$/,
  /^switchport access vlan 1$/,
  /^switchport trunk native vlan 1$/,
  /^switchport mode access$/,
  /^load-interval 300$/,
  /^speed auto$/,
];
