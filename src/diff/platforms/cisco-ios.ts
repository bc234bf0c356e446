import { iosInterfaceName, isLogicalIosInterface } from '../interface-name.ts';
import { IOS_BGP } from './cisco-ios-bgp.ts';
import { IOS_BLOBS } from './cisco-ios-blobs.ts';
import { expandInterfaceRange, IOS_INTERFACES } from './cisco-ios-interfaces.ts';
import { IOS_KINDS, IOS_READERS } from './cisco-ios-kinds.ts';
import {
  IOS_LIST_LINES,
  IOS_LIST_SECTIONS,
  IOS_ORDERED_LISTS,
  numberedAccessList,
} from './cisco-ios-lists.ts';
import { IOS_QOS } from './cisco-ios-qos.ts';
import { IOS_ROUTES, IOS_ROUTING } from './cisco-ios-routing.ts';
import { IOS_SERVICE_LINES, IOS_SERVICES } from './cisco-ios-services.ts';
import { expandVlanHeader, IOS_SWITCHING, IOS_SWITCHING_LINES } from './cisco-ios-switching.ts';
import { IOS_SYMBOLS } from './cisco-ios-symbols.ts';
import { IOS_ORDERED_SYSTEM_LINES, IOS_SYSTEM, IOS_SYSTEM_LINES } from './cisco-ios-system.ts';
import { INCOMPARABLE_SECRET } from './cisco-secret.ts';
import type { PlatformRules } from './platform-rules.ts';

/**
 * Cisco IOS and IOS-XE. Written from vendor text and common practice, proven only against our own simulator
 * (evidence level `simulated`): confirm on a device before trusting it further.
 * Lines that have no rule are compared as they are, with a warning.
 */
export const CISCO_IOS: PlatformRules = {
  platform: 'cisco_ios',
  volatile: [
    /^Building configuration\.\.\.$/,
    /^Current configuration : \d+ bytes$/,
    /^ntp clock-period \d+$/,
    /^Load for five secs: .*$/,
    /^Time source is .*$/,
    // Of the software, which is compared as such.
    /^version \d+(\.\d+)*$/,
  ],
  exits: /^(exit|exit-[a-z-]+|end)$/,
  comment: /^!/,
  failures: [
    /^% ?(Invalid|Incomplete|Ambiguous|Unknown|Unrecognized|Error|Bad|Cannot|Unavailable|Access denied)/,
    /^Command authorization failed/,
    /^Translating "/,
  ],
  blobs: IOS_BLOBS,
  collapsesBlanks: false,
  interfaceName: iosInterfaceName,
  isLogicalInterface: isLogicalIosInterface,
  kinds: IOS_KINDS,
  readers: IOS_READERS,
  symbols: IOS_SYMBOLS,
  lines: [
    ...IOS_SYSTEM_LINES,
    ...IOS_SWITCHING_LINES,
    ...IOS_LIST_LINES,
    ...IOS_ROUTES,
    ...IOS_SERVICE_LINES,
  ],
  sections: [
    ...IOS_SYSTEM,
    ...IOS_SWITCHING,
    ...IOS_LIST_SECTIONS,
    ...IOS_QOS,
    ...IOS_SERVICES,
    ...IOS_INTERFACES,
    ...IOS_ROUTING,
    IOS_BGP,
  ],
  orderedFamilies: [...IOS_ORDERED_LISTS, ...IOS_ORDERED_SYSTEM_LINES],
  rewritten: [
    INCOMPARABLE_SECRET,
    // In lines without a rule: no type but 0 and 7 can be compared with another one.
    /^.*?\b(?:password|secret|key|key-string|authentication-key|md5|psk) [5-9] /,
  ],
  expandHeader: (line) => expandInterfaceRange(line) ?? expandVlanHeader(line),
  rewriteLine: otherSpelling,
  // IOS cuts input lines at about 254 characters; the command words take some of them.
  vlanCommandLength: 180,
};

/** Older and shorter spellings of a line; several lines where it stands for a section. */
function otherSpelling(line: string): string | null {
  const [, no = '', name = ''] = /^(no )?ip domain-(name|lookup)(?= |$)/.exec(line) ?? [];
  if (name !== '') return line.replace(/^(?:no )?ip domain-\w+/, `${no}ip domain ${name}`);
  if (/^logging \d+\.\d+\.\d+\.\d+$/.test(line)) return line.replace('logging ', 'logging host ');
  if (/^class-map \S+$/.test(line)) return line.replace('class-map ', 'class-map match-all ');
  const [, scope = '', servers] = /^ip name-server( vrf \S+)?((?: [0-9a-fA-F.:]+){2,})$/.exec(line) ?? [];
  if (servers !== undefined) {
    const addresses = servers.trim().split(' ');
    return addresses.map((address) => `ip name-server${scope} ${address}`).join('\n');
  }
  return numberedAccessList(line);
}
