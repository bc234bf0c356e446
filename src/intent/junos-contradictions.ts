import type { ObjectRef } from '../domain/netbox-object.ts';
import type { IntentProblem } from './intent-result.ts';
import { oneLine } from './one-line.ts';
import type { Section } from './section.ts';
import { NO_LINES, type Lines } from './section-lines.ts';

/** A statement with the statements around it. */
interface Placed {
  readonly path: readonly string[];
  readonly key: string;
  readonly object: ObjectRef;
}

/** What is looked up for each statement; a trunk of every VLAN on every port makes many. */
interface Known {
  readonly switchedUnits: ReadonlySet<string | null>;
  readonly lagMembers: ReadonlySet<string | undefined>;
  /** The routing instances by the statement that puts a unit into one. */
  readonly instances: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * What NetBox says twice about one unit and Junos would refuse at the commit: a unit that is switched and routed, in two
 * VRFs, or on a member of a LAG. NetBox may know both `ge-0/0/0` and `ge-0/0/0.0`, so no interface alone tells.
 */
export function junosContradictions(sections: readonly Section[]): Lines {
  const all = sections.flatMap(({ path, object, said }) => [
    ...(object === null ? [] : [{ path, key: '', object }]),
    ...said.lines.map((line) => ({ path, key: line.key, object: line.object })),
  ]);
  const known = lookUp(all);
  const found = all.flatMap((one) => problemsOf(one, known));
  // Several statements of a unit come to the same sentence.
  return { ...NO_LINES, problems: [...new Map(found.map((one) => [one.message, one])).values()] };
}

function lookUp(all: readonly Placed[]): Known {
  const inInstances = all.filter(({ path }) => path[0] === 'routing-instances');
  return {
    switchedUnits: new Set(all.filter(({ path }) => path[3] === 'family ethernet-switching').map(unitOf)),
    lagMembers: new Set(all.filter(({ path }) => path[2] === 'gigether-options').map(({ path }) => path[1])),
    instances: new Map(
      [...Map.groupBy(inInstances, ({ key }) => key)].map(([key, members]) => [
        key,
        new Set(members.map(({ path }) => path[1] ?? '')),
      ]),
    ),
  };
}

function problemsOf(one: Placed, known: Known): readonly IntentProblem[] {
  const messages = [switchedAndRouted(one, known), inTwoInstances(one, known), unitOfMember(one, known)];
  return messages.flatMap((message) =>
    message === null ? [] : [{ object: one.object, message: oneLine(message) }],
  );
}

/** `ge-0/0/0.0` for everything below that unit. */
function unitOf({ path: [top, port = '', unit = ''] }: Placed): string | null {
  return top === 'interfaces' && unit.startsWith('unit ') ? `${port}.${unit.slice('unit '.length)}` : null;
}

function switchedAndRouted(one: Placed, { switchedUnits }: Known): string | null {
  const unit = unitOf(one);
  if (unit === null || one.path[3]?.startsWith('family inet') !== true || !switchedUnits.has(unit))
    return null;
  return `${unit} is a switch port and has IP addresses: clear its mode or move them in NetBox.`;
}

function inTwoInstances({ path, key }: Placed, { instances }: Known): string | null {
  const named = path[0] === 'routing-instances' ? [...(instances.get(key) ?? [])].sort() : [];
  if (named.length < 2) return null;
  return `${key.replace('interface ', '')} is in several VRFs (${named.join(', ')}): leave it in one of them in NetBox.`;
}

function unitOfMember(one: Placed, { lagMembers }: Known): string | null {
  const unit = unitOf(one);
  if (unit === null || !lagMembers.has(one.path[1])) return null;
  return `${one.path[1] ?? ''} is a member of a LAG and has no units: move what NetBox says of ${unit} to the LAG.`;
}
