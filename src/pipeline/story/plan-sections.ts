import type { AgedFinding } from '../../domain/finding.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Telling } from '../../domain/telling.ts';
import { commandLines } from './command-lines.ts';
import { fenceSection, listSection, type Section, text } from './entry.ts';
import { dated, findingTable } from './finding-table.ts';
import { ignoredTable } from './ignored-table.ts';
import { lastChangeParagraph } from './last-change.ts';
import { plain } from './markdown.ts';
import { UNDO } from './verdicts.ts';

/** What a plan does and leaves, item by item, with its commands and the way back. `known` are the unit's stored findings. */
export function planSections(
  plan: Plan,
  known: readonly AgedFinding[],
  telling: Telling,
): readonly Section[] {
  const hash = plan.hash.slice(0, 12);
  const at = plan.createdAt;
  return [
    findingTable(
      `**Plan** ${hash}, undo: ${UNDO[plan.reversibility]}`,
      dated(plan.applies, known, at),
      telling,
    ),
    fenceSection('**Commands**', 'lines of commands', commandLines(plan.commands)),
    fenceSection('**Reverse commands**', 'lines of reverse commands', commandLines(plan.reverse)),
    findingTable('**Left alone**', dated(plan.leaves, known, at), telling),
    text(plan.leaves.length === 0 ? '' : lastChangeParagraph(known)),
    ignoredTable(plan.ignored),
    listSection(
      '**Warnings**',
      'warnings',
      plan.warnings.map(({ message }) => plain(message)),
    ),
  ];
}
