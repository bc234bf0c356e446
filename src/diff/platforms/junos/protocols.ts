import {
  container,
  entry,
  flag,
  flags,
  leaf,
  leaves,
  list,
  presence,
  values,
  type Statement,
} from './statement.ts';

/** Where to log to and what: `file isis.log size 10m files 5;` is one line with three statements in it. */
const TRACE = container('traceoptions', [
  container(
    'file',
    [
      ...leaves('size files'),
      leaf('match [text]'),
      ...flags('world-readable no-world-readable no-stamp replace'),
      list('<word>'),
    ],
    { oneLine: 'all' },
  ),
  entry('flag <word>', flags('detail send receive disable')),
]);

const BFD = container('bfd-liveness-detection', [
  ...leaves('minimum-interval minimum-receive-interval multiplier version holddown-interval session-mode'),
  container('transmit-interval', leaves('minimum-interval threshold')),
  container('detection-time', leaves('threshold')),
  presence('no-adaptation'),
]);

const PREFIX_LIMIT = [leaf('maximum [word]'), presence('teardown')];

const FAMILY = [
  container('prefix-limit', PREFIX_LIMIT),
  container('accepted-prefix-limit', PREFIX_LIMIT),
  presence('add-path', [flag('receive'), container('send', leaves('path-count prefix-policy'))]),
  leaf('rib-group [word]'),
  presence('resolve-vpn'),
  flag('extended-nexthop'),
];

const BGP_LEVEL: readonly Statement[] = [
  leaf('description [text]'),
  leaf('type [word]'),
  leaf('local-address [ip]'),
  leaf('peer-as [as]'),
  container(
    'local-as',
    [leaf('loops [word]'), ...flags('private alias no-prepend-global-as'), leaf('[as]')],
    { oneLine: 'all' },
  ),
  leaf('authentication-key [secret]'),
  leaf('cluster [ip]'),
  ...leaves(
    'hold-time preference local-preference ttl tcp-mss authentication-algorithm authentication-key-chain',
  ),
  leaf('out-delay [word]'),
  ...flags('passive log-updown mtu-discovery as-override damping no-client-reflect vpn-apply-export'),
  ...flags('advertise-peer-as no-advertise-peer-as advertise-inactive accept-remote-nexthop keep-all'),
  presence('multihop', [leaf('ttl [word]'), flag('no-nexthop-change')]),
  presence('multipath', flags('multiple-as')),
  presence('remove-private'),
  presence('graceful-restart', [...leaves('restart-time stale-routes-time'), flag('disable')]),
  presence('shutdown'),
  values('import', '@policy-statement:word'),
  values('export', '@policy-statement:word'),
  BFD,
  entry('family <word>', [
    presence('unicast', FAMILY),
    presence('multicast', FAMILY),
    presence('any', FAMILY),
  ]),
  TRACE,
];

const NEIGHBOR = entry('neighbor <ip>', BGP_LEVEL);

const BGP = container('bgp', [
  ...BGP_LEVEL,
  flag('disable'),
  entry('group <word>', [container('allow', [list('<net>')]), ...BGP_LEVEL, NEIGHBOR]),
]);

const OSPF_INTERFACE = entry('interface <ifl>', [
  ...leaves('metric interface-type hello-interval dead-interval retransmit-interval priority te-metric'),
  ...flags('disable link-protection node-link-protection secondary no-interface-state-traps'),
  presence('passive'),
  presence('ldp-synchronization'),
  container('authentication', [
    leaf('simple-password [secret]'),
    entry('md5 <word>', [leaf('key [secret]'), leaf('start-time [word]')]),
  ]),
  BFD,
]);

const OSPF = [
  entry('area <area>', [
    presence('stub', [leaf('default-metric [word]'), ...flags('summaries no-summaries')]),
    presence('nssa'),
    entry('area-range <net>', [...flags('restrict exact'), leaf('override-metric [word]')]),
    leaf('authentication-type [word]'),
    OSPF_INTERFACE,
  ]),
  values('import', '@policy-statement:word'),
  values('export', '@policy-statement:word'),
  ...leaves('reference-bandwidth preference external-preference rib-group prefix-export-limit'),
  presence('traffic-engineering'),
  presence('graceful-restart'),
  presence('overload'),
  container('spf-options', leaves('delay holddown rapid-runs')),
  flag('disable'),
  TRACE,
];

const ISIS_LEVEL = [
  ...flags('disable passive wide-metrics-only no-hello-authentication no-csnp-authentication'),
  ...leaves('metric te-metric hello-interval hold-time priority preference external-preference'),
  ...leaves('hello-authentication-type authentication-type'),
  leaf('hello-authentication-key [secret]'),
  leaf('authentication-key [secret]'),
];

