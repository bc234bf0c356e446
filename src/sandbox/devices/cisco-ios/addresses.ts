import type { Entered, Entry } from './entering.ts';
import { accepted, invalidRest, refused } from './entering.ts';
import { ipv6NameOf } from './names.ts';
import { insertInOrder } from './order.ts';
import { childOf, createNode, removeChildren } from '../configuration-node.ts';
import type { ConfigurationNode } from '../configuration-node.ts';
import { ipv4Of, maskLengthOf, networkOf, sameNetwork } from '../ip-address.ts';

/** An address line of an interface, taken apart. */
export interface Ipv4Line {
  readonly address: string;
  readonly length: number;
  readonly secondary: boolean;
}

/** Reads `ip address 10.0.0.1 255.255.255.0 [secondary]`; null for any other line. */
export function ipv4LineOf(line: string): Ipv4Line | null {
  const [, address, mask, secondary] = /^ip address (\S+) (\S+)( secondary)?$/.exec(line) ?? [];
  const length = mask === undefined ? null : maskLengthOf(mask);
  if (address === undefined || length === null) return null;
  return { address, length, secondary: secondary !== undefined };
}

export function enterIpAddress(entry: Entry): Entered {
  if (entry.negated) return removeAddress(entry);
  const [address = '', mask = '', word] = entry.rest;
  if (address === 'dhcp') return setPrimary(entry, 'ip address dhcp', '');
  if (ipv4Of(address) === null) return invalidRest(entry, 0);
  if (mask === '') return refused('% Incomplete command.');
  const length = maskLengthOf(mask);
  if (length === null) return refused(`Bad mask ${mask} for address ${address}`);
  if (length < 31 && networkOf(address, length) === address)
    return refused(`Bad mask /${length} for address ${address}`);
  if (word !== undefined && word !== 'secondary') return invalidRest(entry, 2);
  const other = overlapping(entry, address, length, word === 'secondary');
  if (other !== null) return refused(`% ${networkOf(address, length)} overlaps with ${other}`);
  // IOS accepts this one although it begins with a percent sign.
  const notice = length === 31 ? '% Warning: use /31 mask on non point-to-point interface cautiously' : '';
  const line = `ip address ${address} ${mask}`;
  return word === 'secondary'
    ? addSecondary(entry, `${line} secondary`, notice)
    : setPrimary(entry, line, notice);
}

function primaryOf(section: ConfigurationNode): ConfigurationNode | undefined {
  return section.children.find(
    (child) => child.line.startsWith('ip address ') && !child.line.endsWith(' secondary'),
  );
}

function setPrimary(entry: Entry, line: string, notice: string): Entered {
  const old = primaryOf(entry.section);
  removeChildren(entry.section, (other) => other === 'no ip address' || other === `${line} secondary`);
  if (old !== undefined) old.line = line;
  else insertInOrder(entry.section, createNode(line), false);
  return accepted(entry.place, notice);
}

/** Secondaries stand before the primary, as IOS shows them. */
function addSecondary(entry: Entry, line: string, notice: string): Entered {
  const primary = primaryOf(entry.section);
  if (primary === undefined) return refused('% Primary address must be configured first');
  if (childOf(entry.section, line) === null)
    entry.section.children.splice(entry.section.children.indexOf(primary), 0, createNode(line));
  return accepted(entry.place, notice);
}

function removeAddress(entry: Entry): Entered {
  const { section, rest } = entry;
  if (rest.length === 0) {
    removeChildren(section, (line) => line.startsWith('ip address '));
    return accepted(entry.place);
  }
  const isLast = rest.at(-1) !== 'secondary';
  if (isLast && section.children.some((child) => child.line.endsWith(' secondary')))
    return refused('Must delete secondary before deleting primary');
  if (!removeChildren(section, (line) => line === entry.line)) return refused('Invalid address');
  return accepted(entry.place);
}

/** The interface of the same VRF whose network this one would touch, or null. */
function overlapping(entry: Entry, address: string, length: number, secondary: boolean): string | null {
  const vrf = vrfOf(entry.section);
  for (const node of entry.box.root.children) {
    if (!node.line.startsWith('interface ') || vrfOf(node) !== vrf) continue;
    for (const child of node.children) {
      const other = ipv4LineOf(child.line);
      if (other === null) continue;
      const isReplaced = node === entry.section && (!secondary || other.address === address);
      if (!isReplaced && sameNetwork(address, other.address, Math.min(length, other.length)))
        return node.line.slice('interface '.length);
    }
  }
  return null;
}

function vrfOf(section: ConfigurationNode): string {
  return section.children.find((child) => child.line.startsWith('vrf forwarding '))?.line ?? '';
}

export function enterIpv6Address(entry: Entry): Entered {
  const [typed, ...more] = entry.rest;
  if (entry.negated && typed === undefined) {
    removeChildren(entry.section, (line) => line.startsWith('ipv6 address '));
    return accepted(entry.place);
  }
  const address = ipv6NameOf(typed ?? '');
  if (address === null) return invalidRest(entry);
  const line = ['ipv6 address', address, ...more].join(' ');
  if (entry.negated) removeChildren(entry.section, (other) => other === line);
  else if (childOf(entry.section, line) === null) insertInOrder(entry.section, createNode(line), false);
  return accepted(entry.place);
}

/** Moving an interface to another VRF takes its addresses away, and says so (facts/config-diff.md D 13). */
export function enterVrfMember(entry: Entry): Entered {
  const [vrf = ''] = entry.rest;
  const name = entry.place.path[0]?.slice('interface '.length) ?? '';
  const known = entry.box.root.children.some((child) => child.line === `vrf definition ${vrf}`);
  if (!entry.negated && !known) return refused(`% VRF ${vrf} not configured.`);
  const had = removeChildren(entry.section, (line) => /^ip(v6)? address /.test(line));
  removeChildren(entry.section, (line) => line.startsWith('vrf forwarding '));
  if (!entry.negated) insertInOrder(entry.section, createNode(entry.line), false);
  const verb = entry.negated ? 'disabling' : 'enabling';
  const notice = `% Interface ${name} IPv4 disabled and address(es) removed due to ${verb} VRF ${vrf}`;
  return accepted(entry.place, had ? notice : '');
}
