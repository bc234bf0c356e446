import { z } from 'zod';
import { printText, toTable } from './print.ts';

const Outcome = z.enum(['done', 'drift', 'refused', 'error']);

/** A finding as the API shows it. */
export const FindingAnswer = z.looseObject({
  path: z.array(z.string()),
  key: z.string(),
  class: z.string(),
  intended: z.string().nullable(),
  live: z.string().nullable(),
  firstSeen: z.string(),
  lastChange: z
    .object({ at: z.string().nullable(), by: z.string().nullable(), from: z.string().nullable() })
    .nullish(),
});
type FindingAnswer = z.infer<typeof FindingAnswer>;

/** The result of an order as the API shows it. */
export const OrderAnswer = z.looseObject({
  id: z.string(),
  outcome: Outcome,
  lines: z.array(
    z.looseObject({
      unit: z.string(),
      outcome: Outcome,
      message: z.string(),
      findings: z.array(FindingAnswer).optional(),
    }),
  ),
});
export type OrderAnswer = z.infer<typeof OrderAnswer>;

const MARKS = { done: 'ok', drift: 'drift', refused: 'refused', error: 'error' } as const;

/** Prints a result: one line for each unit, what differs indented below it. */
export function printOrder({ outcome, lines }: OrderAnswer): void {
  if (lines.length === 0) printText(outcome === 'done' ? 'done, no device concerned' : MARKS[outcome]);
  const unitWidth = Math.max(0, ...lines.map(({ unit }) => unit.length));
  for (const line of lines) {
    const [first = '', ...rest] = line.message.split('\n');
    printText(`${MARKS[line.outcome].padEnd(7)}  ${line.unit.padEnd(unitWidth)}  ${first}`.trimEnd());
    for (const more of rest) printText(`    ${more}`);
    for (const finding of line.findings ?? []) printText(findingText(finding));
  }
}

/** A finding as three lines: where and what kind, what NetBox wants, what the device has. */
export function findingText(finding: FindingAnswer): string {
  const place = [...finding.path, finding.key].join(' > ');
  const values = toTable([
    ['      intended', finding.intended ?? '(absent)'],
    ['      live', finding.live ?? '(absent)'],
  ]);
  const who = lastChangeText(finding);
  return `    ${place}: ${finding.class}, since ${finding.firstSeen}\n${values}${who}`;
}

/** Who the device says was there last when this was first seen; nothing where NetBox alone explains it, or it did not tell. */
function lastChangeText({ class: kind, lastChange }: FindingAnswer): string {
  const { by, from, at } = lastChange ?? { by: null, from: null, at: null };
  if (kind === 'pending' || kind === 'reverted' || (by ?? from ?? at) === null) return '';
  const told = [
    by === null ? null : `by ${by}`,
    from === null ? null : `from ${from}`,
    at === null ? null : `at ${at}`,
  ];
  return `\n      last change on the device  ${told.filter((part) => part !== null).join(', ')}`;
}
