import type { Entered, Entry } from './entering.ts';
import { accepted, invalidRest, refused } from './entering.ts';
import { ipv6NameOf, switches } from './names.ts';
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

/** Reads `ip address 10.0.0.1/24 [secondary]`, also `ip address virtual`; null for any other line. */
export function ipv4LineOf(line: string): Ipv4Line | null {
  const [, address, length, secondary] =
    /^ip address (?:virtual )?([\d.]+)\/(\d+)( secondary)?$/.exec(line) ?? [];
  if (address === undefined) return null;
  return { address, length: Number(length), secondary: secondary !== undefined };
}

export function enterIpAddress(entry: Entry): Entered {
  if (entry.negated) return removeAddress(entry);
  const [virtual] = entry.rest;
  const rest = virtual === 'virtual' ? entry.rest.slice(1) : entry.rest;
  const typed = addressOf(rest);
  if (typed === null) return invalidRest(entry, 0);
  const { address, length, more } = typed;
  if (length < 31 && networkOf(address, length) === address)
    return refused(`% Invalid interface address ${address}/${length}`);
  if (more.length > 1 || (more[0] !== undefined && more[0] !== 'secondary')) return invalidRest(entry, 1);
  const isSecondary = more[0] === 'secondary';
  const other = overlapping(entry, { address, length, secondary: isSecondary });
  if (other !== null) return refused(`% Address ${address}/${length} overlaps with ${other}`);
  const words = virtual === 'virtual' ? 'ip address virtual' : 'ip address';
  const line = `${words} ${address}/${length}${isSecondary ? ' secondary' : ''}`;
  if (isSecondary && primaryOf(entry.section) === undefined)
    return refused('% Primary address must be assigned first');
  set(entry, line, isSecondary);
  return accepted(entry.place, notRouted(entry));
}

/** `10.0.0.1/24` and `10.0.0.1 255.255.255.0` are the same; EOS shows the first form. */
function addressOf(rest: readonly string[]) {
  const [first = '', second] = rest;
  const [address = '', typedLength] = first.split('/');
  if (ipv4Of(address) === null) return null;
  if (typedLength === undefined) {
    const length = maskLengthOf(second ?? '');
    return length === null ? null : { address, length, more: rest.slice(2) };
  }
  const isLength = /^\d{1,2}$/.test(typedLength) && Number(typedLength) <= 32;
  return isLength ? { address, length: Number(typedLength), more: rest.slice(1) } : null;
}

/** EOS says so and takes the line all the same. */
function notRouted({ place, section }: Entry): string {
  const name = place.path[0]?.slice('interface '.length) ?? '';
  return switches(name) && childOf(section, 'no switchport') === null
    ? `! IP configuration will be ignored while interface ${name} is not a routed port.`
    : '';
}

function primaryOf(section: ConfigurationNode): ConfigurationNode | undefined {
  return section.children.find(
    (child) => child.line.startsWith('ip address ') && !child.line.endsWith(' secondary'),
  );
}

function set(entry: Entry, line: string, isSecondary: boolean): void {
  const { section } = entry;
  const old = primaryOf(section);
  if (isSecondary) {
    if (childOf(section, line) !== null || old === undefined) return;
    const last = section.children.findLastIndex((child) => child.line.startsWith('ip address '));
    section.children.splice(last + 1, 0, createNode(line));
    return;
  }
  removeChildren(section, (other) => other === `${line} secondary`);
  if (old !== undefined) old.line = line;
  else insertInOrder(section, createNode(line), false);
}

function removeAddress(entry: Entry): Entered {
  const { section, rest } = entry;
  if (rest.length === 0) {
    removeChildren(section, (line) => line.startsWith('ip address '));
    return accepted(entry.place);
  }
  const isPrimary = rest.at(-1) !== 'secondary';
  if (isPrimary && section.children.some((child) => child.line.endsWith(' secondary')))
    return refused('% Primary address cannot be deleted before secondary');
  const removed = removeChildren(section, (line) => line === entry.line);
  return removed ? accepted(entry.place) : refused(`% Address ${rest[0] ?? ''} not found on interface`);
}

/** The interface of the same VRF whose network this one would touch, or null. */
function overlapping(entry: Entry, wanted: Ipv4Line): string | null {
  const vrf = vrfOf(entry.section);
  for (const node of entry.box.root.children) {
    if (!node.line.startsWith('interface ') || vrfOf(node) !== vrf) continue;
    for (const child of node.children) {
      const other = ipv4LineOf(child.line);
      if (other === null) continue;
      const isReplaced = node === entry.section && (!wanted.secondary || other.address === wanted.address);
      const length = Math.min(wanted.length, other.length);
      if (!isReplaced && sameNetwork(wanted.address, other.address, length))
        return node.line.slice('interface '.length);
    }
  }
  return null;
}

/** The VRF line of an interface, empty in the default VRF. */
export function vrfOf(section: ConfigurationNode): string {
  return section.children.find((child) => child.line.startsWith('vrf '))?.line.slice('vrf '.length) ?? '';
}

export function enterIpv6Address(entry: Entry): Entered {
  const [typed, ...more] = entry.rest;
  if (entry.negated && typed === undefined) {
    removeChildren(entry.section, (line) => line.startsWith('ipv6 address '));
    return accepted(entry.place);
  }
  const address = ipv6NameOf(typed ?? '');
  if (address === null || !address.includes('/')) return invalidRest(entry);
  const line = ['ipv6 address', address, ...more].join(' ');
  if (entry.negated) removeChildren(entry.section, (other) => other === line);
  else if (childOf(entry.section, line) === null) insertInOrder(entry.section, createNode(line), false);
  return accepted(entry.place, notRouted(entry));
}

/** Moving an interface to another VRF takes its addresses away without a word (facts/config-diff.md D 13). */
export function enterVrfMember(entry: Entry): Entered {
  const [vrf = ''] = entry.rest;
  const known = entry.box.root.children.some((child) => child.line === `vrf instance ${vrf}`);
  if (!entry.negated && vrf !== 'default' && !known) return refused(`% VRF ${vrf} does not exist`);
  const next = entry.negated || vrf === 'default' ? '' : vrf;
  if (vrfOf(entry.section) !== next) removeChildren(entry.section, (line) => /^ip(v6)? address /.test(line));
  removeChildren(entry.section, (line) => line.startsWith('vrf '));
  if (next !== '') insertInOrder(entry.section, createNode(`vrf ${next}`), false);
  return accepted(entry.place);
}
