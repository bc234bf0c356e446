import { setTimeout as pause } from 'node:timers/promises';
import { decideStanding } from '../guard/decide-standing.ts';
import { readClientLine } from '../netbox/doctor/client-line.ts';
import type { DoctorContext, DoctorFinding, Level } from '../netbox/doctor/doctor-check.ts';
import { examine, type Examined } from '../netbox/doctor/examine.ts';
import { createNetBoxClient } from '../netbox/netbox-client.ts';
import { readDeclaration } from '../netbox/provisioning/read-declaration.ts';
import { load } from '../settings/load.ts';
import { readProvisionSettings } from '../settings/read-command-settings.ts';
import { readSettings } from '../settings/read-settings.ts';
import { secretValuesOf } from '../settings/settings.ts';
import { createLog } from '../telemetry/create-log.ts';
import { createMeter } from '../telemetry/create-meter.ts';
import type { ExitCode } from './exit-code.ts';
import { printJson, printText } from './print.ts';
import type { CommonOptions } from './run-command.ts';
import { createRunningWorker } from './running-worker.ts';

export interface DoctorOptions extends CommonOptions {
  readonly webhook?: boolean;
}

/**
 * `plumbline doctor`: says what keeps Plumbline from working, each with what to do. Reads only, except that it has NetBox
 * send one webhook (`--no-webhook` leaves that out). Exits 0 when nothing has to be done, 2 with warnings, 1 when something
 * is broken. What the token may not see is said and changes nothing.
 */
export async function doctor(options: DoctorOptions): Promise<ExitCode> {
  const examined = await examine(await openContext(options.webhook !== false), (one) => {
    if (options.json !== true) printExamined(one);
  });
  const findings = examined.flatMap((one) => one.findings);
  if (options.json === true) {
    printJson({
      findings: examined.flatMap(({ check, findings: found }) => found.map((one) => ({ check, ...one }))),
    });
  } else printText(summaryOf(findings));
  return exitCodeOf(findings);
}

async function openContext(sendWebhook: boolean): Promise<DoctorContext> {
  const { settings } = load(readSettings);
  const { settings: provisioning } = load(readProvisionSettings);
  const log = createLog({
    level: 'warn',
    destination: process.stderr,
    secrets: secretValuesOf(settings),
  });
  return {
    client: createNetBoxClient({ ...settings.netbox, log, meter: createMeter().meter }),
    token: settings.netbox.token,
    ownUser: settings.receiver.ownUser,
    declaration: await readDeclaration(),
    webhook: { payloadUrl: provisioning.webhookUrl, secret: provisioning.webhookSecret },
    clientLine: await readClientLine(),
    worker: createRunningWorker(),
    sendWebhook,
    webhookWaitMs: settings.doctor.waitMs,
    standingOf: (device) => decideStanding(device, settings.limits),
    nowMs: Date.now,
    pause: (ms) => pause(ms),
  };
}

const MARKS: Readonly<Record<Level, string>> = {
  ok: 'ok      ',
  warning: 'WARNING ',
  error: 'ERROR   ',
  unseen: 'not seen',
};

function printExamined({ check, findings }: Examined): void {
  for (const { level, found, fix } of findings) {
    printText(`${MARKS[level]}  ${check}: ${found}`);
    if (fix !== null) printText(`            ${fix}`);
  }
}

function summaryOf(findings: readonly DoctorFinding[]): string {
  const count = (level: Level): number => findings.filter((one) => one.level === level).length;
  const [errors, warnings, hidden] = [count('error'), count('warning'), count('unseen')];
  const rest = hidden === 0 ? '' : ` ${hidden} thing(s) could not be seen from here.`;
  if (errors + warnings === 0) return `Nothing has to be done.${rest}`;
  return `${errors} error(s), ${warnings} warning(s).${rest}`;
}

function exitCodeOf(findings: readonly DoctorFinding[]): ExitCode {
  if (findings.some(({ level }) => level === 'error')) return 1;
  return findings.some(({ level }) => level === 'warning') ? 2 : 0;
}
