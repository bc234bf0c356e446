import { container, entry, flag, flags, leaf, leaves, list, ordered, presence, values } from './statement.ts';

const INBOUND = container('host-inbound-traffic', [
  container('system-services', [entry('<word>', flags('except'))]),
  container('protocols', [entry('<word>', flags('except'))]),
]);

const ADDRESSES = [
  leaf('description [text]'),
  entry('address <word>', [
    leaf('description [text]'),
    container('dns-name', [entry('<word>', flags('ipv4-only ipv6-only'))]),
    container('range-address', [entry('<ip>', [container('to', [entry('<ip>')])])]),
    leaf('wildcard-address [word]'),
    leaf('[prefix]'),
  ]),
  entry('address-set <word>', [
    leaf('description [text]'),
    list('address <word>'),
    list('address-set <word>'),
  ]),
];

/** The first that fits decides. */
const POLICY = ordered('policy <word>', [
  leaf('description [text]'),
  leaf('scheduler-name [word]'),
  container('match', [
    ...['source-address', 'destination-address', 'application', 'source-identity', 'dynamic-application'].map(
      (name) => list(`${name} <word>`),
    ),
    ...['from-zone', 'to-zone'].map((name) => list(`${name} <@zone:word>`)),
    ...flags('source-address-excluded destination-address-excluded'),
  ]),
  container('then', [
    presence('permit'),
    presence('deny'),
    presence('reject'),
    container('log', flags('session-init session-close')),
    presence('count'),
  ]),
]);

const NAT_ENDS = ['zone', 'interface', 'routing-instance'].map((name) => list(`${name} <word>`));

const NAT = [
  entry('pool <word>', [leaf('routing-instance [word]')]),
  entry('rule-set <word>', [
    leaf('description [text]'),
    container('from', NAT_ENDS, { oneLine: 'one' }),
    container('to', NAT_ENDS, { oneLine: 'one' }),
    ordered('rule <word>', [
      leaf('description [text]'),
      container('match', [
        list('source-address <net>'),
        list('destination-address <net>'),
        list('source-address-name <word>'),
        list('destination-address-name <word>'),
        list('application <word>'),
      ]),
    ]),
  ]),
];

export const SECURITY = [
  container('zones', [
    entry('security-zone <#zone:word>', [
      leaf('description [text]'),
      flag('tcp-rst'),
      flag('application-tracking'),
      leaf('screen [word]'),
      container('address-book', ADDRESSES),
      INBOUND,
      container('interfaces', [entry('<ifl>', [INBOUND])]),
    ]),
  ]),
  entry('address-book <word>', [...ADDRESSES, container('attach', [entry('zone <@zone:word>')])]),
  container('policies', [
    entry('from-zone <@zone:word> to-zone <@zone:word>', [POLICY]),
    container('global', [POLICY]),
    container('default-policy', flags('permit-all deny-all')),
  ]),
  container('nat', [container('source', NAT), container('destination', NAT), container('static', NAT)]),
  container('ike', [
    entry('proposal <#ike-proposal:word>', [
      leaf('description [text]'),
      ...leaves(
        'authentication-method dh-group authentication-algorithm encryption-algorithm lifetime-seconds',
      ),
    ]),
    entry('policy <#ike-policy:word>', [
      leaf('mode [word]'),
      values('proposals'),
      container('pre-shared-key', leaves('ascii-text hexadecimal', 'secret')),
    ]),
    entry('gateway <#ike-gateway:word>', [
      leaf('ike-policy [@ike-policy:word]'),
      ...leaves('external-interface version'),
      list('address <ip>'),
      leaf('local-address [ip]'),
    ]),
  ]),
];

export const APPLICATIONS = [
  entry('application <#application:word>', [
    leaf('description [text]'),
    leaf('protocol [protocol]'),
    leaf('source-port [port]'),
    leaf('destination-port [port]'),
    ...leaves('inactivity-timeout application-protocol'),
  ]),
  entry('application-set <word>', [list('application <@application:word>'), list('application-set <word>')]),
];
