import type { Mode, SpecialKind } from './kinds.ts';
import type { CommandRule } from '../grammar.ts';

/** A configuration command of IOS. */
export type Rule = CommandRule<Mode, SpecialKind>;

const single = (words: string, least = 1, key?: number): Rule => ({
  words,
  kind: 'single',
  least,
  ...(key === undefined ? {} : { key }),
});
const flag = (words: string): Rule => ({ words, kind: 'single', least: 0 });
const list = (words: string, least = 1): Rule => ({ words, kind: 'list', least });
const on = (words: string): Rule => ({ words, kind: 'on' });
const section = (words: string, opens: Mode, least = 1): Rule => ({ words, kind: 'section', opens, least });
const special = (words: string, kind: SpecialKind, least = 0): Rule => ({ words, kind, least });

const GLOBAL: readonly Rule[] = [
  special('hostname', 'hostname', 1),
  special('interface', 'interface', 1),
  special('router bgp', 'bgp', 1),
  section('router ospf', 'config-router'),
  special('vlan', 'vlan', 1),
  section('vrf definition', 'config-vrf'),
  section('ip access-list standard', 'config-std-nacl'),
  section('ip access-list extended', 'config-ext-nacl'),
  section('route-map', 'config-route-map'),
  section('class-map', 'config-cmap'),
  section('policy-map', 'config-pmap'),
  section('line con', 'config-line'),
  section('line vty', 'config-line'),
  section('line aux', 'config-line'),
  section('key chain', 'config-keychain'),
  section('archive', 'config-archive', 0),
  special('username', 'username', 2),
  special('enable secret', 'secret', 1),
  single('ip domain name'),
  single('ip ssh version'),
  single('ip ssh time-out'),
  { ...single('logging buffered', 0), bare: true },
  single('logging source-interface'),
  single('clock timezone', 2),
  single('spanning-tree mode'),
  single('vtp mode'),
  single('snmp-server location'),
  single('snmp-server contact'),
  single('snmp-server community', 1, 3),
  flag('ip routing'),
  flag('ip cef'),
  flag('ipv6 unicast-routing'),
  flag('lldp run'),
  on('cdp run'),
  on('ip domain lookup'),
  on('ip http server'),
  list('ip route', 3),
  list('ip prefix-list', 3),
  list('ip name-server'),
  list('ip as-path access-list', 3),
  list('ip scp server', 1),
  list('access-list', 3),
  list('ntp server'),
  list('logging host'),
  list('logging'),
  list('snmp-server'),
  list('service'),
  list('aaa'),
  list('crypto'),
  list('platform'),
  list('license'),
  list('boot'),
  list('version'),
];

const INTERFACE: readonly Rule[] = [
  single('description'),
  single('mtu'),
  single('bandwidth'),
  single('delay'),
  single('speed'),
  single('duplex'),
  single('negotiation'),
  single('load-interval'),
  single('encapsulation', 1, 1),
  single('channel-group', 1),
  flag('shutdown'),
  special('ip address', 'ip-address', 1),
  special('ipv6 address', 'ipv6-address', 1),
  flag('ipv6 enable'),
  special('vrf forwarding', 'vrf-member', 1),
  single('ip mtu'),
  single('ip tcp adjust-mss'),
  single('ip access-group', 2),
  list('ip helper-address'),
  list('ip ospf'),
  on('ip redirects'),
  on('ip proxy-arp'),
  on('ip unreachables'),
  on('cdp enable'),
  on('lldp transmit'),
  on('lldp receive'),
  on('switchport'),
  single('switchport mode'),
  single('switchport access vlan'),
  single('switchport voice vlan'),
  single('switchport trunk native vlan'),
  single('switchport trunk encapsulation'),
  special('switchport trunk allowed vlan', 'trunk-vlans', 1),
  flag('switchport nonegotiate'),
  list('spanning-tree'),
  list('storm-control'),
  single('service-policy', 2, 2),
  list('standby', 2),
];

const ROUTER: readonly Rule[] = [
  special('neighbor', 'neighbor', 2),
  single('bgp router-id'),
  on('bgp default ipv4-unicast'),
  list('bgp', 1),
  single('router-id'),
  single('timers bgp', 2),
  single('maximum-paths'),
  single('redistribute', 1, 2),
  list('network'),
  list('aggregate-address', 2),
  list('passive-interface'),
  list('distance'),
  section('address-family', 'config-router-af'),
];

const anything = (words: readonly string[]): readonly Rule[] => words.map((word) => list(word, 0));

const ENTRIES: readonly Rule[] = [
  special('permit', 'access-entry', 1),
  special('deny', 'access-entry', 1),
  list('remark'),
];

/** The commands of each mode. What is not here is `% Invalid input`, as on a device without that feature. */
export const RULES: Readonly<Record<Mode, readonly Rule[]>> = {
  config: GLOBAL,
  'config-if': INTERFACE,
  'config-subif': INTERFACE,
  'config-vlan': [single('name'), flag('shutdown')],
  'config-vrf': [
    single('rd'),
    single('description'),
    list('route-target', 2),
    section('address-family', 'config-vrf'),
  ],
  'config-router': ROUTER,
  'config-router-af': ROUTER.filter((rule) => rule.kind !== 'section'),
  'config-std-nacl': ENTRIES,
  'config-ext-nacl': ENTRIES,
  'config-route-map': anything(['match', 'set', 'description', 'continue']),
  'config-cmap': anything(['match', 'description']),
  'config-pmap': [section('class', 'config-pmap-c'), single('description')],
  'config-pmap-c': anything(['bandwidth', 'police', 'priority', 'set', 'shape', 'queue-limit', 'fair-queue']),
  'config-line': [
    single('exec-timeout'),
    single('transport input'),
    single('transport output'),
    single('access-class', 2),
    single('length'),
    list('login', 0),
    list('logging', 1),
    list('privilege', 1),
    list('password', 1),
    list('stopbits', 1),
  ],
  'config-archive': [
    single('path'),
    single('maximum'),
    ...anything(['write-memory', 'log', 'logging', 'notify', 'hidekeys']),
  ],
  'config-keychain': anything(['key', 'key-string', 'accept-lifetime', 'send-lifetime']),
};

/** Lines IOS accepts and never shows, because they are the default (facts/devices.md 2.3, "default commands vanish"). */
export const VANISHING: readonly RegExp[] = [
  /^mtu 1500$/,
  /^ip mtu 1500$/,
  /^switchport access vlan 1$/,
  /^switchport trunk native vlan 1$/,
  /^switchport trunk allowed vlan (all|1-4094)$/,
  /^switchport mode dynamic auto$/,
  /^load-interval 300$/,
  /^speed auto$/,
  /^duplex auto$/,
];
