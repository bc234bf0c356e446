import { Fault } from '../domain/fault.ts';
import type { ProvisionAction, ProvisionedObject } from '../netbox/provisioning/provision-step.ts';
import { provision as provisionNetBox, type ProvisionReport } from '../netbox/provisioning/provision.ts';
import { readDeclaration } from '../netbox/provisioning/read-declaration.ts';
import { load } from '../settings/load.ts';
import { readProvisionSettings } from '../settings/read-command-settings.ts';
import { createLog } from '../telemetry/create-log.ts';
import { createMeter } from '../telemetry/create-meter.ts';
import type { ExitCode } from './exit-code.ts';
import { printJson, printText, say } from './print.ts';
import type { CommonOptions } from './run-command.ts';

export interface ProvisionCommandOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly remove?: boolean;
  readonly webhookUrl?: string;
  readonly runtimeUser?: boolean;
}

/** Nothing is removed through the address; it only has to be one. */
const NO_ADDRESS = 'http://127.0.0.1/';

/**
 * `plumbline provision`: brings NetBox to what webhook-config/ declares, or with `--remove` back to where it was, with
 * NETBOX_TOKEN as an administrator's token. Exits 0 when everything stands as declared, 2 when something is left to a
 * person (also after `--dry-run`, when something is to be done), 1 when NetBox refused.
 */
export async function provision(options: ProvisionCommandOptions): Promise<ExitCode> {
  const { settings } = load(readProvisionSettings);
  const report = await provisionNetBox({
    url: settings.url,
    adminToken: settings.token,
    timeoutMs: settings.timeoutMs,
    declaration: await readDeclaration(),
    webhook: { payloadUrl: addressOf(options, settings.webhookUrl), secret: settings.webhookSecret },
    runtimeUser: options.runtimeUser === true,
    remove: options.remove === true,
    dryRun: options.dryRun === true,
    log: createLog({
      level: 'warn',
      destination: process.stderr,
      secrets: [settings.token, settings.webhookSecret],
    }),
    meter: createMeter().meter,
    onPlan: (plan) => {
      if (options.json !== true) plan.forEach(printObject);
    },
  });
  const changes = report.plan.filter(isChange).length;
  const { token, ...shown } = report;
  if (options.json === true) printJson({ ...shown, changes });
  else printOutcome(report, changes, options.remove === true);
  // Beside the result, and past the redaction: this is the one time anybody sees it.
  if (token !== null) {
    process.stderr.write(`NETBOX_TOKEN of the runtime account, shown once: ${token}\n`);
  } else if (options.runtimeUser === true && report.applied && options.remove !== true) {
    say('No new token was made: the runtime account has one already, or it failed (see above).');
  }
  return exitCodeOf(report, changes);
}

function addressOf({ webhookUrl, remove }: ProvisionCommandOptions, setting: string | null): string {
  const address = webhookUrl ?? setting ?? (remove === true ? NO_ADDRESS : null);
  if (address !== null) return address;
  throw new Fault(
    'settings.invalid',
    'Expected the address NetBox posts its webhooks to, found none. Set PLUMBLINE_WEBHOOK_URL or give --webhook-url.',
  );
}

const WORDS: Readonly<Record<ProvisionAction, string>> = {
  create: 'create',
  update: 'update',
  none: 'as declared',
  remove: 'remove',
  leave: 'left alone',
  unseen: 'not seen',
};

function printObject({ object, action, differences, kept, note }: ProvisionedObject): void {
  printText(`${WORDS[action]}  ${object}${note === null ? '' : `: ${note}`}`);
  for (const { field, found, wanted } of differences) printText(`    ${field}: ${found} -> ${wanted}`);
  for (const { field, found, wanted } of kept) {
    printText(`    ${field}: changed by hand and kept: ${found} (declared: ${wanted})`);
  }
}

function printOutcome({ failures, applied }: ProvisionReport, changes: number, remove: boolean): void {
  for (const { object, message } of failures) printText(`FAILED  ${object}: ${message}`);
  printText(summaryOf(changes - failures.length, applied, remove));
}

function summaryOf(changes: number, applied: boolean, remove: boolean): string {
  if (changes <= 0) return remove ? 'There is nothing to remove.' : 'Nothing had to be changed.';
  if (!applied) return `${changes} objects would be ${remove ? 'removed' : 'changed'}; nothing was written.`;
  return remove ? `${changes} objects removed.` : `${changes} objects brought to what is declared.`;
}

function isChange({ action }: ProvisionedObject): boolean {
  return action === 'create' || action === 'update' || action === 'remove';
}

function exitCodeOf({ plan, failures, applied }: ProvisionReport, changes: number): ExitCode {
  if (failures.length > 0) return 1;
  const left = plan.some(({ action }) => action === 'leave' || action === 'unseen');
  return left || (!applied && changes > 0) ? 2 : 0;
}
