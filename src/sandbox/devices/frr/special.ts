import { childOf, createNode, removeChildren } from '../configuration-node.ts';
import type { ConfigurationNode } from '../configuration-node.ts';
import { accepted, invalidRest, refused } from '../grammar.ts';
import type { FrrEntered, FrrEntry, Mode, SpecialKind } from './entry.ts';
import { insertInOrder } from './order.ts';
import { enterNeighbor } from './neighbor.ts';

/** What they do. */
export const SPECIAL: Readonly<Record<SpecialKind, (entry: FrrEntry) => FrrEntered>> = {
  interface: enterInterface,
  bgp: enterBgp,
  family: enterFamily,
  address: enterAddress,
  neighbor: enterNeighbor,
  'static-route': enterRoute,
};

/** Enters a section, which is made if it is not there. The texts of refusals are those of the lab. */
function open(entry: FrrEntry, line: string, mode: Mode): FrrEntered {
  if (childOf(entry.section, line) === null)
    insertInOrder(entry.section, createNode(line), entry.place.path.length === 0);
  return accepted({ path: [...entry.place.path, line], mode });
}

function remove(section: ConfigurationNode, line: string): boolean {
  return removeChildren(section, (other) => other === line);
}

/** A VRF behind the name is taken and not shown (seen on 8.4.4): whose port it is, the kernel says. */
function enterInterface(entry: FrrEntry): FrrEntered {
  const [name = '', word, vrf] = entry.rest;
  if (word !== undefined && (word !== 'vrf' || vrf === undefined || entry.rest.length > 3))
    return invalidRest(entry);
  const line = `interface ${name}`;
  if (!entry.negated) return open(entry, line, 'config-if');
  remove(entry.section, line);
  return accepted(entry.place);
}

/** One instance in the default VRF, with one AS. */
function enterBgp(entry: FrrEntry): FrrEntered {
  const [as = '', word, vrf] = entry.rest;
  if (!/^\d+$/.test(as) || (word !== undefined && (word !== 'vrf' || vrf === undefined)))
    return invalidRest(entry);
  const others = entry.section.children.filter((node) => /^router bgp /.test(node.line));
  const same = others.find((node) => (/ vrf (\S+)$/.exec(node.line)?.[1] ?? null) === (vrf ?? null));
  if (entry.negated) {
    if (same?.line !== entry.line) return refused("% Can't find BGP instance");
    remove(entry.section, entry.line);
    return accepted(entry.place);
  }
  if (same !== undefined && same.line !== entry.line)
    return refused(`BGP is already running; AS is ${same.line.split(' ')[2] ?? ''}`);
  return open(entry, entry.line, 'config-router');
}

function enterFamily(entry: FrrEntry): FrrEntered {
  const [family = '', kind = 'unicast', ...more] = entry.rest;
  if (!/^(ipv4|ipv6|l2vpn)$/.test(family) || more.length > 0) return invalidRest(entry);
  const line = `address-family ${family} ${kind}`;
  if (!entry.negated) return open(entry, line, 'config-router-af');
  remove(entry.section, line);
  return accepted(entry.place);
}

/** Addresses have a prefix length, and a port has as many as it is given. */
function enterAddress(entry: FrrEntry): FrrEntered {
  const [address = '', ...more] = entry.rest;
  const fits =
    entry.words === 'ip address' ? /^\d+\.\d+\.\d+\.\d+\/\d+$/ : /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\/\d+$/;
  if (!fits.test(address) || more.length > 0) return invalidRest(entry);
  if (entry.negated)
    return remove(entry.section, entry.line) ? accepted(entry.place) : refused("% Can't find address");
  if (childOf(entry.section, entry.line) === null)
    insertInOrder(entry.section, createNode(entry.line), false);
  return accepted(entry.place);
}

/** A route that is not there is told with exit status 0. */
function enterRoute(entry: FrrEntry): FrrEntered {
  if (entry.negated)
    return accepted(
      entry.place,
      remove(entry.section, entry.line) ? '' : '% Refusing to remove a non-existent route',
    );
  if (childOf(entry.section, entry.line) === null)
    insertInOrder(entry.section, createNode(entry.line), entry.place.path.length === 0);
  return accepted(entry.place);
}
