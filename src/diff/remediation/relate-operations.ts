import type { PlatformRules } from '../platforms/platform-rules.ts';
import type { ConfigNode, ConfigSection } from '../tree/config-node.ts';
import { createValueIndex, exclusiveValues, type ExclusiveValue } from '../tree/exclusive-values.ts';
import type { Constraint, Operation } from './operation.ts';
import { symbolRule } from './symbols.ts';

/**
 * What has to come before what, beyond what the collection knows already:
 * - a definition is complete before anything new refers to it, and goes only when nothing refers to it any more;
 * - an address or list value goes from its old place before it comes to its new one.
 * Where a name was defined already and only changes, the first is a wish (soft).
 */
export function relateOperations(
  rules: PlatformRules,
  operations: readonly Operation[],
  live: ConfigSection,
  firstFreeId: number,
): Relations {
  const relations: Relations = { constraints: [], meetingPoints: [], firstFreeId };
  relateSymbols(rules, operations, relations, definedNow(live, operations));
  relateValues(operations, relations.constraints);
  return relations;
}

/** Constraints, and steps without commands at which many meet many. */
export interface Relations {
  readonly constraints: Constraint[];
  readonly meetingPoints: Operation[];
  readonly firstFreeId: number;
}

type SymbolIndex = Map<string, Operation[]>;

function indexBy(
  operations: readonly Operation[],
  symbolsOf: (operation: Operation) => readonly string[],
): SymbolIndex {
  const index: SymbolIndex = new Map();
  for (const operation of operations) {
    for (const symbol of symbolsOf(operation)) {
      const list = index.get(symbol);
      if (list === undefined) index.set(symbol, [operation]);
      else if (list.at(-1) !== operation) list.push(operation);
    }
  }
  return index;
}

function relateSymbols(
  rules: PlatformRules,
  operations: readonly Operation[],
  relations: Relations,
  isDefined: (symbol: string) => boolean,
): void {
  const givers = indexBy(operations, ({ gives }) => gives);
  const needers = indexBy(operations, ({ needs }) => needs);
  const releasers = indexBy(operations, ({ releases }) => releases);
  const droppers = indexBy(operations, ({ drops }) => drops);
  for (const [symbol, needing] of needers) {
    const giving = givers.get(symbol);
    if (giving === undefined) continue;
    const soft = isDefined(symbol) && !droppers.has(symbol);
    meet(relations, giving, needing, 'addition', soft);
  }
  for (const [symbol, dropping] of droppers) {
    const releasing = releasers.get(symbol);
    if (releasing === undefined) continue;
    const cascades =
      symbolRule(rules, symbol).onRemoval === 'cascades' && symbolRule(rules, symbol).within === 'section';
    if (!cascades) meet(relations, releasing, dropping, 'removal', false);
  }
}

/** All of `before` come before all of `after`, by way of one meeting point where both are many. */
function meet(
  { constraints, meetingPoints, firstFreeId }: Relations,
  before: readonly Operation[],
  after: readonly Operation[],
  part: Constraint['part'],
  soft: boolean,
): void {
  const inBefore = new Set(before);
  const later = after.filter((operation) => !inBefore.has(operation));
  const isLater = new Set(after);
  const earlier = before.filter((operation) => !isLater.has(operation));
  if (earlier.length === 0 || later.length === 0) return;
  if (earlier.length === 1 || later.length === 1) {
    for (const one of earlier)
      for (const other of later) constraints.push({ before: one.id, after: other.id, part, soft });
    return;
  }
  const point = meetingPoint(firstFreeId + meetingPoints.length);
  meetingPoints.push(point);
  for (const { id } of earlier) constraints.push({ before: id, after: point.id, part, soft });
  for (const { id } of later) constraints.push({ before: point.id, after: id, part: 'addition', soft });
}

function meetingPoint(id: number): Operation {
  return {
    id,
    path: [],
    commands: [],
    does: 'meet',
    sectionIndex: 0,
    rank: 0,
    gives: [],
    needs: [],
    releases: [],
    drops: [],
    brings: [],
    takes: [],
    phase: 0,
    from: null,
  };
}

/** Symbols that stand on the device now, as far as any step cares. */
function definedNow(live: ConfigSection, operations: readonly Operation[]): (symbol: string) => boolean {
  const asked = new Set(operations.flatMap(({ needs }) => needs));
  const defined = new Set<string>();
  for (const node of live.nodes.values()) {
    for (const symbol of node.defines) if (asked.has(symbol)) defined.add(symbol);
  }
  return (symbol) => defined.has(symbol);
}

function relateValues(operations: readonly Operation[], constraints: Constraint[]): void {
  const coming = operations.flatMap((operation) => valuesOf(operation, operation.brings));
  if (coming.length === 0) return;
  const going = createValueIndex<StandingValue>();
  for (const value of operations.flatMap((operation) => valuesOf(operation, operation.takes)))
    going.add(value, value);
  for (const comes of coming) {
    for (const goes of going.find(comes)) {
      const isSame =
        comes.operation === goes.operation || (comes.distinct !== null && comes.node.key === goes.node.key);
      if (isSame) continue;
      constraints.push({
        before: goes.operation.id,
        after: comes.operation.id,
        part: 'removal',
        soft: comes.isWish,
      });
    }
  }
}

interface StandingValue extends ExclusiveValue {
  readonly operation: Operation;
  readonly node: ConfigNode;
}

function valuesOf(operation: Operation, nodes: readonly ConfigNode[]): readonly StandingValue[] {
  return nodes.flatMap((node) => exclusiveValues(node).map((value) => ({ operation, node, ...value })));
}
