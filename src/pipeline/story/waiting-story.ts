import type { AgedFinding } from '../../domain/finding.ts';
import type { Instant } from '../../domain/ids.ts';
import type { EntryText } from '../../domain/journal-entry.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Telling } from '../../domain/telling.ts';
import { changeElsewhere } from './elsewhere.ts';
import { reasonInFull, text, writeEntry } from './entry.ts';
import { changeLines } from './headlines.ts';
import { ignoredLine } from './ignored-table.ts';
import { box, plain } from './markdown.ts';
import { planSections } from './plan-sections.ts';
import { type Cause, ticketMark, whenOf, whoDidIt } from './who.ts';

/** A plan, and why it waits for a person. */
export interface WaitingStory extends Omit<Cause, 'approvedBy'> {
  readonly changeId: string;
  readonly plan: Plan;
  /** The unit's open findings, for their ages. */
  readonly findings: readonly AgedFinding[];
  readonly reasons: readonly string[];
  readonly until: Instant;
}

/** The entry of a plan that waits for a person: why, what it would do, who may let it through, and until when. */
export function tellWaitingPlan(story: WaitingStory, telling: Telling): EntryText {
  const { plan, findings, changeId } = story;
  const reason = `${story.reasons.join('; ')}.`;
  const hash = plan.hash.slice(0, 12);
  const other = plan.authors.length === 0 ? 'somebody' : `somebody other than ${plan.authors.join(', ')}`;
  const sections = [
    text(
      box('info', {
        verdict: 'Plan ready, waiting for approval',
        mark: ticketMark(story.origin, telling),
        reason,
        lines: [
          ...changeLines(plan.applies),
          ...ignoredLine(plan.ignored),
          `Next: ${other} runs: plumbline approve ${hash} (until ${whenOf(story.until)})`,
        ],
      }),
    ),
    text(whoDidIt({ ...story, approvedBy: null }, telling)),
    reasonInFull(reason),
    ...planSections(plan, findings, telling),
    text(`Change ${plain(changeId)}`),
  ];
  return { kind: 'info', comments: writeEntry(sections, changeElsewhere(changeId, telling)) };
}
