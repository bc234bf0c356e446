import { container, entry, flag, flags, leaf, leaves, list, ordered, presence } from './statement.ts';

const CONDITIONS = [
  ...['protocol', 'interface', 'tag', 'route-type', 'instance', 'policy', 'condition'].map((name) =>
    list(`${name} <word>`),
  ),
  list('neighbor <ip>'),
  list('next-hop <ip>'),
  list('prefix-list <@prefix-list:word>'),
  list('prefix-list-filter <@prefix-list:word> <...>'),
  list('route-filter <net> <...>'),
  list('source-address-filter <net> <...>'),
  list('route-filter-list <word>'),
  list('community <@community:word>'),
  list('as-path <@as-path:word>'),
  list('as-path-group <@as-path-group:word>'),
  leaf('area [area]'),
  ...leaves('family rib level metric preference local-preference origin validation-database color'),
];

const ACTIONS = [
  ...['metric', 'preference', 'local-preference', 'tag', 'next-hop', 'load-balance', 'external', 'color'].map(
    (name) => leaf(`${name} [...]`),
  ),
  ...leaves('as-path-prepend as-path-expand', 'text'),
  ...leaves('origin damping class forwarding-class source-class destination-class validation-state'),
  // They are carried out one after another.
  ordered('community <word> <@community:word>'),
  list('install-nexthop <...>'),
  flag('trace'),
  list('next <word>'),
  list('default-action <word>'),
  flag('accept'),
  flag('reject'),
];

const RULES = [
  container('from', CONDITIONS, { oneLine: 'one' }),
  container('to', CONDITIONS, { oneLine: 'one' }),
  container('then', ACTIONS, { oneLine: 'one' }),
];

export const POLICY_OPTIONS = [
  entry('prefix-list <#prefix-list:word>', [leaf('apply-path [text]'), list('<net>')]),
  entry('route-filter-list <word>', [list('<net> <...>')]),
  entry('policy-statement <#policy-statement:word>', [ordered('term <word>', RULES), ...RULES]),
  entry('community <#community:word>', [flag('invert-match'), list('members <word>')], { oneLine: 'one' }),
  leaf('as-path <#as-path:word> [text]'),
  entry('as-path-group <#as-path-group:word>', [leaf('as-path <word> [text]')]),
  entry('damping <word>', [...leaves('half-life reuse suppress max-suppress'), flag('disable')]),
  entry('condition <word>', [presence('if-route-exists')]),
];

const MATCHES = [
  ...['address', 'source-address', 'destination-address', 'ip-source-address', 'ip-destination-address'].map(
    (name) => entry(`${name} <net>`, flags('except')),
  ),
  ...['prefix-list', 'source-prefix-list', 'destination-prefix-list'].map((name) =>
    entry(`${name} <@prefix-list:word>`, flags('except')),
  ),
  ...['source-mac-address', 'destination-mac-address'].map((name) => entry(`${name} <mac>`, flags('except'))),
  ...['protocol', 'protocol-except', 'next-header', 'next-header-except', 'payload-protocol'].map((name) =>
    list(`${name} <protocol>`),
  ),
  ...['port', 'source-port', 'destination-port', 'port-except', 'source-port-except'].map((name) =>
    list(`${name} <port>`),
  ),
  list('destination-port-except <port>'),
  ...['icmp-type', 'icmp-code', 'dscp', 'precedence', 'ttl', 'hop-limit', 'packet-length', 'ip-options'].map(
    (name) => list(`${name} <word>`),
  ),
  ...['interface', 'interface-group', 'forwarding-class', 'ether-type', 'user-vlan-id', 'traffic-class'].map(
    (name) => list(`${name} <word>`),
  ),
  ...leaves('tcp-flags fragment-flags', 'text'),
  leaf('fragment-offset [word]'),
  ...flags('tcp-established tcp-initial is-fragment first-fragment'),
];

const VERDICTS = [
  leaf('count [word]'),
  leaf('policer [@policer:word]'),
  ...leaves('forwarding-class loss-priority routing-instance dscp traffic-class'),
  ...flags('log syslog sample service-accounting'),
  presence('port-mirror'),
  list('next <word>'),
  flag('accept'),
  presence('discard'),
  presence('reject'),
];

const FILTER = entry('filter <#filter:word>', [
  ...flags('interface-specific physical-interface-filter'),
  ordered('term <word>', [
    leaf('filter [@filter:word]'),
    container('from', MATCHES),
    container('then', VERDICTS, { oneLine: 'one' }),
  ]),
]);

export const FIREWALL = [
  container('family <word>', [FILTER, entry('prefix-action <word>')]),
  entry('policer <#policer:word>', [
    ...flags('filter-specific logical-interface-policer physical-interface-policer shared-bandwidth-policer'),
    container('if-exceeding', leaves('bandwidth-limit bandwidth-percent burst-size-limit')),
    container('then', [flag('discard'), ...leaves('loss-priority forwarding-class')], { oneLine: 'one' }),
  ]),
  FILTER,
];
