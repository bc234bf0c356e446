import { type Ending, endingLabel } from '../../domain/ending.ts';
import type { AgedFinding } from '../../domain/finding.ts';
import type { EntryText } from '../../domain/journal-entry.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Telling } from '../../domain/telling.ts';
import { differenceAsLines } from './difference-lines.ts';
import { changeElsewhere } from './elsewhere.ts';
import { fenceSection, listSection, reasonInFull, type Section, text, writeEntry } from './entry.ts';
import { findingTable } from './finding-table.ts';
import { changeLines, differenceLines } from './headlines.ts';
import { ignoredLine } from './ignored-table.ts';
import { lastChangeLine, lastChangeParagraph } from './last-change.ts';
import { box, plain } from './markdown.ts';
import { planSections } from './plan-sections.ts';
import { kindOf, nextStep, verdictOf } from './verdicts.ts';
import { type Cause, ticketMark, whoDidIt } from './who.ts';

/** Everything a reader of the entry must know; he reads nothing else. */
export interface ChangeStory extends Cause {
  readonly changeId: string;
  readonly ending: Ending;
  readonly plan: Plan | null;
  /** The unit's open findings, for their ages; and shown where there is no plan that shows them. */
  readonly findings: readonly AgedFinding[];
  readonly checks: readonly string[];
  readonly durationSeconds: number | null;
}

/** The journal entry of a unit's ending: verdict, reason and next step in the first lines, details after them. */
export function tellChange(story: ChangeStory, telling: Telling): EntryText {
  const { ending, plan, findings } = story;
  const kind = kindOf(ending);
  const sections = [
    text(
      box(kind, {
        verdict: verdictOf(ending),
        mark: ticketMark(story.origin, telling),
        reason: reasonOf(ending),
        lines: [...headlinesOf(story), ...ignoredLine(plan?.ignored ?? []), `Next: ${nextStep(ending)}`],
      }),
    ),
    text(whoDidIt(story, telling)),
    reasonInFull(reasonOf(ending)),
    ...(plan === null ? findingSections(story, telling) : planSections(plan, findings, telling)),
    listSection(
      '**Checks**',
      'checks',
      story.checks.map((check) => plain(check)),
    ),
    text(foot(story)),
  ];
  return { kind, comments: writeEntry(sections, changeElsewhere(story.changeId, telling)) };
}

function findingSections(story: ChangeStory, telling: Telling): readonly Section[] {
  if (!explainsByFindings(story)) return [];
  const { findings } = story;
  return [
    findingTable('**Where they differ**', findings, telling),
    text(lastChangeParagraph(findings)),
    fenceSection('**From the device to NetBox**', 'lines of the difference', differenceAsLines(findings)),
  ];
}

function explainsByFindings({ findings, ending, plan }: ChangeStory): boolean {
  return plan === null && ending.kind === 'untouched' && ending.reason === 'refused' && findings.length > 0;
}

/** Nothing where the verdict has said it all. */
function reasonOf(ending: Ending): string {
  return ending.kind === 'applied' && ending.saved ? '' : ending.detail;
}

/** What stands before an item of the plan: only an applied one stands on the device. */
const WHAT_BECAME: Readonly<Record<Ending['kind'], string>> = {
  applied: '',
  'rolled-back': 'Undone: ',
  quarantined: 'Tried: ',
  untouched: 'Planned: ',
};

function headlinesOf(story: ChangeStory): readonly string[] {
  if (story.plan !== null) {
    return changeLines(story.plan.applies).map((line) => `${WHAT_BECAME[story.ending.kind]}${line}`);
  }
  if (!explainsByFindings(story)) return [];
  return [...differenceLines(story.findings), ...lastChangeLine(story.findings)];
}

function foot({ changeId, ending, durationSeconds }: ChangeStory): string {
  const took = durationSeconds === null ? '' : `, after ${durationSeconds.toFixed(1)} s`;
  return `Ended **${plain(endingLabel(ending))}**${took}. Change ${plain(changeId)}`;
}
