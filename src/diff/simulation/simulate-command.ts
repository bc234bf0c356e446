import type { Command } from '../../domain/plan.ts';
import { createNumbering, numberOf, renumbered } from '../tree/list-numbers.ts';
import { localSymbols, symbolRule } from '../remediation/symbols.ts';
import { beginsWith } from '../tree/begins-with.ts';
import type { ConfigNode } from '../tree/config-node.ts';
import { nextVlans, readLine } from '../tree/read-line.ts';
import { blobNode } from '../tree/read-tree.ts';
import { vlansExcept } from '../vlan-list.ts';
import { createAddressesInUse, type AddressesInUse } from './addresses-in-use.ts';
import { isDefined, linesReferringTo } from './symbols-in-use.ts';
import { contextOf, enter, type Spot, type Workspace } from './workspace.ts';

/** A simulation in progress. */
export interface Simulation {
  readonly workspace: Workspace;
  /** Read when the first command asks for it. */
  addresses: AddressesInUse | null;
  /** Why the last command would be refused, as far as it is known. */
  reason: string;
}

/** Said of a command when nothing more is known. */
export const REFUSED = 'the device would refuse it';

/**
 * Does what the device does on one command, side effects included. Null: it took effect. Else why the device would refuse it;
 * nothing changed then but that the sections around it were entered.
 */
export function simulateCommand(simulation: Simulation, { path, command }: Command): string | null {
  const { workspace } = simulation;
  simulation.reason = REFUSED;
  const spot = enterAll(workspace, path);
  if (spot === null) return `"${path.join(' / ')}" is not there, or is something else`;
  if (!doCommand(simulation, spot, command)) return simulation.reason;
  simulation.addresses?.refresh(spot.path[0] ?? '', keyOf(spot, command));
  return null;
}

/** The item a command is about, by its key. */
function keyOf({ place }: Spot, command: string): string {
  const positive = command.replace(/^(?:no|default) +/, '');
  return (place.readLine(positive) ?? place.readKey(positive))?.key ?? positive;
}

function enterAll(workspace: Workspace, path: readonly string[]): Spot | null {
  let spot: Spot | null = workspace.top;
  for (const header of path) spot = spot === null ? null : enter(workspace, spot, header);
  return spot;
}

function doCommand(simulation: Simulation, spot: Spot, command: string): boolean {
  const { workspace } = simulation;
  if (command.includes('\n')) return setBlob(workspace, spot, command);
  if (resequence(workspace, spot, command)) return true;
  const [, word = '', rest = command] = /^(no|default) +(.*)$/.exec(command) ?? [];
  if (word === '') {
    const header = spot.place.readHeader(command);
    return header === null ? setLine(simulation, spot, command) : enter(workspace, spot, command) !== null;
  }
  return removeHeader(workspace, spot, rest) ?? removeLine(simulation, spot, rest, word);
}

function setBlob({ rules }: Workspace, spot: Spot, command: string): boolean {
  const [start = '', ...lines] = command.split('\n');
  const rule = rules.blobs.find((candidate) => candidate.start.test(start));
  if (rule === undefined) return false;
  const node = blobNode(start, { rule, lines });
  spot.nodes.set(node.key, node);
  return true;
}

/** Gives all entries of a list new numbers; true when the command asks for that. */
function resequence(workspace: Workspace, spot: Spot, command: string): boolean {
  const [, start = '', step = ''] = /(\d+) (\d+)$/.exec(command) ?? [];
  if (start === '') return false;
  const lists = [...spot.nodes.values()].filter(
    ({ section, inside }) => section?.numbered !== undefined && inside !== null,
  );
  for (const { section, line, inside } of lists) {
    const renumber = section?.numbered?.resequence?.(line, Number(start), Number(step));
    if (renumber?.inside !== false || renumber.command !== command || inside === null) continue;
    const list = enter(workspace, spot, line);
    if (list !== null) renumberAll(list.nodes, Number(start), Number(step));
    return list !== null;
  }
  const own = spot.place.section?.numbered?.resequence?.(spot.path.at(-1) ?? '', Number(start), Number(step));
  if (own?.inside !== true || own.command !== command) return false;
  renumberAll(spot.nodes, Number(start), Number(step));
  return true;
}

