import { z } from 'zod';
import { createApiClient, demand } from './api-client.ts';
import type { ExitCode } from './exit-code.ts';
import { printJson, printText } from './print.ts';
import type { CommonOptions } from './run-command.ts';

const EndingAnswer = z.looseObject({
  kind: z.string(),
  reason: z.string().optional(),
  by: z.string().optional(),
  saved: z.boolean().optional(),
  detail: z.string(),
});

/** A change as the API shows it. */
export const ChangeAnswer = z.looseObject({
  changeId: z.string(),
  origin: z.looseObject({ kind: z.string(), user: z.string(), message: z.string() }),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  endings: z.array(z.looseObject({ unitName: z.string(), ending: EndingAnswer })),
  open: z.array(z.string()),
});

const ChangesAnswer = z.looseObject({ changes: z.array(ChangeAnswer) });

/** `plumbline changes`: the last changes, newest first, with how each unit's part ended. */
export async function changes(options: CommonOptions): Promise<ExitCode> {
  const answer = ChangesAnswer.parse(demand(await createApiClient()('GET', '/changes'), 200));
  if (options.json === true) printJson(answer);
  else if (answer.changes.length === 0) printText('no change yet');
  else answer.changes.forEach(printChange);
  return 0;
}

/** Prints who asked for a change and how each unit's part ended. */
export function printChange(change: z.infer<typeof ChangeAnswer>): void {
  const { changeId, origin, openedAt, closedAt, endings, open } = change;
  const message = origin.message === '' ? '' : `, "${origin.message}"`;
  printText(
    `${openedAt}  ${changeId}  ${origin.kind} by ${origin.user}${message}${closedAt === null ? ', open' : ''}`,
  );
  for (const { unitName, ending } of endings) {
    printText(`    ${unitName}  ${labelOf(ending)}: ${ending.detail.replaceAll('\n', ' ')}`);
  }
  for (const unit of open) printText(`    ${unit}  not ended yet`);
}

function labelOf({ kind, reason, by, saved }: z.infer<typeof EndingAnswer>): string {
  const more = reason ?? (by === undefined ? null : `by ${by}`) ?? (saved === true ? 'saved' : 'not saved');
  return `${kind}: ${more}`;
}
