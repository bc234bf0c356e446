import type { Warning } from '../domain/configuration.ts';
import type { Platform } from '../domain/platform.ts';
import { rulesOf } from './platforms/rules-of.ts';
import { checkText } from './check-text.ts';
import type { FaultCode } from '../domain/fault.ts';
import { readCommands } from './read-commands.ts';
import { simulate } from './simulation/simulate.ts';
import { readConfiguration } from './tree/config-tree.ts';
import { printTree } from './tree/print-tree.ts';

/** The configuration commands lead to; every command the device would refuse is a warning `refused-command`. */
export type Simulated =
  | { readonly ok: true; readonly text: string; readonly warnings: readonly Warning[] }
  | {
      readonly ok: false;
      readonly code: FaultCode;
      readonly message: string;
      readonly side: 'live' | 'commands';
    };

/** Applies commands to a whole live configuration, as the platform's data says a device would. */
export function simulateText(platform: Platform, live: string, commands: string): Simulated {
  const problem = checkText(platform, live, 'live');
  if (problem !== null) return { ok: false, ...problem, side: 'live' };
  const unusable = checkText(platform, commands, 'intended');
  // No commands are no mistake: a device that is in line gets none.
  if (unusable !== null && unusable.code !== 'input.empty')
    return { ok: false, ...unusable, side: 'commands' };
  const read = readCommands(platform, commands);
  if (!read.ok) return { ...read, side: 'commands' };
  const tree = readConfiguration(platform, live, 'live');
  if (!tree.ok) return { ok: false, code: 'input.not-comparable', message: tree.reason, side: 'live' };
  const { top, refused } = simulate(rulesOf(platform), tree.top, read.commands);
  return {
    ok: true,
    text: printTree(platform, top),
    warnings: refused.map(({ path, command }) => ({
      code: 'refused-command',
      message: `the device would refuse "${command}"`,
      path,
    })),
  };
}
