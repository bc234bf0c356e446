import { contentOf, unnumberedText } from '../tree/list-numbers.ts';
import type { PlatformRules } from '../platforms/platform-rules.ts';
import {
  isSection,
  EMPTY_SECTION,
  type ConfigNode,
  type ConfigSection,
  sectionNode,
} from '../tree/config-node.ts';
import { isImplied } from '../tree/items-of.ts';
import { beginsWith } from '../tree/begins-with.ts';
import { placeInside, topPlace, type Place } from '../tree/place.ts';
import { isOrdered, movedKeys } from './moved-keys.ts';
import { negate } from './negate.ts';
import { renumberList } from './renumber-list.ts';
import type { Constraint, Operation, Refusal } from './operation.ts';
import { localSymbols, symbolRule, symbolsInside } from './symbols.ts';
import { vlanCommands } from './vlan-commands.ts';

/** A definition that is removed and made again. */
export interface Rebuilt {
  readonly symbols: readonly string[];
  readonly removal: number;
}

/** Where the collection stands. */
export interface Spot {
  readonly place: Place;
  readonly path: readonly string[];
  readonly sectionIndex: number;
  /** Symbols that what is inside helps to define. */
  readonly defines: readonly string[];
  /** Symbols a new section refers to in its header: its first line needs them, whichever that will be. */
  readonly needs: readonly string[];
}

/** Steps in no order yet, what is known of their order, and the places nobody can change. It grows while it is made. */
export interface Collection {
  readonly rules: PlatformRules;
  readonly operations: Operation[];
  readonly constraints: Constraint[];
  readonly refusals: Refusal[];
  /** Definitions that are removed and made again: lines that refer to them are taken off meanwhile. */
  readonly rebuilt: Rebuilt[];
  /** Sections entered so far; the next one gets the next number. */
  sections: number;
}

/** Compares what is with what shall be and collects the steps between. */
export function collectOperations(
  rules: PlatformRules,
  live: ConfigSection,
  target: ConfigSection,
): Collection {
  const collection: Collection = {
    rules,
    operations: [],
    constraints: [],
    refusals: [],
    rebuilt: [],
    sections: 0,
  };
  collectSection(collection, live, target, {
    place: topPlace(rules),
    path: [],
    sectionIndex: 0,
    defines: [],
    needs: [],
  });
  return collection;
}

function collectSection(
  collection: Collection,
  live: ConfigSection,
  target: ConfigSection,
  spot: Spot,
): void {
  if (live === target) return;
  const numbered = renumberFirst(collection, live, target, spot);
  const moved = movedKeys(collection.rules, numbered.live, numbered.target, spot.path.length === 0);
  const started = collection.operations.length;
  let last: number | null = null;
  const visit = (key: string): void => {
    const have = numbered.live.nodes.get(key) ?? null;
    const want = numbered.target.nodes.get(key) ?? null;
    if (have === want && !moved.has(key)) return;
    const before = collection.operations.length;
    if (moved.has(key)) {
      collectNode(collection, have, null, spot);
      const removed = collection.operations.length;
      collectNode(collection, null, want, spot);
      chain(collection, before, removed, removed);
    } else {
      collectNode(collection, have, want, spot);
    }
    // In an ordered row a line stands behind the one that was added before it.
    if (want === null || !isOrdered(collection.rules, target, spot.path.length === 0, want)) return;
    const added = collection.operations.slice(before).find((operation) => operation.does !== 'remove');
    if (added === undefined) return;
    if (last !== null) constrain(collection, last, added.id);
    last = added.id;
  };
  for (const key of numbered.target.nodes.keys()) visit(key);
  for (const key of numbered.live.nodes.keys()) if (!numbered.target.nodes.has(key)) visit(key);
  keepMeaning(collection, live, target, started);
  if (numbered.first !== null) {
    const { first } = numbered;
    for (const { id } of collection.operations.slice(first + 1)) constrain(collection, first, id);
  }
}

/**
 * A list that means "everything" while it is not there comes before the line that puts it to use, and goes after that line
 * went: else a port would carry every VLAN for a moment.
 */
