import { container, entry, flag, flags, leaf, leaves, list, ordered, presence, values } from './statement.ts';

const AUTHENTICATION = [
  leaf('encrypted-password [secret]'),
  leaf('plain-text-password-value [secret]'),
  ...['ssh-rsa', 'ssh-dsa', 'ssh-ecdsa', 'ssh-ed25519'].map((name) =>
    entry(`${name} <text>`, leaves('from')),
  ),
];

/** `any notice;`: a facility and its level. Further lines by name. */
const LOG_TARGET = [
  leaf('match [text]'),
  leaf('source-address [ip]'),
  ...leaves('port facility-override log-prefix'),
  flag('explicit-priority'),
  presence('structured-data', flags('brief')),
  presence('archive', [...leaves('size files'), ...flags('world-readable no-world-readable binary-data')]),
  leaf('<word> [word]'),
];

const SSH = [
  ...leaves('root-login connection-limit rate-limit max-sessions-per-connection port client-alive-interval'),
  ...leaves('client-alive-count-max authentication-order fingerprint-hash'),
  ...['protocol-version', 'ciphers', 'macs', 'key-exchange', 'hostkey-algorithm'].map((name) =>
    list(`${name} <word>`),
  ),
  ...flags('no-tcp-forwarding tcp-forwarding no-passwords no-public-keys no-challenge-response'),
];

const SERVERS = [
  leaf('secret [secret]'),
  leaf('source-address [ip]'),
  ...leaves('port timeout retry accounting-port max-outstanding-requests routing-instance'),
  flag('single-connection'),
];

export const SYSTEM = [
  leaf('host-name [word]', { model: 'attribute' }),
  ...leaves('domain-name time-zone max-configurations-on-flash max-configuration-rollbacks'),
  list('domain-search <word>'),
  ...flags('no-redirects no-redirects-ipv6 no-multicast-echo no-ping-record-route no-ping-time-stamp'),
  ...flags('default-address-selection management-instance'),
  values('authentication-order'),
  container('root-authentication', AUTHENTICATION),
  container('name-server', [ordered('<ip>', [leaf('source-address [ip]'), ...leaves('routing-instance')])]),
  entry('radius-server <ip>', SERVERS),
  entry('tacplus-server <ip>', SERVERS),
  container('login', [
    leaf('message [text]'),
    leaf('announcement [text]'),
    container(
      'retry-options',
      leaves('tries-before-disconnect backoff-threshold backoff-factor lockout-period'),
    ),
    entry('class <#login-class:word>', [
      list('permissions <word>'),
      leaf('idle-timeout [word]'),
      ...leaves('allow-commands deny-commands allow-configuration deny-configuration', 'text'),
      flag('login-alarms'),
    ]),
    entry('user <word>', [
      leaf('full-name [text]'),
      leaf('uid [word]'),
      leaf('class [@login-class:word]'),
      container('authentication', AUTHENTICATION),
    ]),
  ]),
  container('services', [
    presence('ssh', SSH),
    container('netconf', [
      presence('ssh', leaves('port connection-limit rate-limit')),
      flag('rfc-compliant'),
    ]),
    presence('telnet', leaves('connection-limit rate-limit')),
    presence('ftp', leaves('connection-limit rate-limit')),
  ]),
  container('syslog', [
    entry('user <word>', LOG_TARGET),
    entry('host <word>', LOG_TARGET),
    entry('file <word>', LOG_TARGET),
    container('console', LOG_TARGET),
    container('archive', [...leaves('size files'), ...flags('world-readable no-world-readable')]),
    container('time-format', flags('year millisecond')),
    leaf('source-address [ip]'),
  ]),
  container('ntp', [
    leaf('boot-server [ip]'),
    entry('server <ip>', [...leaves('key version routing-instance'), flag('prefer')], { oneLine: 'all' }),
    entry('peer <ip>', [...leaves('key version'), flag('prefer')], { oneLine: 'all' }),
    entry('authentication-key <word>', [leaf('type [word]'), leaf('value [secret]')], { oneLine: 'all' }),
    list('trusted-key <word>'),
    entry('source-address <ip>', leaves('routing-instance')),
  ]),
];

export const SNMP = [
  ...leaves('name description location contact', 'text'),
  // The name of a community is what lets people in.
  entry('community <secret>', [
    leaf('authorization [word]'),
    leaf('view [word]'),
    container('clients', [entry('<net>', flags('restrict'))]),
    leaf('client-list-name [@prefix-list:word]'),
  ]),
  entry('trap-group <word>', [
    list('version <word>'),
    container(
      'categories',
      flags('authentication chassis configuration link remote-operations routing startup'),
    ),
    container('targets', [entry('<ip>')]),
    ...leaves('destination-port routing-instance'),
  ]),
  container('trap-options', [leaf('agent-address [word]')]),
  entry('view <word>', [entry('oid <word>', flags('include exclude'))]),
  list('interface <word>'),
];

export const CHASSIS = [container('aggregated-devices', [container('ethernet', leaves('device-count'))])];
