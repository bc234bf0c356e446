import { container, entry, flag, flags, leaf, leaves, list, presence, values } from './statement.ts';

const VRRP = [
  list('virtual-address <ip>'),
  list('virtual-inet6-address <ip>'),
  leaf('virtual-link-local-address [ip]'),
  ...leaves('priority advertise-interval fast-interval inet6-advertise-interval authentication-type'),
  leaf('authentication-key [secret]'),
  flag('accept-data'),
  flag('no-accept-data'),
  flag('no-preempt'),
  presence('preempt', leaves('hold-time')),
];

const ADDRESS = [
  ...flags('primary preferred master-only eui-64'),
  leaf('broadcast [ip]'),
  leaf('destination [ip]'),
  list('virtual-gateway-address <ip>'),
  entry('arp <ip>', [leaf('mac [mac]'), leaf('multicast-mac [mac]'), flag('publish')]),
  entry('ndp <ip>', [leaf('mac [mac]'), flag('publish')]),
  entry('vrrp-group <word>', VRRP),
  entry('vrrp-inet6-group <word>', VRRP),
];

const FILTER = container('filter', [
  leaf('input [@filter:word]'),
  leaf('output [@filter:word]'),
  values('input-list', '@filter:word'),
  values('output-list', '@filter:word'),
]);

const NETWORK = [
  leaf('mtu [word]'),
  ...flags('no-redirects no-neighbor-learn dad-disable'),
  FILTER,
  container('sampling', flags('input output')),
  presence('rpf-check', [leaf('mode [word]')]),
  presence('dhcp'),
  entry('address <addr>', ADDRESS, { model: 'member' }),
];

const SWITCHING = [
  leaf('interface-mode [word]', { model: 'attribute' }),
  leaf('port-mode [word]', { model: 'attribute' }),
  leaf('native-vlan-id [word]', { model: 'attribute' }),
  container('vlan', [list('members <@vlan:word>', { model: 'listed' })], { model: 'attribute' }),
  FILTER,
  leaf('storm-control [word]'),
  leaf('recovery-timeout [word]'),
];

const UNIT = [
  leaf('description [text]', { model: 'attribute' }),
  flag('disable', { model: 'attribute' }),
  leaf('vlan-id [word]', { model: 'attribute' }),
  container('vlan-tags', leaves('outer inner'), { oneLine: 'all' }),
  list('vlan-id-list <word>'),
  ...leaves('encapsulation bandwidth peer-unit'),
  ...flags('point-to-point multipoint no-traps traps'),
  presence('proxy-arp'),
  container('tunnel', [leaf('source [ip]'), leaf('destination [ip]'), ...leaves('ttl key')]),
  presence('family inet', NETWORK, { model: 'member' }),
  presence('family inet6', NETWORK, { model: 'member' }),
  presence('family ethernet-switching', SWITCHING, { model: 'attribute' }),
  presence('family mpls', [leaf('mtu [word]'), ...leaves('maximum-labels'), FILTER]),
  presence('family iso', [leaf('mtu [word]'), list('address <word>')]),
  presence('family bridge', SWITCHING),
  presence('family <word>'),
];

const GIGABIT = [
  // The bundle stands beside its options, without a word of its own.
  container(
    '802.3ad',
    [
      container('lacp', leaves('port-priority')),
      ...flags('primary backup'),
      leaf('[aggregate]', { model: 'attribute' }),
    ],
    { oneLine: 'one', model: 'attribute' },
  ),
  ...flags('auto-negotiation no-auto-negotiation flow-control no-flow-control loopback no-loopback'),
  container('ethernet-switch-profile', [...leaves('tag-protocol-id')]),
  leaf('speed [word]'),
];

const PHYSICAL = [
  leaf('description [text]', { model: 'attribute' }),
  flag('disable', { model: 'attribute' }),
  leaf('mtu [word]', { model: 'attribute' }),
  leaf('native-vlan-id [word]', { model: 'attribute' }),
  ...leaves('speed link-mode encapsulation'),
  leaf('mac [mac]'),
  ...flags('vlan-tagging flexible-vlan-tagging stacked-vlan-tagging traps no-traps per-unit-scheduler'),
  container('hold-time', leaves('up down'), { oneLine: 'all' }),
  container('gigether-options', GIGABIT, { model: 'attribute' }),
  container('ether-options', GIGABIT, { model: 'attribute' }),
  container('fastether-options', GIGABIT, { model: 'attribute' }),
  container('aggregated-ether-options', [
    ...leaves('minimum-links link-speed'),
    ...flags('flow-control no-flow-control link-protection'),
    presence('lacp', [
      ...flags('active passive'),
      leaf('periodic [word]'),
      leaf('system-id [mac]'),
      ...leaves('system-priority admin-key'),
      presence('fast-failover'),
      flag('force-up'),
    ]),
  ]),
  entry('unit <word>', UNIT, { model: 'member' }),
];

export const INTERFACES = [
  entry('interface-range <word>', [
    list('member <word>'),
    list('member-range <word> to <word>'),
    ...PHYSICAL,
  ]),
  entry('<word>', PHYSICAL, { model: 'member' }),
];
