import { z } from 'zod';
import { commandLines } from '../pipeline/story/command-lines.ts';
import { createApiClient, demand } from './api-client.ts';
import { ChangeAnswer, printChange } from './changes.ts';
import type { ExitCode } from './exit-code.ts';
import { FindingAnswer, findingText } from './print-order.ts';
import { printJson, printText } from './print.ts';
import type { CommonOptions } from './run-command.ts';

const CommandAnswer = z.object({ path: z.array(z.string()), command: z.string() });

const PlanAnswer = z.looseObject({
  unit: z.string(),
  hash: z.string(),
  reversibility: z.string(),
  authors: z.array(z.string()),
  applies: z.array(FindingAnswer),
  leaves: z.array(FindingAnswer),
  commands: z.array(CommandAnswer),
  reverse: z.array(CommandAnswer),
  warnings: z.array(z.string()),
});

const DetailAnswer = ChangeAnswer.extend({ plans: z.array(PlanAnswer) });

/** `plumbline changes CHANGE`: all of one change, as its journal entries tell it, however long it is. */
export async function change(changeId: string, options: CommonOptions): Promise<ExitCode> {
  const path = `/changes/${encodeURIComponent(changeId)}`;
  const answer = DetailAnswer.parse(demand(await createApiClient()('GET', path), 200));
  if (options.json === true) {
    printJson(answer);
    return 0;
  }
  printChange(answer);
  answer.plans.forEach(printPlan);
  return 0;
}

function printPlan(plan: z.infer<typeof PlanAnswer>): void {
  printText(`\n${plan.unit}  plan ${plan.hash.slice(0, 12)}, undo: ${plan.reversibility}`);
  printFindings('changes', plan.applies);
  printLines('commands', commandLines(plan.commands));
  printLines('reverse commands', commandLines(plan.reverse));
  printFindings('left alone', plan.leaves);
  printLines('warnings', plan.warnings);
}

function printFindings(title: string, findings: readonly z.infer<typeof FindingAnswer>[]): void {
  if (findings.length > 0) printText(`  ${title}`);
  for (const finding of findings) printText(findingText(finding));
}

function printLines(title: string, lines: readonly string[]): void {
  if (lines.length > 0) printText(`  ${title}`);
  for (const line of lines) printText(`    ${line}`);
}
