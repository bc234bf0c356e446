import type { CommandRule } from '../grammar.ts';
import type { Mode, SpecialKind } from './entry.ts';

/** A configuration command of FRR. */
export type Rule = CommandRule<Mode, SpecialKind>;

const single = (words: string, least = 1): Rule => ({ words, kind: 'single', least });
const keyed = (words: string, key: number, least = 1): Rule => ({ words, kind: 'single', least, key });
const flag = (words: string): Rule => ({ words, kind: 'single', least: 0 });
const list = (words: string, least = 1): Rule => ({ words, kind: 'list', least });
const on = (words: string): Rule => ({ words, kind: 'on' });
const section = (words: string, opens: Mode, least = 1): Rule => ({ words, kind: 'section', opens, least });
const special = (words: string, kind: SpecialKind, least = 1): Rule => ({ words, kind, least });

const GLOBAL: readonly Rule[] = [
  single('frr defaults'),
  single('hostname'),
  single('password'),
  single('enable password'),
  single('log file'),
  single('log syslog', 0),
  flag('log commands'),
  list('log', 1),
  list('debug'),
  on('ip forwarding'),
  on('ipv6 forwarding'),
  flag('service integrated-vtysh-config'),
  list('service'),
  single('ip router-id'),
  special('interface', 'interface'),
  section('vrf', 'config-vrf'),
  special('router bgp', 'bgp'),
  section('router ospf', 'config-router', 0),
  special('ip route', 'static-route', 2),
  special('ipv6 route', 'static-route', 2),
  list('access-list', 3),
  keyed('ip prefix-list', 5, 4),
  keyed('ipv6 prefix-list', 5, 4),
  list('bgp', 2),
  section('route-map', 'config-route-map', 3),
  section('key chain', 'config-keychain'),
  section('line vty', 'config-line', 0),
  section('bfd', 'config-bfd', 0),
];

const INTERFACE: readonly Rule[] = [
  single('description'),
  single('bandwidth'),
  flag('shutdown'),
  special('ip address', 'address'),
  special('ipv6 address', 'address'),
  single('ip ospf area'),
  single('ip ospf cost'),
  single('ip ospf network'),
  single('ip ospf hello-interval'),
  single('ip ospf dead-interval'),
  flag('ip ospf passive'),
];

const ROUTER: readonly Rule[] = [
  special('neighbor', 'neighbor', 2),
  single('bgp router-id'),
  on('bgp ebgp-requires-policy'),
  on('bgp default ipv4-unicast'),
  list('bgp'),
  single('timers bgp', 2),
  single('ospf router-id'),
  single('auto-cost reference-bandwidth'),
  list('network', 1),
  list('redistribute'),
  list('passive-interface'),
  special('address-family', 'family'),
];

const FAMILY: readonly Rule[] = [
  special('neighbor', 'neighbor', 2),
  list('network'),
  list('redistribute'),
  list('aggregate-address'),
  single('maximum-paths'),
];

/** The commands of every mode: enough for the configurations of the sandbox and the tests, not all of FRR. */
export const RULES: Readonly<Record<Mode, readonly Rule[]>> = {
  config: GLOBAL,
  'config-if': INTERFACE,
  'config-vrf': [single('vni'), special('ip route', 'static-route', 2)],
  'config-router': ROUTER,
  'config-router-af': FAMILY,
  'config-route-map': [list('match'), list('set'), single('call'), single('description'), list('on-match')],
  'config-keychain': [section('key', 'config-keychain-key')],
  'config-keychain-key': [single('key-string')],
  'config-line': [single('exec-timeout'), list('access-class')],
  'config-bfd': [section('peer', 'config-bfd-peer'), section('profile', 'config-bfd-peer')],
  'config-bfd-peer': [
    flag('echo-mode'),
    flag('shutdown'),
    single('detect-multiplier'),
    single('minimum-ttl'),
  ],
};