function keepMeaning(
  collection: Collection,
  live: ConfigSection,
  target: ConfigSection,
  started: number,
): void {
  const meant = (target.rule ?? live.rule)?.meant ?? [];
  if (meant.length === 0) return;
  const steps = collection.operations.slice(started);
  const touches = (step: Operation, isIt: (node: ConfigNode) => boolean) =>
    [...step.brings, ...step.takes].some(isIt);
  for (const { when, unless } of meant) {
    const has = (section: ConfigSection): boolean =>
      [...section.nodes.values()].some(({ line }) => line === when);
    if (has(live) === has(target)) continue;
    const lists = steps.filter((step) => touches(step, ({ key }) => beginsWith(key, unless)));
    const uses = steps.filter((step) => touches(step, ({ line }) => line === when));
    for (const list of lists) {
      for (const use of uses) {
        if (has(live)) constrain(collection, use.id, list.id);
        else constrain(collection, list.id, use.id);
      }
    }
  }
}

/** Every step made from `from` on waits for every step made before it, from `start` on. */
function chain(collection: Collection, start: number, middle: number, from: number): void {
  for (const earlier of collection.operations.slice(start, middle)) {
    for (const later of collection.operations.slice(from)) constrain(collection, earlier.id, later.id);
  }
}

/** States that one step waits for another. */
export function constrain({ constraints }: Collection, before: number, after: number, soft = false): void {
  if (before !== after) constraints.push({ before, after, part: 'addition', soft });
}

/** Renumbers a list where that has to come first; `first` is the step that does. */
function renumberFirst(collection: Collection, live: ConfigSection, target: ConfigSection, spot: Spot) {
  const rule = spot.place.section?.numbered;
  const list = rule === undefined ? null : renumberList(rule, spot.path.at(-1) ?? '', { live, target });
  if (list === null) return { live, target, first: null };
  const { inside, command } = list.command;
  const path = inside ? spot.path : spot.path.slice(0, -1);
  const operation = push(collection, { ...spot, path }, { does: 'enter', commands: [command], rank: -2 });
  return { live: list.live, target: list.target, first: operation.id };
}

/** Collects the steps from one state of a node to another; null is absence. */
export function collectNode(
  collection: Collection,
  have: ConfigNode | null,
  want: ConfigNode | null,
  spot: Spot,
): void {
  const node = want ?? have;
  if (node === null) return;
  if (isSection(node) || (have !== null && isSection(have))) collectNested(collection, have, want, spot);
  else if (node.vlans !== null || (have !== null && have.vlans !== null))
    collectVlans(collection, have, want, spot);
  else collectLine(collection, shown(have), shown(want), want, spot);
}

/** A line that only spells out a default is not there. */
function shown(node: ConfigNode | null): ConfigNode | null {
  return node === null || node.isDefault || node.isMeant ? null : node;
}

function collectLine(
  collection: Collection,
  have: ConfigNode | null,
  want: ConfigNode | null,
  spelled: ConfigNode | null,
  spot: Spot,
): void {
  if (have === null && want === null) return;
  if (have !== null && want !== null && have.line === want.line) return;
  const reason = refusalOfLine(collection.rules, have, want ?? spelled);
  if (reason !== null) {
    refuse(collection, spot, (want ?? have)?.key ?? '', reason);
    return;
  }
  if (want === null && have !== null) {
    // Where there is no negation, the default is written as it was asked for.
    const command = have.rule?.negation === 'never' && spelled !== null ? spelled.text : negate(have);
    // A switch goes to its other state: it is no line that has to be out of the way of others.
    const isInTheWay = have.rule?.toggle === undefined || have.rule.change === 'remove first';
    const does = isInTheWay ? 'remove' : 'set';
    const operation = pushLine(collection, spot, { does, commands: [command], have, want: null });
    if (does === 'set') collection.operations[operation.id] = { ...operation, from: null };
  } else if (want !== null && have !== null && want.rule?.change === 'remove first') {
    const removal = pushLine(collection, spot, {
      does: 'remove',
      commands: [negate(have)],
      have,
      want: null,
    });
    const addition = pushLine(collection, spot, {
      does: 'add',
      commands: write(collection.rules, want),
      have: null,
      want,
    });
    constrain(collection, removal.id, addition.id);
  } else if (want !== null) {
    pushLine(collection, spot, {
      does: have === null ? 'add' : 'set',
      commands: write(collection.rules, want),
      have,
      want,
    });
  }
}

function refusalOfLine(
  rules: PlatformRules,
  have: ConfigNode | null,
  want: ConfigNode | null,
): string | null {
  const node = want ?? have;
  if (node === null) return null;
  if (want?.rule?.fixed === true || have?.rule?.fixed === true) return 'this line is not changed by commands';
  if (want === null && have?.rule?.negation === 'never') return 'this line cannot be removed by commands';
  if (node.blob !== null && blobRuleOf(rules, node)?.write == null)
    return 'a value of this kind is compared and never written';
  return null;
}

