import type { Scope } from '../domain/configuration.ts';
import { Fault } from '../domain/fault.ts';
import { PLATFORMS, type Platform } from '../domain/platform.ts';

/** The platform named by `--platform`; refuses what is no platform of ours, and says which are. */
export function toPlatform(text: string | undefined): Platform {
  const known = PLATFORMS.find((platform) => platform === text);
  if (known !== undefined) return known;
  throw wrongUse(`Expected --platform as one of ${PLATFORMS.join(', ')}, found ${quotedOrNone(text)}.`);
}

/**
 * What `--scope` names, given once or several times: `whole` (also without the option), `model`, or beginnings of top-level
 * lines such as `router bgp` or `interface Gi1/0/1`. Several may share one option, separated by commas; a comma before a digit
 * belongs to the line (`vlan 10,20`).
 */
export function toScope(given: readonly string[]): Scope {
  const parts = given.flatMap((text) => text.split(/,\s*(?=[^\d\s])/)).map((part) => part.trim());
  if (parts.includes('')) throw wrongUse('Expected the beginning of a line after --scope, found nothing.');
  const word = parts.find((part) => part === 'whole' || part === 'model');
  if (word !== undefined && parts.length > 1) {
    throw wrongUse(`Expected --scope ${word} alone, found it beside ${parts.length - 1} more.`);
  }
  if (word === 'model') return { kind: 'model' };
  return word === 'whole' || parts.length === 0 ? { kind: 'whole' } : { kind: 'sections', prefixes: parts };
}

/** The value of an option that must be there. */
export function demandOption(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw wrongUse(`Expected ${name} FILE, found none.`);
  return value;
}

/** Standard input can be read only once. */
export function refuseTwoStandardInputs(paths: readonly (string | null)[]): void {
  if (paths.filter((path) => path === '-').length > 1) {
    throw wrongUse('Expected at most one - (standard input), found several.');
  }
}

/** A fault of how the command was called. */
export function wrongUse(message: string): Fault {
  return new Fault('settings.invalid', message);
}

function quotedOrNone(text: string | undefined): string {
  return text === undefined ? 'none' : JSON.stringify(text);
}