function renumberAll(nodes: Map<string, ConfigNode>, start: number, step: number): void {
  const entries = [...nodes.values()].filter((node) => numberOf(node) !== null);
  const others = [...nodes.values()].filter((node) => numberOf(node) === null);
  entries.sort((a, b) => (numberOf(a) ?? 0) - (numberOf(b) ?? 0));
  nodes.clear();
  for (const node of others) nodes.set(node.key, node);
  entries.forEach((node, index) => {
    const placed = renumbered(node, start + index * step);
    nodes.set(placed.key, placed);
  });
}

function setLine(simulation: Simulation, spot: Spot, command: string): boolean {
  const node = readLine(contextOf(spot), numberedLine(spot, command));
  if (node === null) return false;
  if (node.vlans !== null) return setVlans(spot, node);
  const standing = spot.nodes.get(node.key);
  const replaces = standing !== undefined && standing.line !== node.line && !node.isDefault;
  if (node.rule?.change === 'remove first' && replaces) return false;
  if (lacksDefinition(simulation.workspace, spot, node) || isTaken(simulation, spot, node)) return false;
  put(spot, node);
  wipeBeside(spot, node);
  return true;
}

/** A new line stands behind the others; a default is not shown, and neither is what only undoes a shown opposite. */
function put(spot: Spot, node: ConfigNode): void {
  const { rule, key, line } = node;
  const isSwitch = rule === null || (rule.toggle === 'shown' && rule.negation !== 'default');
  const isUndone = isSwitch && spot.nodes.get(key)?.line === `no ${line}`;
  if (node.isDefault || isUndone) spot.nodes.delete(key);
  else spot.nodes.set(key, node);
}

/** An entry without a number is put at the end. */
function numberedLine({ place, nodes }: Spot, command: string): string {
  const step = place.section?.numbered?.step;
  if (step === undefined) return command;
  const last = Math.max(0, ...[...nodes.values()].map((node) => numberOf(node) ?? 0));
  return createNumbering(step, last).give(command);
}

function setVlans(spot: Spot, node: ConfigNode): boolean {
  const standing = spot.nodes.get(node.key)?.vlans ?? vlansExcept([]);
  const vlans = nextVlans(standing, node.line.slice(node.key.length + 1).split(' '));
  if (vlans === null) return false;
  spot.nodes.set(node.key, { ...node, vlans });
  return true;
}

function lacksDefinition(workspace: Workspace, spot: Spot, node: ConfigNode): boolean {
  return localSymbols(workspace.rules, node.refers, spot.path).some((symbol) => {
    const { needed, within } = symbolRule(workspace.rules, symbol);
    if (needed !== true || localSymbols(workspace.rules, node.defines, spot.path).includes(symbol))
      return false;
    return !isDefined(workspace, spot, symbol, within === 'section');
  });
}

function isTaken(simulation: Simulation, spot: Spot, node: ConfigNode): boolean {
  if ((node.rule?.exclusive ?? node.rule?.distinct ?? node.rule?.apart) === undefined) return false;
  simulation.addresses ??= createAddressesInUse(simulation.workspace);
  const holder = simulation.addresses.holderOf(spot.path[0] ?? '', node);
  if (holder === null) return false;
  const where = holder.header === '' ? '' : ` in "${holder.header}"`;
  simulation.reason = `it collides with "${holder.line}"${where}`;
  return true;
}