function write(rules: PlatformRules, node: ConfigNode): readonly string[] {
  if (node.blob === null) return [node.text];
  return [(blobRuleOf(rules, node)?.write?.(node.text, node.blob) ?? []).join('\n')];
}

function blobRuleOf(rules: PlatformRules, node: ConfigNode) {
  return rules.blobs.find(({ word, start }) => node.text.startsWith(word) && start.test(node.text));
}

function collectVlans(
  collection: Collection,
  have: ConfigNode | null,
  want: ConfigNode | null,
  spot: Spot,
): void {
  const node = want ?? have;
  if (node === null) return;
  const now = have === null || have.isMeant ? null : have.vlans;
  const wanted = want === null || want.isMeant ? null : want.vlans;
  if (now === wanted || (now !== null && wanted !== null && now.join() === wanted.join())) return;
  const commands = vlanCommands(node.key, now, wanted, collection.rules.vlanCommandLength);
  const operation = pushLine(collection, spot, {
    does: wanted === null ? 'remove' : 'set',
    commands,
    have,
    want: wanted === null ? null : want,
  });
  // Its pieces are added and taken away one by one: there is no old value to take off first.
  collection.operations[operation.id] = { ...operation, from: null };
}

function collectNested(
  collection: Collection,
  have: ConfigNode | null,
  want: ConfigNode | null,
  spot: Spot,
): void {
  const header = want ?? have;
  if (header === null) return;
  if (want === null && have !== null) removeSection(collection, have, spot);
  else if (have === null && want !== null) addSection(collection, want, spot);
  else if (have !== null && want !== null && (have.line !== want.line || hidesNumbers(have)))
    changeHeader(collection, have, want, spot);
  else goInside(collection, have, want, spot, header);
}

/**
 * A device that does not show the numbers of a list gives none to its remarks either, so that nobody knows which number an
 * entry behind one has: such a list is written anew.
 */
function hidesNumbers({ section, inside }: ConfigNode): boolean {
  if (section?.numbered === undefined || inside === null || inside.numbersMatter) return false;
  return [...inside.nodes.values()].some((node) => contentOf(node).startsWith('remark '));
}

function goInside(
  collection: Collection,
  have: ConfigNode | null,
  want: ConfigNode | null,
  spot: Spot,
  header: ConfigNode,
): void {
  const { rules } = collection;
  collection.sections += 1;
  const path = [...spot.path, header.line];
  const isNew = have?.line !== header.line;
  // Who refers to an interface does not care what changes inside one that stands.
  const defines = localSymbols(rules, header.defines, path).filter(
    (symbol) => isNew || symbolRule(rules, symbol).standsAlone !== true,
  );
  const needs = isNew ? localSymbols(rules, header.refers, path) : [];
  collectSection(collection, have?.inside ?? EMPTY_SECTION, want?.inside ?? EMPTY_SECTION, {
    place: placeInside(rules, header.section),
    path,
    sectionIndex: collection.sections,
    defines: [...spot.defines, ...defines],
    needs: [...spot.needs, ...needs],
  });
}

function removeSection(collection: Collection, have: ConfigNode, spot: Spot): void {
  if (isImplied(have) || have.section?.presence === 'permanent') {
    goInside(collection, have, null, spot, have);
    return;
  }
  const path = [...spot.path, have.line];
  const { refers, defines, nodes } = symbolsInside(collection.rules, have, path);
  push(collection, spot, {
    does: 'remove',
    commands: [`no ${have.line}`],
    rank: rankOf(spot, have),
    releases: refers,
    drops: defines,
    takes: nodes,
  });
}

function addSection(collection: Collection, want: ConfigNode, spot: Spot): void {
  if (want.section?.presence === 'permanent' && spot.path.length === 0) {
    refuse(collection, spot, want.key, `"${want.line}" is not on the device`);
    return;
  }
  const before = collection.operations.length;
  // In an ordered row the header takes the place; elsewhere the first line inside makes the section.
  const isPlaced = spot.place.section?.ordered === true;
  if (isPlaced) pushHeader(collection, want, { ...spot, sectionIndex: collection.sections + 1 });
  const isUnnumbered = want.section?.numbered !== undefined && want.inside?.numbersMatter === false;
  goInside(collection, null, isUnnumbered ? withoutNumbers(want) : want, spot, want);
  if (isUnnumbered) oneAfterTheOther(collection, before);
  if (isPlaced)
    for (const { id } of collection.operations.slice(before + 1)) constrain(collection, before, id);
  if (collection.operations.length === before && !isImplied(want)) pushHeader(collection, want, spot);
}

