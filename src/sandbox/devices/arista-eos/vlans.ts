import type { Entered, Entry } from './entering.ts';
import { accepted, invalidRest } from './entering.ts';
import { insertInOrder } from './order.ts';
import { childOf, createNode, removeChildren } from '../configuration-node.ts';
import { ALL_VLANS, nextVlans } from '../trunk-vlans.ts';
import { formatVlanList, parseVlanList } from '../vlan-list.ts';

const COMMAND = 'switchport trunk allowed vlan';

/** `vlan 10,20` makes both and stands in both; here in the first. */
export function enterVlan(entry: Entry): Entered {
  const vlans = parseVlanList(entry.rest.join(''));
  if (vlans === null) return invalidRest(entry);
  for (const vlan of vlans) {
    const line = `vlan ${vlan}`;
    if (entry.negated) removeChildren(entry.section, (other) => other === line);
    else if (childOf(entry.section, line) === null) insertInOrder(entry.section, createNode(line), true);
  }
  if (entry.negated) return accepted(entry.place);
  return accepted({ path: [`vlan ${vlans[0] ?? 1}`], mode: 'vlan' });
}

/** The list can be set, added to and taken from; without a line all VLANs are allowed. */
export function enterTrunkVlans(entry: Entry): Entered {
  const old = entry.section.children.find((child) => child.line.startsWith(`${COMMAND} `));
  const next = entry.negated ? ALL_VLANS : nextVlans(entry.rest, allowedVlans(old?.line));
  if (next === null) return invalidRest(entry);
  removeChildren(entry.section, (line) => line.startsWith(`${COMMAND} `));
  if (next.length < ALL_VLANS.length) {
    const text = next.length === 0 ? 'none' : formatVlanList(next, 2);
    insertInOrder(entry.section, createNode(`${COMMAND} ${text}`), false);
  }
  return accepted(entry.place);
}

function allowedVlans(line: string | undefined): readonly number[] {
  if (line === undefined) return ALL_VLANS;
  return parseVlanList(line.slice(COMMAND.length + 1)) ?? [];
}