/** Null: the text is no header. */
function removeHeader(workspace: Workspace, spot: Spot, text: string): boolean | null {
  const header = spot.place.readHeader(text);
  const standing = spot.nodes.get(header?.key ?? text);
  if (header === null && standing?.inside == null) return null;
  if (standing === undefined || header?.payload.presence === 'permanent') return false;
  if (header !== null && standing.line !== header.line) return false;
  const path = [...spot.path, standing.line];
  return letGo(workspace, spot, localSymbols(workspace.rules, standing.defines, path), () => {
    spot.nodes.delete(standing.key);
  });
}

function removeLine(simulation: Simulation, spot: Spot, rest: string, word: string): boolean {
  const { workspace } = simulation;
  const full = spot.place.readLine(rest);
  const rule = full?.payload ?? spot.place.readKey(rest)?.payload ?? null;
  if (rule === null) return removeUnknown(spot, rest);
  const key = full?.key ?? spot.place.readKey(rest)?.key ?? rest;
  const standing = spot.nodes.get(key);
  const isOpposite = rule.toggle === 'shown' && rule.negation !== 'default' && standing?.line === key;
  if (word === 'no' && (rule.toggle ?? rule.hidden) !== undefined && !isOpposite) {
    const node = readLine(contextOf(spot), `no ${rest}`);
    if (node !== null) {
      put(spot, node);
      wipeBeside(spot, node);
    }
    return node !== null;
  }
  if (standing === undefined) return false;
  // The short form fits any value, also where a line without a value reads the same.
  const isShort = full === null || full.line === full.key;
  if (word === 'no' && rule.list === undefined && !isShort && full.line !== standing.line) return false;
  return letGo(workspace, spot, localSymbols(workspace.rules, standing.defines, spot.path), () => {
    spot.nodes.delete(key);
    wipeBeside(spot, standing);
  });
}

/** `no` of a line nobody knows: it goes if it stands; if not, a default is switched off, which shows. */
function removeUnknown(spot: Spot, rest: string): boolean {
  const standing = spot.nodes.get(rest);
  if (standing !== undefined && !standing.line.startsWith('no ')) return spot.nodes.delete(rest);
  // The same line may stand several times; `no` takes one away.
  const node = readLine(contextOf(spot), `no ${rest}`);
  if (node !== null) spot.nodes.set(node.key, node);
  return true;
}

/** Takes a definition away with what the device drops along with it; false when the device refuses because it is in use. */
function letGo(workspace: Workspace, spot: Spot, symbols: readonly string[], remove: () => void): boolean {
  const inUse = symbols.some((symbol) => {
    const { onRemoval, within } = symbolRule(workspace.rules, symbol);
    return (
      onRemoval === 'refused' && linesReferringTo(workspace, spot, symbol, within === 'section').length > 0
    );
  });
  if (inUse) return false;
  remove();
  for (const symbol of symbols) cascade(workspace, spot, symbol);
  return true;
}

function cascade(workspace: Workspace, spot: Spot, symbol: string): void {
  const { onRemoval, within, together } = symbolRule(workspace.rules, symbol);
  const isLocal = within === 'section';
  if (onRemoval !== 'cascades' || (together !== true && isDefined(workspace, spot, symbol, isLocal))) return;
  for (const { node, path } of linesReferringTo(workspace, spot, symbol, isLocal, together)) {
    const row = enterAll(workspace, path);
    // A cascade that began at one of its lines may have taken it already.
    if (row?.nodes.delete(node.key) !== true) continue;
    wipeBeside(row, node);
    for (const next of localSymbols(workspace.rules, node.defines, spot.path)) {
      if (next !== symbol) cascade(workspace, spot, next);
    }
  }
}

/** Lines of the same section that the device drops when this one comes, goes or changes. */
function wipeBeside(spot: Spot, { key, rule }: ConfigNode): void {
  for (const words of rule?.wipes ?? []) {
    for (const node of [...spot.nodes.values()]) {
      if (node.key !== key && beginsWith(node.line, words)) spot.nodes.delete(node.key);
    }
  }
}
