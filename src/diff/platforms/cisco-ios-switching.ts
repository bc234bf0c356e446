import { parseVlanList } from '../vlan-list.ts';
import { attribute, member, section, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

const VLAN_LINES: readonly LineRule[] = [
  attribute('name {text}', { model: 'attribute' }),
  attribute('private-vlan association [vlans]'),
  member('private-vlan (primary|isolated|community)'),
  member('remote-span'),
  attribute('state [word]'),
  attribute('mtu [number]'),
  toggle('shutdown', 'off'),
];

const VRF_FAMILY: Partial<SectionRule> = { exit: 'exit-address-family' };

const VRF_FAMILY_LINES: readonly LineRule[] = [
  member('route-target (import|export) <rd>'),
  member('route-target (import|export) <rd> stitching'),
  attribute('import (ipv4|ipv6) unicast map [@route-map]', { negation: 'line' }),
  attribute('import map [@route-map]'),
  attribute('export map [@route-map]'),
  attribute('maximum routes ...'),
  attribute('import path ...'),
];

const VRFS: readonly SectionRule[] = [
  section(
    'vrf definition <#vrf>',
    [
      attribute('description {text}'),
      attribute('rd [rd]', { negation: 'line', change: 'remove first' }),
      attribute('vnid ...'),
      ...VRF_FAMILY_LINES,
    ],
    {
      exit: null,
      sections: [
        section('address-family ipv4', VRF_FAMILY_LINES, VRF_FAMILY),
        section('address-family ipv6', VRF_FAMILY_LINES, VRF_FAMILY),
        section('address-family <...>', VRF_FAMILY_LINES, VRF_FAMILY),
      ],
    },
  ),
  section('ip vrf <#vrf>', [
    attribute('description {text}'),
    attribute('rd [rd]', { negation: 'line', change: 'remove first' }),
    ...VRF_FAMILY_LINES,
  ]),
];

const SPANNING_TREE_REGIONS: SectionRule = section(
  'spanning-tree mst configuration',
  [
    attribute('name [word]'),
    attribute('revision [number]'),
    attribute('instance <number> vlan [vlans]', { change: 'remove first' }),
  ],
  { presence: 'implied' },
);

export const IOS_SWITCHING: readonly SectionRule[] = [
  section('vlan <reserved-vlan>', VLAN_LINES, { presence: 'implied' }),
  section('vlan <#vlan:vlan>', VLAN_LINES, { model: 'asked' }),
  section('vlan configuration <vlans>', [attribute('ip flow monitor [word] input', { negation: 'line' })]),
  ...VRFS,
  SPANNING_TREE_REGIONS,
];

/** IOS adds the VLANs of a second such line to those of the first. */
const VLANS: Partial<LineRule> = { negation: 'line', change: 'remove first' };

export const IOS_SWITCHING_LINES: readonly LineRule[] = [
  attribute('vtp mode ...', { negation: 'key' }),
  attribute('vtp domain [word]', { negation: 'never' }),
  attribute('vtp version [number]'),
  attribute('vtp password {secret}'),
  attribute('spanning-tree mode [word]'),
  toggle('spanning-tree extend system-id', 'on'),
  toggle('spanning-tree loopguard default', 'off'),
  toggle('spanning-tree portfast default', 'off'),
  toggle('spanning-tree portfast edge default', 'off'),
  toggle('spanning-tree portfast bpduguard default', 'off'),
  toggle('spanning-tree portfast edge bpduguard default', 'off'),
  toggle('spanning-tree portfast bpdufilter default', 'off'),
  toggle('spanning-tree logging', 'off'),
  toggle('spanning-tree etherchannel guard misconfig', 'on'),
  attribute('spanning-tree pathcost method [word]'),
  toggle('spanning-tree vlan <vlans>', 'on'),
  attribute('spanning-tree vlan <vlans> (priority|hello-time|forward-time|max-age) [number]'),
  attribute('spanning-tree mst <word> priority [number]'),
  attribute('vlan internal allocation policy [word]'),
  attribute('ip dhcp snooping vlan [vlans]', VLANS),
  toggle('ip dhcp snooping', 'off'),
  toggle('ip dhcp snooping information option', 'on'),
  attribute('ip arp inspection vlan [vlans]', VLANS),
  attribute('ip arp inspection validate ...'),
  toggle('ip igmp snooping', 'on'),
  toggle('ip igmp snooping vlan <number>', 'on'),
  toggle('ip device tracking', 'off'),
  member('errdisable recovery cause <word>'),
  attribute('errdisable recovery interval [number]', {
    standard: { line: 'errdisable recovery interval 300', in: /^$/ },
  }),
  toggle('errdisable detect cause <word>', 'on'),
  attribute('port-channel load-balance ...'),
  attribute('system mtu [number]'),
  attribute('system mtu (jumbo|routing) [number]'),
  attribute('udld [enable|aggressive]', { negation: 'line' }),
  attribute('udld message time [number]'),
  attribute('mac address-table aging-time [number]'),
  member('mac address-table static <mac> vlan <number> interface <@interface:if>'),
  toggle('cdp run', 'on'),
  toggle('lldp run', 'off'),
  toggle('mls qos', 'off'),
  toggle('dot1x system-auth-control', 'off'),
];

/** `vlan 10,20-22` stands for four sections; null for any other line, and for a single VLAN. */
export function expandVlanHeader(line: string): readonly string[] | null {
  const [, list = ''] = /^vlan (\d[\d,-]*[,-][\d,-]*)$/.exec(line) ?? [];
  return list === '' ? null : (parseVlanList(list)?.map((id) => `vlan ${id}`) ?? null);
}
