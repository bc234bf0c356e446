import { readRules } from './rule.ts';
import type { Rule } from './rule.ts';

/** What this device understands: the part of Junos that a small router or switch uses. Written as in `rule.ts`. */

const SERVER = readRules(`
port =
secret =
source-address =
timeout =
`);

const FILTERS = readRules(`
filter {}
  input =
  output =
`);

const UNIT = readRules(
  `
description =
disable ?
vlan-id =
bandwidth =
family inet !
  mtu =
  &filters
  address * *
    primary ?
    preferred ?
    vrrp-group * *
      virtual-address []
      priority =
      accept-data ?
family inet6 !
  mtu =
  &filters
  address * *
family ethernet-switching !
  interface-mode =
  vlan {}
    members []
  native-vlan-id =
family mpls !
family iso !
  address []
`,
  { filters: FILTERS },
);

const INTERFACES = readRules(
  `
* *
  description =
  disable ?
  vlan-tagging ?
  flexible-vlan-tagging ?
  native-vlan-id =
  mtu =
  speed =
  gigether-options {}
    802.3ad =
    no-auto-negotiation ?
  ether-options {}
    802.3ad =
  aggregated-ether-options {}
    lacp !
      active ?
      passive ?
      periodic =
    minimum-links =
  unit * *
    &unit
`,
  { unit: UNIT },
);

const BGP_LEVEL = readRules(`
type =
description =
local-address =
hold-time =
passive ?
multihop !
  ttl =
import []
family inet {}
  unicast !
    prefix-limit {}
      maximum =
family inet6 {}
  unicast !
authentication-key =
export []
cluster =
peer-as =
local-as =
shutdown !
`);

const ROUTING_OPTIONS = readRules(`
static {}
  route * - *
    next-hop []
    discard ?
    reject ?
    preference =
    metric =
    community []
    no-readvertise ?
router-id =
autonomous-system =
`);

const PROTOCOLS = readRules(
  `
bgp {}
  group * *
    &bgp
    neighbor * *
      &bgp
  &bgp
ospf {}
  export []
  area * *
    interface * *
      interface-type =
      metric =
      passive !
      disable ?
      hello-interval =
      dead-interval =
      authentication {}
        simple-password =
lldp !
  disable ?
  interface * *
    disable ?
rstp !
  interface * *
    edge ?
`,
  { bgp: BGP_LEVEL },
);

const TERM = readRules(`
term * >
  from {}
    protocol []
    prefix-list * *
    route-filter * exact ?
    route-filter * orlonger ?
    community []
    source-address * *
    destination-address * *
    destination-port []
    source-port []
  then {}
    metric =
    local-preference =
    community add * ?
    next-hop =
    count =
    log ?
    discard ?
    accept ?
    reject ?
`);

const EVERYTHING = readRules(
  `
version =
system {}
  host-name =
  domain-name =
  time-zone =
  authentication-order []
  root-authentication {}
    encrypted-password =
    ssh-rsa * *
  name-server {}
    * *
  radius-server * *
    &server
  tacplus-server * *
    &server
  login {}
    message =
    class * *
      permissions []
      idle-timeout =
    user * *
      full-name =
      uid =
      class =
      authentication {}
        encrypted-password =
        ssh-rsa * *
        ssh-ed25519 * *
  services {}
    ftp !
    ssh !
      root-login =
      protocol-version []
      connection-limit =
    netconf {}
      ssh !
    telnet !
  syslog {}
    host * *
      any =
    file * *
      any =
      authorization =
  ntp {}
    server * *
chassis {}
  aggregated-devices {}
    ethernet {}
      device-count =
interfaces {}
  &interfaces
snmp {}
  location =
  contact =
  community * *
    authorization =
policy-options {}
  prefix-list * *
    * *
  policy-statement * *
    &term
    then {}
      accept ?
      reject ?
  community * *
    members []
firewall {}
  family inet {}
    filter * *
      &term
routing-instances {}
  * *
    instance-type =
    interface * *
    route-distinguisher =
    vrf-target =
    routing-options {}
      &routing
    protocols {}
      &protocols
routing-options {}
  &routing
protocols {}
  &protocols
vlans {}
  * *
    description =
    vlan-id =
    l3-interface =
    interface []
`,
  {
    server: SERVER,
    interfaces: INTERFACES,
    term: TERM,
    routing: ROUTING_OPTIONS,
    protocols: PROTOCOLS,
  },
);

/** The top of the configuration. */
export const TOP_RULE: Rule = { kind: 'container', words: [], children: EVERYTHING, isOnOneLine: false };
