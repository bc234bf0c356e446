import { createNode, removeChildren } from '../configuration-node.ts';
import type { ConfigurationNode } from '../configuration-node.ts';
import { nodeAt } from '../configuration-node.ts';
import { accepted, refused } from '../grammar.ts';
import { insertInOrder } from './order.ts';
import type { FrrEntered, FrrEntry } from './entry.ts';

/** Words of an attribute that tell it from others of the same neighbor: `route-map … in` and `… out` stand side by side. */
function keyOf(attribute: string, values: readonly string[]): RegExp {
  const both = ['route-map', 'prefix-list', 'filter-list', 'distribute-list'].includes(attribute);
  if (both) return new RegExp(`^${attribute} \\S+ ${values.at(-1) ?? ''}$`);
  if (attribute === 'timers') return values[0] === 'connect' ? /^timers connect / : /^timers \d/;
  return new RegExp(`^${attribute}( |$)`);
}

/**
 * A line of `router bgp` or of an address family about one neighbor. A neighbor exists from its `remote-as` or `peer-group` on;
 * taking that away takes all of it away, in every address family.
 */
export function enterNeighbor(entry: FrrEntry): FrrEntered {
  const { negated, place, section } = entry;
  const [name = '', attribute = '', ...values] = entry.rest;
  const instance = instanceOf(entry);
  const prefix = `neighbor ${name} `;
  const exists = instance.children.some(({ line }) => line.startsWith(prefix));
  const defines = attribute === 'remote-as' || attribute === 'peer-group';
  if (negated && (attribute === '' || (attribute === 'remote-as' && place.mode === 'config-router'))) {
    for (const node of [instance, ...instance.children]) removeChildren(node, isAbout(name));
    return accepted(place);
  }
  if (!exists && !defines) return refused('% Specify remote-as or peer-group commands first');
  if (attribute === 'activate') return activate(entry, name);
  const key = keyOf(attribute, values);
  removeChildren(section, (line) => line.startsWith(prefix) && key.test(line.slice(prefix.length)));
  if (!negated) insertInOrder(section, createNode(entry.line), false);
  return accepted(place);
}

function instanceOf({ box, place, section }: FrrEntry): ConfigurationNode {
  return place.mode === 'config-router-af' ? (nodeAt(box.root, place.path.slice(0, -1)) ?? section) : section;
}

function isAbout(name: string): (line: string) => boolean {
  return (line) => line.startsWith(`neighbor ${name} `) || line.startsWith(`no neighbor ${name} `);
}

/** Neighbors speak IPv4 unicast unless told otherwise, and the other families only when told: only what differs is shown. */
function activate({ section, negated, place }: FrrEntry, name: string): FrrEntered {
  const isDefault = (place.path.at(-1) ?? '').startsWith('address-family ipv4 unicast') !== negated;
  removeChildren(section, (line) => /^(no )?neighbor \S+ activate$/.test(line) && isAbout(name)(line));
  if (!isDefault)
    insertInOrder(section, createNode(`${negated ? 'no ' : ''}neighbor ${name} activate`), false);
  return accepted(place);
}
