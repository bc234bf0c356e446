import { z } from 'zod';
import { createApiClient, demand } from './api-client.ts';
import type { ExitCode } from './exit-code.ts';
import { FindingAnswer, findingText } from './print-order.ts';
import { printJson, printText, toTable } from './print.ts';
import type { CommonOptions } from './run-command.ts';

const DevicesAnswer = z.looseObject({
  devices: z.array(
    z.looseObject({
      name: z.string(),
      state: z.string(),
      findings: z.number(),
      firstDrifted: z.string().nullable(),
      checkedAt: z.string().nullable(),
      note: z.string(),
      hold: z.looseObject({ by: z.string(), reason: z.string() }).nullable(),
      open: z.array(FindingAnswer),
    }),
  ),
});
type Device = z.infer<typeof DevicesAnswer>['devices'][number];

/** States in which a device stands as NetBox wants it, or is none of our business. */
const QUIET = new Set(['in line', 'not managed']);

/** `plumbline devices`: every device with its state; `--findings` adds what differs. Exit 2 when one needs an eye. */
export async function devices(options: CommonOptions & { readonly findings?: boolean }): Promise<ExitCode> {
  const answer = DevicesAnswer.parse(demand(await createApiClient()('GET', '/devices'), 200));
  if (options.json === true) printJson(answer);
  else printDevices(answer.devices, options.findings === true);
  return answer.devices.every(({ state }) => QUIET.has(state)) ? 0 : 2;
}

function printDevices(rows: readonly Device[], withFindings: boolean): void {
  if (rows.length === 0) {
    printText('no device was checked yet; run `plumbline sweep`');
    return;
  }
  const header = ['DEVICE', 'STATE', 'FINDINGS', 'DRIFTED SINCE', 'CHECKED', 'NOTE'];
  const lines = toTable([header, ...rows.map(toCells)]).split('\n');
  lines.forEach((line, index) => {
    printText(line);
    if (withFindings && index > 0)
      for (const finding of rows[index - 1]?.open ?? []) printText(findingText(finding));
  });
}

function toCells({ name, state, findings, firstDrifted, checkedAt, hold, note }: Device): readonly string[] {
  const why = hold === null ? note : `held by ${hold.by}: ${hold.reason}`;
  return [name, state, String(findings), firstDrifted ?? '-', checkedAt ?? '-', why.replaceAll('\n', ' ')];
}
