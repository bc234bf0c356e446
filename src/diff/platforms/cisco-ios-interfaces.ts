import { attribute, member, section, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

/** Interfaces whose MTU is 1500 when no line says otherwise; loopbacks and tunnels have other defaults. */
const ETHERNET = /^interface (\S*Ethernet|\S*GigE|Port-channel|Vlan)[\d/.]+$/;

const ANY = /^interface /;

/** What IOS drops when a port changes between switching and routing. */
const LAYER_2_AND_3 = [
  'switchport',
  'ip address',
  'ipv6 address',
  'ipv6 enable',
  'ip unnumbered',
  'vrf forwarding',
  'ip vrf forwarding',
  'ip ospf',
  'ip helper-address',
  'standby',
  'vrrp',
];

const ADDRESSES = ['ip address', 'ipv6 address', 'ip unnumbered'];

const GENERAL: readonly LineRule[] = [
  attribute('description {text}', { model: 'attribute' }),
  // Before everything it drops.
  toggle('switchport', 'on', { wipes: LAYER_2_AND_3 }),
  attribute('vrf forwarding [@vrf]', { model: 'attribute', wipes: ADDRESSES }),
  attribute('ip vrf forwarding [@vrf]', { wipes: ADDRESSES }),
  attribute('encapsulation dot1Q ...', { negation: 'line' }),
  attribute('encapsulation ...'),
  attribute('mac-address [mac]'),
  attribute('mtu [number]', { model: 'attribute', standard: { line: 'mtu 1500', in: ETHERNET } }),
  attribute('bandwidth [number]'),
  attribute('delay [number]'),
  attribute('load-interval [number]'),
  attribute('carrier-delay ...'),
  attribute('dampening ...'),
  attribute('speed ...', { standard: { line: 'speed auto', in: ANY } }),
  attribute('duplex [word]', { standard: { line: 'duplex auto', in: ANY } }),
  attribute('media-type [word]'),
  attribute('flowcontrol (receive|send) [word]'),
  attribute('hold-queue [number] [in|out]', { negation: 'line' }),
  // A port leaves its bundle before it joins another.
  attribute('channel-group [number] ...', { model: 'attribute', change: 'remove first' }),
  attribute('channel-protocol [word]'),
  attribute('lacp ...'),
  attribute('power inline ...'),
  attribute('udld port [word]'),
  member('udld port'),
  attribute('snmp trap ...'),
  toggle('snmp trap link-status', 'on'),
  toggle('logging event link-status', 'on'),
  toggle('negotiation auto', 'on'),
  toggle('mdix auto', 'on'),
  toggle('autostate', 'on'),
  toggle('cdp enable', 'on'),
  toggle('lldp transmit', 'on'),
  toggle('lldp receive', 'on'),
  toggle('mop enabled', 'on'),
  toggle('mop sysid', 'on'),
  toggle('keepalive', 'on'),
  attribute('keepalive ...', { negation: 'default' }),
  attribute('macro description {text}'),
  attribute('device-tracking attach-policy [word]'),
  attribute('ip device tracking maximum [number]'),
];

const SWITCHING: readonly LineRule[] = [
  attribute('switchport access vlan [@vlan:number]', {
    model: 'attribute',
    standard: { line: 'switchport access vlan 1', in: ANY },
  }),
  attribute('switchport access vlan name [word]'),
  attribute('switchport voice vlan [@vlan:number]'),
  attribute('switchport voice vlan [dot1p|none|untagged]'),
  attribute('switchport trunk encapsulation [word]'),
  attribute('switchport trunk native vlan [@vlan:number]', {
    model: 'attribute',
    standard: { line: 'switchport trunk native vlan 1', in: ANY },
  }),
  // Before the mode: a port that becomes a trunk without a list carries every VLAN.
  attribute('switchport trunk allowed vlan ...', { model: 'listed', list: 'vlans' }),
  attribute('switchport trunk pruning vlan ...', { negation: 'key' }),
  attribute('switchport private-vlan host-association ...'),
  attribute('switchport private-vlan mapping ...'),
  attribute('switchport mode ...', { model: 'attribute' }),
  member('switchport nonegotiate'),
  member('switchport protected'),
  member('switchport block (unicast|multicast)'),
  attribute('switchport port-security maximum [number]', {
    standard: { line: 'switchport port-security maximum 1', in: ANY },
  }),
  attribute('switchport port-security maximum [number] vlan ...', { negation: 'line' }),
  attribute('switchport port-security violation [word]', {
    standard: { line: 'switchport port-security violation shutdown', in: ANY },
  }),
  attribute('switchport port-security aging (time|type) [word]'),
  member('switchport port-security aging static'),
  member('switchport port-security mac-address sticky'),
  member('switchport port-security mac-address <mac>'),
  member('switchport port-security mac-address <mac> vlan <...>'),
  member('switchport port-security mac-address sticky <mac>'),
  member('switchport port-security mac-address sticky <mac> vlan <...>'),
  // After its limits: the default of one address would shut a port with two.
  member('switchport port-security'),
  attribute('storm-control (broadcast|multicast|unicast) level ...'),
  member('storm-control action <word>'),
  attribute('spanning-tree portfast [edge|network|trunk|disable]'),
  attribute('spanning-tree portfast edge [the-trunk]', { negation: 'line' }),
  member('spanning-tree portfast'),
  attribute('spanning-tree bpduguard [enable|disable]'),
  attribute('spanning-tree bpdufilter [enable|disable]'),
  attribute('spanning-tree guard [word]'),
  attribute('spanning-tree link-type [word]'),
  attribute('spanning-tree cost [number]'),
  attribute('spanning-tree port-priority [number]'),
  attribute('spanning-tree vlan <vlans> (cost|port-priority) [number]'),
  attribute('spanning-tree mst <word> (cost|port-priority) [number]'),
  member('ip dhcp snooping trust'),
  attribute('ip dhcp snooping limit rate [number]'),
  member('ip arp inspection trust'),
  attribute('ip arp inspection limit ...'),
  member('ip verify source'),
  attribute('ip verify source ...'),
  member('ipv6 nd raguard'),
  attribute('ipv6 nd raguard attach-policy [word]'),
  attribute('authentication (host-mode|port-control|order|priority|violation) ...'),
  attribute('authentication event <word> ...', { negation: 'line' }),
  attribute('authentication timer <word> ...', { negation: 'line' }),
  member('authentication (periodic|open)'),
  attribute('access-session (host-mode|port-control) ...'),
  member('access-session closed'),
  member('mab'),
  attribute('dot1x pae [word]'),
  attribute('dot1x timeout <word> [number]'),
  attribute('mls qos trust ...'),
  attribute('priority-queue [the-out]'),
  attribute('srr-queue bandwidth <word> ...'),
  attribute('auto qos ...'),
];

const ADDRESSING: readonly LineRule[] = [
  attribute('ip address [dhcp|negotiated]', { negation: 'line' }),
  attribute('ip unnumbered [@interface:if]'),
  // The primary address: a new one replaces it. It cannot go while a secondary one stands.
  attribute('ip address [ip] [ip]', {
    model: 'member',
    negation: 'line',
    defines: 'primary-address',
    exclusive: true,
  }),
  member('ip address <ip> <ip> secondary', { model: 'member', refers: 'primary-address', exclusive: true }),
  member('ipv6 address <ip> link-local', { model: 'member' }),
  member('ipv6 address <addr>', { model: 'member' }),
  member('ipv6 address <addr> (eui-64|anycast)', { model: 'member' }),
  member('ipv6 address (autoconfig|dhcp)'),
  member('ipv6 enable'),
  attribute('ipv6 mtu [number]'),
  attribute('ip mtu [number]'),
  attribute('ip tcp adjust-mss [number]'),
  attribute('ipv6 tcp adjust-mss [number]'),
  toggle('ip redirects', 'on'),
  toggle('ip proxy-arp', 'on'),
  toggle('ip local-proxy-arp', 'off'),
  toggle('ip unreachables', 'on'),
  toggle('ip mask-reply', 'off'),
  toggle('ip directed-broadcast', 'off'),
  attribute('ip directed-broadcast [@acl]'),
  toggle('ip route-cache', 'on'),
  toggle('ip mroute-cache', 'on'),
  toggle('ip split-horizon', 'on'),
  toggle('ip split-horizon eigrp <number>', 'on'),
  toggle('ip next-hop-self eigrp <number>', 'on'),
  toggle('ipv6 redirects', 'on'),
  toggle('ipv6 unreachables', 'on'),
  attribute('arp timeout [number]'),
  member('ip helper-address <ip>'),
  member('ip helper-address vrf <@vrf> <ip>'),
  member('ip helper-address global <ip>'),
  attribute('ip access-group [@acl] (in|out)', { negation: 'line' }),
  attribute('ipv6 traffic-filter [@acl] (in|out)', { negation: 'line' }),
  attribute('mac access-group [@acl] (in|out)', { negation: 'line' }),
  attribute('ip verify unicast source reachable-via ...'),
  attribute('ip policy route-map [@route-map]'),
  attribute('ipv6 policy route-map [@route-map]'),
  member('ip nat (inside|outside)'),
  member('ip flow (ingress|egress)'),
  attribute('ip flow monitor [word] (input|output)', { negation: 'line' }),
  attribute('ip flow monitor [word] sampler [word] (input|output)', { negation: 'line' }),
  member('ip nbar protocol-discovery'),
  attribute('ip igmp ...', { negation: 'line', change: 'remove first' }),
  attribute('ip pim [sparse-mode|dense-mode|sparse-dense-mode|passive]', { negation: 'line' }),
  attribute('ip pim (dr-priority|query-interval) ...'),
  member('ipv6 nd prefix <...>'),
  attribute('ipv6 nd (ra|router-preference|reachable-time|ns-interval) ...', { negation: 'line' }),
  member('ipv6 nd (managed-config-flag|other-config-flag)'),
  member('ipv6 nd ra (suppress|lifetime|interval) <...>'),
  member('ipv6 dhcp relay destination <ip>'),
  member('ipv6 dhcp relay destination <ip> <if>'),
  attribute('zone-member security [word]'),
  attribute('crypto map [@crypto-map]'),
  attribute('service-policy (input|output) [@policy-map]', { negation: 'line', change: 'remove first' }),
];

const ROUTING: readonly LineRule[] = [
  attribute('ip ospf [number] area [area]', { negation: 'line', change: 'remove first' }),
  attribute('ip ospf [number] area [area] secondaries none', { negation: 'line', change: 'remove first' }),
  attribute('ip ospf (cost|priority|hello-interval|dead-interval|retransmit-interval) [number]'),
  attribute('ip ospf dead-interval minimal hello-multiplier [number]', { negation: 'line' }),
  attribute('ip ospf network ...'),
  attribute('ip ospf authentication ...', { negation: 'key' }),
  member('ip ospf authentication'),
  attribute('ip ospf authentication-key {secret}'),
  attribute('ip ospf message-digest-key <number> md5 {secret}', { change: 'remove first' }),
  member('ip ospf mtu-ignore'),
  attribute('ip ospf bfd ...'),
  member('ip ospf bfd'),
  attribute('ipv6 ospf [number] area [area]', { negation: 'line', change: 'remove first' }),
  attribute('ipv6 ospf (cost|priority|hello-interval|dead-interval) [number]'),
  attribute('ipv6 ospf network ...'),
  attribute('ospfv3 [number] (ipv4|ipv6) area [area]', { negation: 'line', change: 'remove first' }),
  attribute('ospfv3 (cost|priority|hello-interval|dead-interval) [number]'),
  attribute('ospfv3 network ...'),
  member('ip router isis'),
  member('ip router isis <word>'),
  member('ipv6 router isis'),
  member('ipv6 router isis <word>'),
  attribute('isis circuit-type [word]'),
  attribute('isis network point-to-point'),
  attribute('isis metric [number]'),
  attribute('isis metric [number] (level-1|level-2)'),
  attribute('isis ipv6 metric [number]'),
  attribute('isis authentication mode [word]'),
  attribute('isis authentication key-chain [@key-chain]'),
  attribute('isis password {secret}'),
  attribute('isis (hello-interval|hello-multiplier|priority) ...'),
  attribute('ip (hello-interval|hold-time|bandwidth-percent) eigrp <number> [number]'),
  attribute('ip summary-address eigrp <number> <ip> <ip> ...', { negation: 'key' }),
  member('ip summary-address eigrp <number> <ip> <ip>'),
  attribute('ip authentication mode eigrp <number> [word]', { negation: 'line' }),
  attribute('ip authentication key-chain eigrp <number> [@key-chain]', { negation: 'line' }),
  member('mpls ip'),
  attribute('mpls mtu ...'),
  member('mpls bgp forwarding'),
  member('mpls traffic-eng tunnels'),
  attribute('bfd interval ...'),
  attribute('bfd template [word]'),
];

/** Groups may be left out of a line where they are 0. */
const GATEWAY_REDUNDANCY: readonly LineRule[] = [
  attribute('standby version [number]', { standard: { line: 'standby version 1', in: ANY } }),
  attribute('standby delay ...'),
  attribute('standby <number> ip [ip]'),
  member('standby <number> ip <ip> secondary'),
  member('standby <number> ipv6 <...>'),
  attribute('standby <number> timers ...'),
  attribute('standby <number> priority [number]', { negation: 'key' }),
  member('standby <number> preempt'),
  attribute('standby <number> preempt ...'),
  attribute('standby <number> authentication md5 key-string {secret}', { negation: 'key' }),
  attribute('standby <number> authentication md5 key-chain [@key-chain]', { negation: 'key' }),
  attribute('standby <number> authentication {secret}'),
  attribute('standby <number> name [word]'),
  attribute('standby <number> track <@track:number> ...'),
  member('standby <number> track <@track:number>'),
  member('standby <number> follow <word>'),
  attribute('standby ip [ip]'),
  attribute('standby priority [number]'),
  member('standby preempt'),
  attribute('standby preempt ...'),
  attribute('standby track <@track:number> ...'),
  attribute('vrrp <number> ip [ip]'),
  member('vrrp <number> ip <ip> secondary'),
  attribute('vrrp <number> priority [number]'),
  attribute('vrrp <number> description {text}'),
  attribute('vrrp <number> timers ...'),
  attribute('vrrp <number> authentication {secret}'),
  attribute('vrrp <number> track <@track:number> ...'),
  toggle('vrrp <number> preempt', 'on'),
];

const TUNNELS: readonly LineRule[] = [
  attribute('tunnel mode ...'),
  attribute('tunnel source [@interface:hop]'),
  attribute('tunnel destination [word]'),
  attribute('tunnel key [number]'),
  attribute('tunnel vrf [@vrf]'),
  attribute('tunnel ttl [number]'),
  attribute('tunnel path-mtu-discovery ...'),
  member('tunnel path-mtu-discovery'),
  attribute('tunnel protection ipsec profile [@ipsec-profile]', { negation: 'line' }),
  attribute('tunnel protection ipsec profile [@ipsec-profile] shared', { negation: 'line' }),
  attribute('ip nhrp authentication {secret}'),
  attribute('ip nhrp (network-id|holdtime) [number]'),
  member('ip nhrp (map|nhs) <...>'),
  attribute('dialer pool [number]'),
  attribute('dialer-group [number]'),
  attribute('dialer pool-member [number]', { negation: 'line' }),
  attribute('pppoe-client dial-pool-number [number]', { negation: 'line' }),
  attribute('ppp authentication ...'),
  attribute('ppp chap hostname [word]'),
  attribute('ppp chap password {secret}'),
];

const VRRP_3: SectionRule = section(
  'vrrp <number> address-family (ipv4|ipv6)',
  [
    attribute('description {text}'),
    attribute('address [ip] primary', { negation: 'line' }),
    member('address <ip> secondary'),
    attribute('priority [number]'),
    attribute('timers advertise [number]'),
    attribute('track <@track:number> ...'),
    toggle('preempt', 'on'),
    toggle('shutdown', 'off'),
  ],
  { exit: 'exit-vrrp' },
);

const SERVICE_INSTANCE: SectionRule = section('service instance <number> ethernet', [
  attribute('description {text}'),
  attribute('encapsulation ...'),
  attribute('rewrite ingress tag ...'),
  attribute('bridge-domain ...'),
  attribute('service-policy (input|output) [@policy-map]', { negation: 'line', change: 'remove first' }),
]);

const TRUNK_WITHOUT_LIST = {
  when: 'switchport mode trunk',
  unless: 'switchport trunk allowed vlan',
  line: 'switchport trunk allowed vlan all',
};

function interfaces(opener: string, presence: SectionRule['presence']): SectionRule {
  return section(
    opener,
    [
      ...GENERAL,
      ...SWITCHING,
      ...ADDRESSING,
      ...ROUTING,
      ...GATEWAY_REDUNDANCY,
      ...TUNNELS,
      // Last, so that a port opens when everything else is in place.
      toggle('shutdown', 'off', { model: 'attribute' }),
    ],
    { presence, sections: [VRRP_3, SERVICE_INSTANCE], model: true, meant: [TRUNK_WITHOUT_LIST] },
  );
}

/** Interfaces that exist only in the configuration, then hardware. */
export const IOS_INTERFACES: readonly SectionRule[] = [
  interfaces('interface <#interface:logical>', 'removable'),
  interfaces('interface <if>', 'permanent'),
];

/** `interface range Gi1/0/1 - 3, Te1/1/1` names each port; null for any other line and for a range nobody can count. */
export function expandInterfaceRange(line: string): readonly string[] | null {
  const [, list] = /^interface range (.+)$/i.exec(line) ?? [];
  if (list === undefined) return null;
  const names = list.split(',').map((piece) => portsOf(piece.trim()));
  return names.every((ports) => ports !== null) ? names.flat().map((name) => `interface ${name}`) : null;
}

function portsOf(piece: string): readonly string[] | null {
  const [, type = '', front = '', from = '', to = from] =
    /^([A-Za-z-]+) ?((?:\d+[/.])*)(\d+)(?: ?- ?(\d+))?$/.exec(piece) ?? [];
  if (type === '' || Number(to) < Number(from) || Number(to) - Number(from) > 4094) return null;
  return Array.from(
    { length: Number(to) - Number(from) + 1 },
    (_, index) => `${type}${front}${Number(from) + index}`,
  );
}
