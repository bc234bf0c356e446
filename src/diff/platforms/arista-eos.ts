import { EOS_BGP } from './arista-eos-bgp.ts';
import { EOS_INTERFACES } from './arista-eos-interfaces.ts';
import { EOS_LIST_LINES, EOS_LIST_SECTIONS, EOS_ORDERED_FAMILIES } from './arista-eos-lists.ts';
import { EOS_QOS_LINES, EOS_QOS_SECTIONS } from './arista-eos-qos.ts';
import { EOS_ROUTERS, EOS_ROUTING_LINES, EOS_VRFS, readRouteOptions } from './arista-eos-routing.ts';
import { EOS_SYSTEM_LINES, EOS_SYSTEM_SECTIONS } from './arista-eos-system.ts';
import { readAccessListEntry, readRemark } from './eos-access-list-entry.ts';
import { eosInterfaceName, expandEosHeader, isLogicalEosInterface } from './eos-interface-name.ts';
import { readKey, readSecret, readServerOptions, STORED_SECRET } from './eos-secret.ts';
import { entryInItsList, respellEosLine } from './eos-spelling.ts';
import { EOS_KINDS, readAddress, readSecondaryAddress } from './eos-words.ts';
import type { BlobRule, PlatformRules } from './platform-rules.ts';

/**
 * Arista EOS. Written from vendor text and configurations in the open, proven only against our own simulator
 * (evidence level `simulated`): confirm on a device before trusting it further.
 * Lines that have no rule are compared as they are.
 */

/** A banner ends with a line that is `EOF` alone; whatever stands before is its text, `!` and `no` included. */
const BANNER: BlobRule = {
  word: 'banner',
  start: /^banner (login|motd|exec)$/,
  endOf: () => (line) => line.trimEnd() === 'EOF',
  keyOf: (startLine) => startLine,
  canonical: (_startLine, following) => following.slice(0, -1).join('\n'),
  write: (startLine, following) => [startLine, ...following.slice(0, -1), 'EOF'],
};

/** A script of several lines behind `action bash`, indented as the section is. */
const SCRIPT: BlobRule = {
  word: 'action',
  start: /^action bash$/,
  endOf: () => (line) => line.trim() === 'EOF',
  keyOf: (startLine) => startLine,
  canonical: (_startLine, following) => following.map((line) => line.trim()).join('\n'),
  // It would be run: told, never sent.
  write: null,
};

export const ARISTA_EOS: PlatformRules = {
  platform: 'arista_eos',
  // What EOS puts above a configuration are comments.
  volatile: [],
  exits: /^(exit|end)$/,
  // `!` between sections, `! Command: …` above them, and `!!` for the remarks people leave inside.
  comment: /^!/,
  failures: [/^% /, /^Authorization denied/],
  blobs: [BANNER, SCRIPT],
  collapsesBlanks: false,
  interfaceName: eosInterfaceName,
  isLogicalInterface: isLogicalEosInterface,
  kinds: EOS_KINDS,
  readers: {
    address: readAddress,
    'secondary-address': readSecondaryAddress,
    'access-list-entry': readAccessListEntry,
    'route-options': readRouteOptions,
    key: readKey,
    secret: readSecret,
    'server-options': readServerOptions,
    remark: readRemark,
  },
  symbols: {
    // EOS takes a reference to a list or a policy that is not there, and keeps it when the list goes.
    acl: { onRemoval: 'dangles' },
    acl6: { onRemoval: 'dangles' },
    'mac-acl': { onRemoval: 'dangles' },
    'prefix-list': { onRemoval: 'dangles' },
    'prefix-list6': { onRemoval: 'dangles' },
    'route-map': { onRemoval: 'dangles' },
    'peer-filter': { onRemoval: 'dangles' },
    'as-path': { onRemoval: 'dangles' },
    community: { onRemoval: 'dangles' },
    extcommunity: { onRemoval: 'dangles' },
    'large-community': { onRemoval: 'dangles' },
    vlan: { onRemoval: 'dangles' },
    isis: { onRemoval: 'dangles' },
    // What is in use by a policy or an interface is detached first: EOS refuses, or takes the users along, by release.
    'class-qos': { onRemoval: 'refused', needed: true },
    'class-pbr': { onRemoval: 'refused', needed: true },
    'policy-qos': { onRemoval: 'refused' },
    'policy-pbr': { onRemoval: 'refused' },
    vrf: { onRemoval: 'refused', needed: true },
    peer: { within: 'section', onRemoval: 'cascades' },
    user: { onRemoval: 'cascades', needed: true },
    'primary-address': { within: 'section', onRemoval: 'refused', needed: true },
    'virtual-address': { within: 'section', onRemoval: 'refused', needed: true },
  },
  lines: [...EOS_SYSTEM_LINES, ...EOS_ROUTING_LINES, ...EOS_LIST_LINES, ...EOS_QOS_LINES],
  sections: [
    ...EOS_SYSTEM_SECTIONS,
    ...EOS_VRFS,
    ...EOS_LIST_SECTIONS,
    ...EOS_QOS_SECTIONS,
    ...EOS_INTERFACES,
    EOS_BGP,
    ...EOS_ROUTERS,
  ],
  orderedFamilies: EOS_ORDERED_FAMILIES,
  rewritten: [STORED_SECRET, /^snmp-server user \S+ \S+ \S+ (?=localized )/],
  expandHeader: expandEosHeader,
  rewriteLine: entryInItsList,
  respell: respellEosLine,
  vlanCommandLength: 200,
};
