import type { Command } from '../domain/plan.ts';
import type { Platform } from '../domain/platform.ts';
import { judgeJunosCommand } from './junos/judge-command.ts';
import { rulesOf } from './platforms/rules-of.ts';
import { topPlace } from './tree/place.ts';

/** The interface whose section a command works in, or that it creates or removes, as the device spells it; null for none. */
export function interfaceOfCommand(platform: Platform, { path, command }: Command): string | null {
  if (platform === 'juniper_junos') return judgeJunosCommand(command).interface;
  return interfaceOfHeader(platform, path[0] ?? command.replace(/^(no|default) +/, ''));
}

function interfaceOfHeader(platform: Platform, header: string): string | null {
  const line = topPlace(rulesOf(platform)).readHeader(header)?.line ?? header;
  return /^interface (\S+)/.exec(line)?.[1] ?? null;
}
