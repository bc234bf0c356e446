import type { PlatformRules, SymbolRule } from './platform-rules.ts';

/** Lines that name it stay when it goes, and match nothing or everything. */
const DANGLES: SymbolRule = { onRemoval: 'dangles' };

/** Cannot be named before it is there, nor removed while it is named. */
const HELD: SymbolRule = { onRemoval: 'refused', needed: true };

/** What names stand for on IOS. Where it is not known what a device does, `dangles` sends the removals one by one. */
export const IOS_SYMBOLS: PlatformRules['symbols'] = {
  'primary-address': { within: 'section', onRemoval: 'refused', needed: true },
  peer: { within: 'section', onRemoval: 'cascades', needed: true },
  'peer-session': { within: 'section', onRemoval: 'dangles' },
  'peer-policy': { within: 'section', onRemoval: 'dangles' },
  vrf: { onRemoval: 'cascades', needed: true },
  'class-map': HELD,
  'policy-map': HELD,
  'object-group': HELD,
  'transform-set': { onRemoval: 'refused' },
  'ipsec-profile': { onRemoval: 'refused' },
  acl: DANGLES,
  'prefix-list': DANGLES,
  'route-map': DANGLES,
  'as-path': DANGLES,
  'community-list': DANGLES,
  'extcommunity-list': DANGLES,
  'time-range': DANGLES,
  interface: { onRemoval: 'dangles', standsAlone: true },
  vlan: DANGLES,
  track: DANGLES,
  sla: DANGLES,
  'sla-schedule': DANGLES,
  'key-chain': DANGLES,
  'crypto-map': DANGLES,
  keyring: DANGLES,
  'isakmp-profile': DANGLES,
  'ikev2-proposal': DANGLES,
  'ikev2-policy': DANGLES,
  'ikev2-keyring': DANGLES,
  'ikev2-profile': DANGLES,
  trustpoint: DANGLES,
  'aaa-authentication': DANGLES,
  'aaa-authorization': DANGLES,
  'aaa-group': DANGLES,
  'aaa-server': DANGLES,
  'dhcp-class': DANGLES,
  ospf: DANGLES,
  ospf6: DANGLES,
  ospfv3: DANGLES,
  eigrp: DANGLES,
  isis: DANGLES,
};
