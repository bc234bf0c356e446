import { INTERFACES } from './interfaces.ts';
import { FIREWALL, POLICY_OPTIONS } from './policy.ts';
import { PROTOCOLS, ROUTING_INSTANCES, ROUTING_OPTIONS } from './protocols.ts';
import { APPLICATIONS, SECURITY } from './security.ts';
import { container, entry, leaf, list, statements, values, type Statement } from './statement.ts';
import { CHASSIS, SNMP, SYSTEM } from './system.ts';

const VLANS = [
  entry(
    '<#vlan:word>',
    [
      leaf('description [text]', { model: 'attribute' }),
      leaf('vlan-id [word]', { model: 'attribute' }),
      list('vlan-id-list <word>'),
      list('interface <word>'),
      leaf('l3-interface [word]'),
      container('vxlan', [leaf('vni [word]')]),
    ],
    { model: 'member' },
  ),
];

const EVERYTHING: readonly Statement[] = [
  leaf('version [word]'),
  container('groups', [entry('<#group:word>', () => EVERYTHING)]),
  container('system', SYSTEM, { model: 'attribute' }),
  container('logical-systems', [entry('<word>', () => EVERYTHING)]),
  container('chassis', CHASSIS),
  container('security', SECURITY),
  container('interfaces', INTERFACES, { model: 'attribute' }),
  container('snmp', SNMP),
  container('routing-options', ROUTING_OPTIONS),
  container('protocols', PROTOCOLS),
  container('policy-options', POLICY_OPTIONS),
  container('firewall', FIREWALL),
  container('routing-instances', ROUTING_INSTANCES, { model: 'attribute' }),
  container('applications', APPLICATIONS),
  container('vlans', VLANS, { model: 'attribute' }),
  container('bridge-domains', VLANS),
];

/** What can stand at the top level. */
export const ROOT = statements(EVERYTHING);

/** What can stand anywhere, also where nobody wrote rules. */
export const ANYWHERE = statements([
  values('apply-groups', '@group:word'),
  list('apply-groups-except <@group:word>'),
]);
