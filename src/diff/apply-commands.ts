import type { Command } from '../domain/plan.ts';
import type { Platform } from '../domain/platform.ts';
import { rulesOf } from './platforms/rules-of.ts';
import { simulate } from './simulation/simulate.ts';
import { readConfiguration } from './tree/config-tree.ts';
import { printTree } from './tree/print-tree.ts';

/**
 * The configuration a device would show after the commands, printed in the platform's own layout. A command the device would
 * refuse changes nothing. A text that cannot be read is returned as it is.
 */
export function applyCommands(platform: Platform, text: string, commands: readonly Command[]): string {
  const tree = readConfiguration(platform, text, 'intended');
  return tree.ok ? printTree(platform, simulate(rulesOf(platform), tree.top, commands).top) : text;
}
