import type { PlatformRules } from './platform-rules.ts';

/**
 * Juniper Junos. What its statements mean is in `junos/`: where one ends and the next begins, which of them have one value,
 * which are lists, whose order means something. Written from vendor text and common practice, proven only against our own
 * simulator (evidence level `simulated`): confirm on a device before trusting it further.
 * What stands here is what the engine asks of every platform; Junos structures by braces, so most of it is empty.
 */
export const JUNIPER_JUNOS: PlatformRules = {
  platform: 'juniper_junos',
  volatile: [],
  exits: /^\}$/,
  comment: /^#/,
  failures: [],
  blobs: [],
  collapsesBlanks: false,
  interfaceName: (name) => name,
  isLogicalInterface: (name) => /^(ae|irb|lo|reth|st|vlan|gr|ip)[\d.-]/.test(name),
  kinds: {},
  readers: {},
  // A commit that leaves a reference to nothing fails as a whole, so the order of commands has nothing to do with it.
  symbols: {},
  lines: [],
  sections: [],
  orderedFamilies: [],
  // Junos hashes it and never shows it again.
  rewritten: [/^plain-text-password-value /],
  expandHeader: () => null,
  vlanCommandLength: 4000,
};
