import { attribute, member, section, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

/** A section that is always there and shown only while something in it is not as by default. */
function always(
  opener: string,
  lines: readonly LineRule[],
  sections: readonly SectionRule[] = [],
): SectionRule {
  return section(opener, lines, { presence: 'implied', sections });
}

const NAMING: readonly LineRule[] = [
  attribute('hostname [word]', { model: 'attribute', negation: 'never' }),
  attribute('dns domain [word]'),
  member('ip name-server vrf <word> <ip>', { addFirst: true }),
  member('ip name-server <ip>', { addFirst: true }),
  attribute('ip domain lookup source-interface [if]'),
  attribute('ip domain lookup vrf <word> source-interface [if]'),
  attribute('clock timezone [word]'),
];

const LOGIN: readonly LineRule[] = [
  attribute('username <@user:word> ssh-key {text}'),
  attribute('username <@user:word> sshkey {text}'),
  attribute('username <@user:word> shell [word]'),
  attribute('username <#user:word> {secret}'),
  attribute('enable (password|secret) {secret}'),
  attribute('aaa authentication (login|enable) <word> ...'),
  attribute('aaa authentication policy ...'),
  attribute('aaa authorization exec <word> ...'),
  attribute('aaa authorization commands <word> <word> ...'),
  attribute('aaa accounting (exec|system|dot1x) <word> ...'),
  attribute('aaa accounting commands <word> <word> ...'),
  toggle('aaa authorization config-commands', 'on'),
  toggle('aaa authorization serial-console', 'off'),
  // Older releases show `no aaa root` although it is the default.
  toggle('aaa root', 'off'),
  attribute('aaa root (secret|password) {secret}'),
  ...servers('tacacs-server'),
  ...servers('radius-server'),
  attribute('ip (tacacs|radius) vrf <word> source-interface [if]'),
  attribute('ip (tacacs|radius) source-interface [if]'),
];

/** Servers are asked in the order they were written; a new one comes before an old one goes. */
function servers(word: 'tacacs-server' | 'radius-server'): readonly LineRule[] {
  return [
    attribute(`${word} host <word> vrf <word> {server-options}`, { addFirst: true }),
    member(`${word} host <word> vrf <word>`, { addFirst: true }),
    attribute(`${word} host <word> {server-options}`, { addFirst: true }),
    member(`${word} host <word>`, { addFirst: true }),
    attribute(`${word} key {key}`),
    attribute(`${word} timeout [number]`),
  ];
}

const TIME_AND_LOGS: readonly LineRule[] = [
  attribute('ntp server vrf <word> <word> ...', { addFirst: true }),
  member('ntp server vrf <word> <word>', { addFirst: true }),
  attribute('ntp server <word> ...', { addFirst: true }),
  member('ntp server <word>', { addFirst: true }),
  attribute('ntp local-interface vrf <word> [if]'),
  attribute('ntp local-interface [if]'),
  toggle('ntp authenticate', 'off'),
  toggle('ntp authenticate servers', 'off'),
  attribute('ntp authentication-key <number> (md5|sha1) {secret}'),
  attribute('ntp trusted-key ...'),
  attribute('logging (console|monitor|buffered|trap) ...', { toggle: 'shown', negation: 'default' }),
  attribute('logging (facility|synchronous|persistent) ...'),
  attribute('logging format ...'),
  attribute('logging level <word> ...'),
  attribute('logging vrf <word> source-interface [if]'),
  attribute('logging source-interface [if]'),
  attribute('logging vrf <word> host <word> ...', { addFirst: true }),
  member('logging vrf <word> host <word>', { addFirst: true }),
  attribute('logging host <word> ...', { addFirst: true }),
  member('logging host <word>', { addFirst: true }),
  attribute('snmp-server (location|contact) {text}'),
  attribute('snmp-server community <word> ...'),
  attribute('snmp-server host <...>', { negation: 'line' }),
  attribute('snmp-server user <word> <word> {secret}'),
  attribute('snmp-server group <word> ...'),
  attribute('snmp-server view <word> <word> [included|excluded]'),
  attribute('snmp-server vrf <word> local-interface [if]'),
  attribute('snmp-server local-interface [if]'),
];

const SWITCHING: readonly LineRule[] = [
  attribute('vlan internal order ...'),
  attribute('switchport default mode [access|routed]', { fixed: true, negation: 'never' }),
  attribute('spanning-tree mode [word]', { standard: { line: 'spanning-tree mode mstp', in: /^/ } }),
  attribute('spanning-tree mst <word> priority [number]'),
  attribute('spanning-tree priority [number]'),
  attribute('spanning-tree vlan-id <word> priority [number]'),
  toggle('spanning-tree vlan-id <word>', 'on'),
  member('spanning-tree root super'),
  toggle('spanning-tree edge-port bpduguard default', 'off'),
  toggle('lldp run', 'on'),
  attribute('lldp (timer|hold-time|management-address) ...'),
  attribute('mac address-table aging-time [number]'),
  attribute('errdisable recovery cause [word]', { negation: 'line' }),
  attribute('errdisable recovery interval [number]'),
  attribute('port-channel load-balance ...'),
  attribute('lacp system-priority [number]'),
  attribute('monitor session <word> destination ...', { negation: 'line' }),
  member('monitor session <word> source <...>'),
];

export const EOS_SYSTEM_LINES: readonly LineRule[] = [...NAMING, ...LOGIN, ...TIME_AND_LOGS, ...SWITCHING];

const VLAN: SectionRule = section(
  'vlan <#vlan:number>',
  [
    attribute('name [word]', { model: 'attribute' }),
    attribute('state [active|suspend]', { standard: { line: 'state active', in: /^vlan / } }),
    member('trunk group <word>'),
  ],
  { model: 'asked' },
);

const MLAG: SectionRule = always('mlag configuration', [
  attribute('domain-id {text}'),
  attribute('local-interface [if]'),
  attribute('peer-address heartbeat ...'),
  attribute('peer-address [ip]'),
  attribute('peer-link [if]'),
  attribute('heartbeat-interval [number]'),
  attribute('primary-priority [number]'),
  attribute('dual-primary detection ...'),
  attribute('dual-primary recovery ...'),
  attribute('reload-delay (mlag|non-mlag) [word]'),
  attribute('reload-delay mode [word]'),
  toggle('shutdown', 'off'),
]);

const VRF_ON = [toggle('shutdown', 'on')];
const VRF_OFF = [toggle('shutdown', 'off')];

const MANAGEMENT: readonly SectionRule[] = [
  always(
    'management api http-commands',
    [
      toggle('protocol https', 'on'),
      toggle('protocol http', 'off'),
      toggle('protocol unix-socket', 'off'),
      attribute('protocol (https|http) port [number]'),
      attribute('protocol https ssl profile [word]'),
      toggle('shutdown', 'on'),
    ],
    [section('vrf <word>', [attribute('ip access-group [@acl:word]'), ...VRF_ON])],
  ),
  always(
    'management ssh',
    [
      attribute('ip access-group [@acl:word] vrf <word> in', { negation: 'line' }),
      attribute('ip access-group [@acl:word] in', { negation: 'line' }),
      attribute('idle-timeout [number]'),
      attribute('authentication mode ...'),
      attribute('connection (limit|per-host) [number]'),
      attribute('(cipher|key-exchange|mac) ...'),
      toggle('shutdown', 'off'),
    ],
    [section('vrf <word>', VRF_OFF)],
  ),
  always(
    'management telnet',
    [attribute('idle-timeout [number]'), toggle('shutdown', 'on')],
    [section('vrf <word>', VRF_ON)],
  ),
  always('management console', [attribute('idle-timeout [number]')]),
];

const SERVER_GROUP: Omit<SectionRule, 'opener'> = {
  presence: 'removable',
  lines: [member('server <word> vrf <word>'), member('server <word>')],
  sections: [],
  model: false,
  ordered: true,
  exit: null,
  meant: [],
};

const DAEMON: SectionRule = section('daemon <word>', [attribute('exec {text}'), toggle('shutdown', 'on')]);

const EVENT_HANDLER: SectionRule = section('event-handler <word>', [
  attribute('trigger ...'),
  attribute('action bash {text}'),
  attribute('delay [number]'),
  toggle('asynchronous', 'off'),
]);

export const EOS_SYSTEM_SECTIONS: readonly SectionRule[] = [
  VLAN,
  MLAG,
  ...MANAGEMENT,
  { opener: 'aaa group server (tacacs+|radius) <word>', ...SERVER_GROUP },
  always('spanning-tree mst configuration', [
    attribute('name [word]'),
    attribute('revision [number]'),
    attribute('instance <number> vlan [word]'),
  ]),
  always('system control-plane', [
    attribute('ip access-group [@acl:word] vrf <word> in', { negation: 'line' }),
    attribute('ip access-group [@acl:word] in', { negation: 'line' }),
    attribute('ipv6 access-group [@acl6:word] in', { negation: 'line' }),
  ]),
  DAEMON,
  EVENT_HANDLER,
];