/**
 * The entries of a new list that was written without numbers are sent so: older software takes no number in front of a remark.
 */
function withoutNumbers(list: ConfigNode): ConfigNode {
  const inside = list.inside ?? EMPTY_SECTION;
  const entries = [...inside.nodes].map(
    ([key, node]) => [key, { ...node, text: unnumberedText(node) }] as const,
  );
  return sectionNode(list, { ...inside, nodes: new Map(entries) });
}

function oneAfterTheOther(collection: Collection, from: number): void {
  const [first, ...others] = collection.operations.slice(from);
  let last = first;
  for (const operation of others) {
    if (last !== undefined) constrain(collection, last.id, operation.id);
    last = operation;
  }
}

function pushHeader(collection: Collection, want: ConfigNode, spot: Spot): Operation {
  const path = [...spot.path, want.line];
  return push(collection, spot, {
    does: 'enter',
    commands: [want.line],
    rank: rankOf(spot, want),
    gives: [...spot.defines, ...localSymbols(collection.rules, want.defines, path)],
    needs: [...spot.needs, ...localSymbols(collection.rules, want.refers, path)],
  });
}

function changeHeader(collection: Collection, have: ConfigNode, want: ConfigNode, spot: Spot): void {
  const before = collection.operations.length;
  if (want.section?.headerChange === 'replace') {
    const entering = pushHeader(collection, want, spot);
    goInside(collection, have, want, spot, want);
    for (const { id } of collection.operations.slice(before + 1)) constrain(collection, entering.id, id);
    return;
  }
  removeSection(collection, have, spot);
  const removal = collection.operations[before];
  addSection(collection, want, spot);
  if (removal === undefined) return;
  for (const { id } of collection.operations.slice(before + 1)) constrain(collection, removal.id, id);
  collection.rebuilt.push({
    symbols: localSymbols(collection.rules, want.defines, [...spot.path, want.line]),
    removal: removal.id,
  });
}

interface LineStep {
  readonly does: 'remove' | 'add' | 'set';
  readonly commands: readonly string[];
  readonly have: ConfigNode | null;
  readonly want: ConfigNode | null;
}

function pushLine(collection: Collection, spot: Spot, { does, commands, have, want }: LineStep): Operation {
  const { rules } = collection;
  const local = (symbols: readonly string[] | undefined) => localSymbols(rules, symbols ?? [], spot.path);
  const [had, has] = [local(have?.refers), local(want?.refers)];
  const [defined, defines] = [local(have?.defines), local(want?.defines)];
  const node = want ?? have;
  return push(collection, spot, {
    does,
    commands,
    rank: node === null ? 0 : rankOf(spot, node),
    gives: does === 'remove' ? [] : [...spot.defines, ...defines],
    needs: does === 'remove' ? [] : [...spot.needs, ...has],
    releases: had.filter((symbol) => !has.includes(symbol)),
    drops: defined.filter((symbol) => !defines.includes(symbol)),
    brings: want === null ? [] : [want],
    takes: have === null ? [] : [have],
    goesLast: does === 'remove' && node?.rule?.addFirst === true,
    from: does === 'set' ? have : null,
  });
}

type OperationParts = Pick<Operation, 'does' | 'commands' | 'rank'> &
  Partial<Operation> & { /** New members of the family come first. */ readonly goesLast?: boolean };

function push(collection: Collection, spot: Spot, { goesLast, ...parts }: OperationParts): Operation {
  const operation: Operation = {
    gives: [],
    needs: [],
    releases: [],
    drops: [],
    brings: [],
    takes: [],
    from: null,
    ...parts,
    phase: phaseOf(collection.rules, spot, parts, goesLast === true),
    id: collection.operations.length,
    path: spot.path,
    sectionIndex: spot.sectionIndex,
  };
  collection.operations.push(operation);
  return operation;
}

function phaseOf(rules: PlatformRules, spot: Spot, parts: Partial<Operation>, goesLast: boolean): 0 | 1 | 2 {
  const isGlobal = (symbol: string): boolean => symbolRule(rules, symbol).within !== 'section';
  if (goesLast || (parts.does === 'remove' && parts.drops?.some(isGlobal) === true)) return 2;
  return spot.defines.some(isGlobal) || parts.gives?.some(isGlobal) === true ? 0 : 1;
}

function rankOf({ place }: Spot, node: ConfigNode): number {
  return node.rule === null ? place.lines.length : place.rankOf(node.rule);
}

function refuse(collection: Collection, { path }: Spot, key: string, reason: string): void {
  collection.refusals.push({ path, key, reason });
}
