import type { Command } from '../../domain/plan.ts';
import type { PlatformRules } from '../platforms/platform-rules.ts';
import { simulateJunos } from '../junos/simulate-junos.ts';
import type { ConfigNode, ConfigSection } from '../tree/config-node.ts';
import { isImplied } from '../tree/items-of.ts';
import { byNumber } from '../tree/list-numbers.ts';
import { meantNodes } from '../tree/meant-lines.ts';
import { placeInside } from '../tree/place.ts';
import { REFUSED, simulateCommand, type Simulation } from './simulate-command.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** What commands lead to, and those of them the device would refuse. */
export interface Simulated {
  readonly top: ConfigSection;
  readonly refused: readonly RefusedCommand[];
}

/** A command the device would refuse, and why, as the end of a sentence. */
export interface RefusedCommand extends Command {
  readonly reason: string;
}

/**
 * The configuration a device would show after the commands. It follows the device's rules that the platform data holds:
 * values that replace each other, negations, defaults that vanish, lines that fall with others. A command the device would
 * refuse changes nothing.
 */
export function simulate(rules: PlatformRules, live: ConfigSection, commands: readonly Command[]): Simulated {
  if (rules.platform === 'juniper_junos') {
    const { top, refused } = simulateJunos(live, commands);
    return { top, refused: refused.map((command) => ({ ...command, reason: REFUSED })) };
  }
  const workspace = createWorkspace(rules, live);
  const simulation: Simulation = { workspace, addresses: null, reason: REFUSED };
  const refused = commands.flatMap((command) => {
    const reason = simulateCommand(simulation, command);
    return reason === null ? [] : [{ ...command, reason }];
  });
  settle(workspace, workspace.top.nodes);
  return { top: { ...live, nodes: workspace.top.nodes, contradictions: [] }, refused };
}

/** Sections that exist only while something stands in them vanish when empty; what lines mean comes and goes with them. */
function settle(workspace: Workspace, nodes: Map<string, ConfigNode>): void {
  for (const node of [...nodes.values()]) {
    const inside = workspace.opened.get(node);
    if (inside === undefined) continue;
    settle(workspace, inside);
    settleMeant(workspace.rules, node, inside);
    if (node.section?.numbered !== undefined) sortByNumber(inside);
    if (isImplied(node) && inside.size === 0) nodes.delete(node.key);
  }
}

function sortByNumber(nodes: Map<string, ConfigNode>): void {
  const sorted = byNumber(nodes);
  nodes.clear();
  for (const [key, node] of sorted) nodes.set(key, node);
}

function settleMeant(rules: PlatformRules, header: ConfigNode, nodes: Map<string, ConfigNode>): void {
  if ((header.section?.meant ?? []).length === 0) return;
  for (const node of [...nodes.values()]) if (node.isMeant) nodes.delete(node.key);
  const place = placeInside(rules, header.section);
  const context = { place, header: header.line, standsAround: () => false };
  for (const node of meantNodes(context, nodes)) nodes.set(node.key, node);
}
