import { chooseNumbers } from '../compare/align-numbers.ts';
import { matchInOrder } from '../compare/match-in-order.ts';
import type { ResequenceCommand, SectionRule } from '../platforms/platform-rules.ts';
import type { ConfigNode, ConfigSection } from '../tree/config-node.ts';
import { contentOf, numberOf, renumbered } from '../tree/list-numbers.ts';

/** Both sides of a list under its new numbers, and the command that gives them. */
export interface Renumbered {
  readonly live: ConfigSection;
  readonly target: ConfigSection;
  readonly command: ResequenceCommand;
}

/**
 * A list whose numbers are not known, or have no room left, is numbered anew first; both sides are then read under the new
 * numbers. Null where that is not needed, or the device has no command for it.
 */
export function renumberList(
  numbered: NonNullable<SectionRule['numbered']>,
  header: string,
  { live, target }: Pick<Renumbered, 'live' | 'target'>,
): Renumbered | null {
  if (numbered.resequence === null || live.nodes.size === 0 || target.nodes.size === 0) return null;
  const hasNoRoom = [...target.nodes.values()].some((node) => !Number.isInteger(numberOf(node) ?? 0));
  if (live.numbersMatter && !hasNoRoom) return null;
  const [entries, standing] = [target, live].map((section) =>
    [...section.nodes.values()].filter((node) => numberOf(node) !== null),
  );
  if (entries === undefined || standing === undefined) return null;
  const partners = matchInOrder(entries.map(contentOf), standing.map(contentOf));
  const step = hasNoRoom ? stepFor(partners, numbered.step) : numbered.step;
  const newNumbers = standing.map((_, index) => (index + 1) * step);
  return {
    live: withNumbers(live, newNumbers),
    target: withNumbers(target, chooseNumbers(partners, newNumbers, step)),
    command: numbered.resequence(header, step, step),
  };
}

/** A step wide enough for the longest run of new entries between two that stay. */
function stepFor(partners: readonly (number | null)[], step: number): number {
  let longest = 0;
  let run = 0;
  for (const partner of partners) {
    run = partner === null ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return step * Math.ceil((longest + 1) / step);
}

function withNumbers(section: ConfigSection, numbers: readonly number[]): ConfigSection {
  let index = 0;
  const nodes = new Map<string, ConfigNode>();
  for (const node of section.nodes.values()) {
    const number = numberOf(node) === null ? null : (numbers[index] ?? null);
    if (number !== null) index += 1;
    const placed = number === null ? node : renumbered(node, number);
    nodes.set(placed.key, placed);
  }
  return { ...section, nodes, numbersMatter: true };
}
