import { attribute, fixed, member, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

/** Interfaces EOS switches unless told otherwise; subinterfaces, SVIs, loopbacks and the management port are routed. */
const SWITCHED = /^interface (Ethernet|Port-Channel)[\d/]+$/;

/** Interfaces whose MTU is 1500 when no line says otherwise. */
const ETHERNET = /^interface (Ethernet|Port-Channel|Vlan|Management)[\d/.]+$/;

/** Whatever EOS drops from an interface that moves to another VRF; where it keeps it, sending it again changes nothing. */
const ADDRESSES = ['ip address', 'ip virtual-router address', 'ipv6 address', 'ipv6 virtual-router address'];

const GENERAL: readonly LineRule[] = [
  attribute('description {text}', { model: 'attribute' }),
  attribute('mtu [number]', { model: 'attribute', standard: { line: 'mtu 1500', in: ETHERNET } }),
  attribute('l2 mtu [number]'),
  attribute('load-interval [number]'),
  attribute('speed ...'),
  attribute('mac-address [mac]'),
  attribute('encapsulation dot1q vlan [number]'),
  attribute('flowcontrol (send|receive) [word]'),
  attribute('error-correction encoding ...'),
  attribute('link-debounce time ...'),
  attribute('traffic-loopback ...'),
  attribute('phy link training [word]'),
  attribute('profile [word]'),
  toggle('snmp trap link-change', 'on'),
  toggle('lldp transmit', 'on'),
  toggle('lldp receive', 'on'),
  toggle('autostate', 'on'),
  toggle('sflow enable', 'off'),
  toggle('priority-flow-control on', 'off'),
  toggle('logging event link-status', 'off', { toggle: 'shown', negation: 'default' }),
];

const AGGREGATION: readonly LineRule[] = [
  attribute('channel-group ...', { model: 'attribute' }),
  attribute('lacp (port-priority|rate) [word]'),
  attribute('lacp timer [fast|normal]', {
    standard: { line: 'lacp timer normal', in: /^interface / },
  }),
  attribute('port-channel min-links [number]'),
  attribute('port-channel lacp fallback timeout [number]'),
  attribute('port-channel lacp fallback [static|individual]'),
  attribute('mlag [number]'),
];

const SWITCHING: readonly LineRule[] = [
  // EOS keeps the lines of the other mode in the configuration, without effect: `no switchport` wipes nothing here.
  member('switchport', {
    model: 'attribute',
    hidden: { in: SWITCHED, unless: 'switchport default mode routed' },
  }),
  attribute('switchport access vlan [@vlan:number]', {
    model: 'attribute',
    standard: { line: 'switchport access vlan 1', in: /^interface / },
  }),
  attribute('switchport trunk native vlan [word]', {
    model: 'attribute',
    standard: { line: 'switchport trunk native vlan 1', in: /^interface / },
  }),
  attribute('switchport phone vlan [number]'),
  attribute('switchport phone trunk [word]'),
  // Before the mode: a port that becomes a trunk without a list carries every VLAN.
  attribute('switchport trunk allowed vlan ...', { model: 'listed', list: 'vlans' }),
  member('switchport trunk group <word>'),
  member('switchport vlan translation ...'),
  attribute('switchport mode [access|trunk|dot1q-tunnel|tap|tool|tap-tool]', {
    model: 'attribute',
    standard: { line: 'switchport mode access', in: /^interface / },
  }),
  attribute('switchport backup-link ...'),
  attribute('spanning-tree portfast [edge|network|normal|auto]'),
  member('spanning-tree portfast'),
  attribute('spanning-tree (bpduguard|bpdufilter) [enable|disable|rate-limit]'),
  attribute('spanning-tree guard [root|loop|none]'),
  attribute('spanning-tree (cost|port-priority) [number]'),
  attribute('spanning-tree link-type [point-to-point|shared]'),
  attribute('storm-control (all|broadcast|multicast|unknown-unicast) level ...'),
];

const ADDRESSING: readonly LineRule[] = [
  attribute('vrf [@vrf:word]', { model: 'attribute', wipes: ADDRESSES }),
  member('ip address virtual <{secondary-address}>', { model: 'member', refers: 'virtual-address' }),
  attribute('ip address virtual {address}', {
    model: 'member',
    negation: 'line',
    defines: 'virtual-address',
  }),
  member('ip address <{secondary-address}>', {
    model: 'member',
    exclusive: true,
    refers: 'primary-address',
  }),
  // A new primary address replaces the old one, but none can go while a secondary one stands.
  attribute('ip address {address}', {
    model: 'member',
    negation: 'line',
    exclusive: true,
    defines: 'primary-address',
  }),
  attribute('ip address unnumbered [if]', { negation: 'line' }),
  member('ip virtual-router address <ip>'),
  toggle('ipv6 enable', 'off'),
  member('ipv6 address <ip> link-local', { model: 'member' }),
  member('ipv6 address virtual <addr>', { model: 'member' }),
  member('ipv6 address <addr>', { model: 'member' }),
  member('ipv6 virtual-router address <ip>'),
  toggle('ipv6 nd ra disabled', 'off'),
  member('ip helper-address <ip>'),
  attribute('ip helper-address <ip> ...', { negation: 'line' }),
  toggle('ip proxy-arp', 'off'),
  toggle('ip local-proxy-arp', 'off'),
  attribute('arp aging timeout [number]'),
  toggle('ip attached-host route export', 'off'),
  member('ip igmp'),
  member('pim ipv4 sparse-mode'),
];

const ROUTING: readonly LineRule[] = [
  attribute('ip ospf area [area]'),
  attribute('ip ospf network [point-to-point|broadcast|non-broadcast|point-to-multipoint]'),
  attribute(
    'ip ospf (cost|priority|hello-interval|dead-interval|retransmit-interval|transmit-delay) [number]',
  ),
  toggle('ip ospf neighbor bfd', 'off'),
  attribute('ip ospf authentication ...'),
  member('ip ospf authentication'),
  attribute('ip ospf authentication-key {secret}'),
  attribute('ip ospf message-digest-key <number> (md5|sha1|sha256|sha384|sha512) {secret}', {
    negation: 'key',
  }),
  attribute('isis enable [@isis:word]'),
  attribute('isis circuit-type [level-1|level-2|level-1-2]'),
  attribute('isis (metric|hello-interval|hello-multiplier|priority) [number]'),
  member('isis network point-to-point'),
  member('isis passive'),
  member('isis passive-interface'),
  member('isis bfd'),
  attribute('isis authentication mode ...'),
  attribute('isis authentication key {secret}'),
  attribute('bfd interval ...'),
  member('bfd echo'),
];

const FILTERS: readonly LineRule[] = [
  attribute('ip access-group [@acl:word] (in|out)', { negation: 'line' }),
  attribute('ipv6 access-group [@acl6:word] (in|out)', { negation: 'line' }),
  attribute('mac access-group [@mac-acl:word] (in|out)', { negation: 'line' }),
  attribute('service-policy type qos (input|output) [@policy-qos:word]', { negation: 'line' }),
  attribute('service-policy type pbr (input|output) [@policy-pbr:word]', { negation: 'line' }),
  attribute('qos trust [cos|dscp]', { toggle: 'shown', negation: 'default' }),
  attribute('qos (cos|dscp) [number]'),
  attribute('shape rate ...'),
];

const TUNNELS: readonly LineRule[] = [
  attribute('tunnel (mode|source|destination|key|ttl|tos|mss) ...'),
  attribute('vxlan source-interface [if]'),
  attribute('vxlan udp-port [number]', { standard: { line: 'vxlan udp-port 4789', in: /^interface Vxlan/ } }),
  attribute('vxlan vlan <@vlan:number> vni [number]', { negation: 'line' }),
  attribute('vxlan vrf <@vrf:word> vni [number]', { negation: 'line' }),
  attribute('vxlan virtual-router encapsulation mac-address [word]'),
  attribute('vxlan virtual-vtep local-interface [if]'),
  // The whole list is one value: a new line replaces it, and nothing is forwarded to nobody in between.
  attribute('vxlan vlan <number> flood vtep ...'),
  attribute('vxlan flood vtep ...'),
];

const LINES: readonly LineRule[] = [
  ...GENERAL,
  ...AGGREGATION,
  ...SWITCHING,
  ...ADDRESSING,
  ...ROUTING,
  ...FILTERS,
  ...TUNNELS,
  toggle('shutdown', 'off', { model: 'attribute' }),
];

const ETHERNET_SEGMENT: SectionRule = {
  opener: 'evpn ethernet-segment',
  presence: 'implied',
  lines: [
    attribute('identifier [word]'),
    attribute('route-target import [word]'),
    attribute('redundancy [all-active|single-active]'),
    fixed('designated-forwarder election ...'),
  ],
  sections: [],
  model: false,
  exit: null,
  meant: [],
};

function interfaces(opener: string, presence: SectionRule['presence']): SectionRule {
  return {
    opener,
    presence,
    lines: LINES,
    sections: [ETHERNET_SEGMENT],
    model: true,
    exit: null,
    meant: [
      {
        when: 'switchport mode trunk',
        unless: 'switchport trunk allowed vlan',
        line: 'switchport trunk allowed vlan all',
      },
    ],
  };
}

/** What exists only in the configuration can be made and removed; a port is there whatever the configuration says. */
export const EOS_INTERFACES: readonly SectionRule[] = [
  interfaces('interface <logical>', 'removable'),
  interfaces('interface <if>', 'permanent'),
];
