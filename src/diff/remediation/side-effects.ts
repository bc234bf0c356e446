import type { ConfigNode, ConfigSection } from '../tree/config-node.ts';
import { beginsWith } from '../tree/begins-with.ts';
import { placeInside } from '../tree/place.ts';
import { sectionAt } from '../tree/section-at.ts';
import { collectNode, constrain, type Collection } from './collect-operations.ts';
import type { Operation } from './operation.ts';
import { linesNaming, symbolRule, type NamingLine } from './symbols.ts';

interface Sides {
  readonly live: ConfigSection;
  readonly target: ConfigSection;
}

/**
 * Reckons with what the device does by itself: lines it drops together with another need no command, and where they shall stay
 * they are written again after it. Returns the steps that became needless.
 */
export function reckonSideEffects(collection: Collection, sides: Sides): ReadonlySet<number> {
  const replacedBy = new Map<number, number>();
  const known: Known = { replacedBy, byNode: new Map(), again: new Map() };
  for (const operation of collection.operations) {
    const [taken] = operation.takes;
    if (taken !== undefined) known.byNode.set(taken, operation);
  }
  for (const operation of [...collection.operations]) {
    // What another step does along with its own work has no effects of its own.
    if (replacedBy.has(operation.id)) continue;
    wipeBeside(collection, sides, operation, known);
    cascadeFrom(collection, sides, operation, known);
  }
  // Who waited for a needless step waits for the one that does its work.
  for (const { before, after } of [...collection.constraints]) {
    const instead = replacedBy.get(before);
    if (instead !== undefined) constrain(collection, instead, after);
  }
  return new Set(replacedBy.keys());
}

interface Known {
  /** Needless steps, and the one that does the work of each. */
  readonly replacedBy: Map<number, number>;
  /** The step that takes or changes a line of the live side. */
  readonly byNode: Map<ConfigNode, Operation>;
  /** Steps that write a line again that was dropped although it stays. */
  readonly again: Map<ConfigNode, readonly number[]>;
}

/** Lines of the same section that go when this line comes, goes or changes. */
function wipeBeside(collection: Collection, sides: Sides, operation: Operation, known: Known): void {
  const line = operation.brings[0] ?? operation.takes[0];
  const wipes = line?.rule?.wipes;
  if (wipes === undefined || line === undefined || operation.takes.length + operation.brings.length > 2)
    return;
  const isWiped = (node: ConfigNode): boolean =>
    node.key !== line.key && wipes.some((words) => beginsWith(node.line, words));
  const live = sectionAt(collection.rules, sides.live, operation.path);
  for (const node of live?.nodes.values() ?? []) {
    if (isWiped(node)) dropped(collection, sides, operation, { node, path: operation.path }, known);
  }
  for (const other of collection.operations) {
    if (other.sectionIndex !== operation.sectionIndex || other.id === operation.id) continue;
    const [comes] = other.brings;
    if (comes !== undefined && isWiped(comes)) constrain(collection, operation.id, other.id);
  }
}

/** Lines of the section, wherever in it, that go with a definition inside it (a BGP neighbor and all its lines). */
function cascadeFrom(collection: Collection, sides: Sides, operation: Operation, known: Known): void {
  const { rules } = collection;
  // A section that goes as a whole takes its symbols along, and nothing outside it knows them.
  if (operation.drops.length === 0 || operation.path.length === 0) return;
  const [top = ''] = operation.path;
  const section = sectionAt(rules, sides.live, [top]);
  if (section === null) return;
  const lines = linesNaming(rules, section, [top]);
  const isGone = (symbol: string): boolean => {
    const { onRemoval, within, together } = symbolRule(rules, symbol);
    if (onRemoval !== 'cascades' || within !== 'section') return false;
    return together === true || !isStillDefined(lines, symbol, known);
  };
  const waiting = operation.drops.filter(isGone);
  const gone = new Set(waiting);
  const taken = new Set(operation.takes);
  for (let symbol = waiting.shift(); symbol !== undefined; symbol = waiting.shift()) {
    const isTogether = symbolRule(rules, symbol).together === true;
    for (const { node, path, refers, defines } of lines) {
      if (taken.has(node) || !(refers.includes(symbol) || (isTogether && defines.includes(symbol)))) continue;
      taken.add(node);
      dropped(collection, sides, operation, { node, path }, known);
      const next = defines.filter((other) => !gone.has(other) && isGone(other));
      for (const other of next) gone.add(other);
      waiting.push(...next);
    }
  }
}

/** True when a line that stays defines it too (a neighbor with a number of its own leaves its group). */
function isStillDefined(lines: readonly NamingLine[], symbol: string, { byNode }: Known): boolean {
  return lines.some(({ node, defines }) => {
    const step = byNode.get(node);
    return defines.includes(symbol) && (step === undefined || !step.drops.includes(symbol));
  });
}

/** What the needless step would have let go and taken away goes with the step that makes it needless. */
function takeOver({ operations }: Collection, id: number, { releases, takes }: Operation): void {
  const by = operations[id];
  if (by === undefined) return;
  operations[id] = { ...by, releases: [...by.releases, ...releases], takes: [...by.takes, ...takes] };
}

/** A line the device drops: its own removal is needless; a line that stays or changes is written afterwards. */
function dropped(
  collection: Collection,
  sides: Sides,
  by: Operation,
  { node, path }: { readonly node: ConfigNode; readonly path: readonly string[] },
  { replacedBy, byNode, again }: Known,
): void {
  const own = byNode.get(node);
  if (own !== undefined) {
    if (own.id === by.id) return;
    takeOver(collection, by.id, own);
    if (own.does === 'remove' || own.brings.length === 0) {
      replacedBy.set(own.id, by.id);
      return;
    }
    constrain(collection, by.id, own.id);
    // What it replaces is gone by then: it only brings something.
    const current = collection.operations[own.id] ?? own;
    collection.operations[own.id] = { ...current, takes: [], releases: [], drops: [], from: null };
    return;
  }
  if (node.isDefault || node.isMeant) return;
  const written = again.get(node);
  if (written !== undefined) {
    for (const id of written) constrain(collection, by.id, id);
    return;
  }
  const section = sectionAt(collection.rules, sides.target, path);
  const want = section?.nodes.get(node.key) ?? null;
  if (want === null) return;
  const before = collection.operations.length;
  collectNode(collection, null, want, {
    place: placeInside(collection.rules, section?.rule ?? null),
    path,
    sectionIndex: path.length === by.path.length ? by.sectionIndex : (collection.sections += 1),
    defines: [],
    needs: [],
  });
  const ids = collection.operations.slice(before).map(({ id }) => id);
  again.set(node, ids);
  for (const id of ids) constrain(collection, by.id, id);
}