const ISIS = [
  values('import', '@policy-statement:word'),
  values('export', '@policy-statement:word'),
  ...leaves('lsp-lifetime reference-bandwidth max-areas rib-group'),
  presence('overload'),
  presence('graceful-restart'),
  entry('level <word>', ISIS_LEVEL, { oneLine: 'one' }),
  entry('interface <ifl>', [
    ...flags('disable point-to-point link-protection node-link-protection no-adjacency-down-notification'),
    ...leaves('lsp-interval csnp-interval hello-padding mesh-group'),
    presence('passive'),
    presence('ldp-synchronization'),
    entry('level <word>', ISIS_LEVEL, { oneLine: 'one' }),
    container('family <word>', [BFD]),
    BFD,
  ]),
  TRACE,
];

const SPANNING_TREE = [
  ...leaves('bridge-priority max-age hello-time forward-delay backup-bridge-priority'),
  ...flags('bpdu-block-on-edge disable'),
  entry('interface <word>', [
    ...flags('edge no-root-port disable'),
    ...leaves('cost priority mode'),
    presence('bpdu-timeout-action'),
  ]),
];

/** Interfaces of label and multicast protocols: what stands in them differs, their names do not. */
const SIMPLE = [entry('interface <ifl>', [flag('disable'), ...leaves('priority')]), TRACE];

const STATIC_ROUTE = [
  list('next-hop <ip>'),
  entry('qualified-next-hop <ip>', leaves('preference metric interface tag')),
  leaf('next-table [word]'),
  ...flags('discard reject receive retain no-retain readvertise no-readvertise install no-install'),
  ...flags('resolve no-resolve active passive'),
  ...leaves('preference metric tag'),
  list('community <word>'),
  BFD,
];

const DERIVED_ROUTE = [
  values('policy'),
  ...leaves('preference metric tag'),
  ...flags('discard brief full active passive'),
  list('community <word>'),
];

const RIB_ROUTES = [
  container('static', [
    entry('route <net>', STATIC_ROUTE, { oneLine: 'one' }),
    container('defaults', STATIC_ROUTE),
    leaf('rib-group [word]'),
  ]),
  container('aggregate', [entry('route <net>', DERIVED_ROUTE), container('defaults', DERIVED_ROUTE)]),
  container('generate', [entry('route <net>', DERIVED_ROUTE), container('defaults', DERIVED_ROUTE)]),
];

export const ROUTING_OPTIONS = [
  leaf('router-id [ip]'),
  leaf('route-distinguisher-id [ip]'),
  container(
    'autonomous-system',
    [leaf('loops [word]'), ...flags('asdot-notation independent-domain'), leaf('[as]')],
    { oneLine: 'all' },
  ),
  flag('nonstop-routing'),
  presence('graceful-restart', [flag('disable'), leaf('restart-duration [word]')]),
  container('forwarding-table', [
    values('export', '@policy-statement:word'),
    ...leaves('unicast-reverse-path'),
  ]),
  entry('rib <word>', RIB_ROUTES),
  ...RIB_ROUTES,
  container('rib-groups', [
    entry('<word>', [values('import-rib'), leaf('export-rib [word]'), values('import-policy')]),
  ]),
  values('instance-import'),
  values('instance-export'),
  presence('auto-export'),
];

export const PROTOCOLS = [
  BGP,
  container('ospf', OSPF),
  container('ospf3', OSPF),
  container('isis', ISIS),
  presence('mpls', SIMPLE),
  presence('ldp', SIMPLE),
  presence('rsvp', SIMPLE),
  presence('pim', SIMPLE),
  presence('igmp', SIMPLE),
  presence('mld', SIMPLE),
  presence('router-advertisement', SIMPLE),
  presence('lldp', [
    ...leaves('advertisement-interval transmit-delay hold-multiplier management-address port-id-subtype'),
    flag('disable'),
    entry('interface <word>', flags('disable')),
  ]),
  presence('lldp-med', [entry('interface <word>', flags('disable'))]),
  presence('rstp', SPANNING_TREE),
  presence('mstp', [...leaves('configuration-name revision-level'), ...SPANNING_TREE]),
  presence('vstp', SPANNING_TREE),
  presence('igmp-snooping', [entry('vlan <@vlan:word>')]),
];

const INSTANCE = [
  leaf('instance-type [word]'),
  leaf('description [text]'),
  leaf('vlan-id [word]'),
  entry('interface <ifl>', flags('primary'), { model: 'member' }),
  leaf('route-distinguisher [word]'),
  container('vrf-target', [leaf('import [word]'), leaf('export [word]'), leaf('[target]')], {
    oneLine: 'one',
  }),
  values('vrf-import'),
  values('vrf-export'),
  presence('vrf-table-label'),
  container('routing-options', ROUTING_OPTIONS),
  container('protocols', PROTOCOLS),
];

export const ROUTING_INSTANCES = [entry('<#routing-instance:word>', INSTANCE, { model: 'attribute' })];
