import { diffTexts, type TextDiff, type TextSide } from '../diff/diff-texts.ts';
import { pasteCommands } from '../diff/paste-commands.ts';
import type { Warning } from '../domain/configuration.ts';
import { Fault } from '../domain/fault.ts';
import type { Command } from '../domain/plan.ts';
import type { Platform } from '../domain/platform.ts';
import { redactSecrets } from '../domain/redaction.ts';
import { painterFor } from './colors.ts';
import { diffView } from './diff-view.ts';
import type { ExitCode } from './exit-code.ts';
import { keepHeapSmall } from './keep-heap-small.ts';
import { demandOption, refuseTwoStandardInputs, toPlatform, toScope, wrongUse } from './offline-options.ts';
import { printJson, printPainted, type PaintedLine } from './print.ts';
import { nameOf, readInput } from './read-input.ts';
import type { CommonOptions } from './run-command.ts';
import { tellWarnings } from './tell.ts';

export interface DiffOptions extends CommonOptions {
  readonly platform?: string;
  readonly live?: string;
  readonly running?: string;
  readonly intended?: string;
  readonly baseline?: string;
  readonly scope?: readonly string[];
}

/**
 * `plumbline diff`: what differs between a live and an intended configuration, the commands that bring live to intended, and
 * the way back. Exit 0 in line, 2 drift, 1 when the texts cannot be compared; then nothing is printed but the reason.
 */
export async function diff(options: DiffOptions): Promise<ExitCode> {
  keepHeapSmall();
  const platform = toPlatform(options.platform);
  const scope = toScope(options.scope ?? []);
  const files = filesOf(options);
  refuseTwoStandardInputs(Object.values(files));
  const live = await readInput(files.live);
  const intended = await readInput(files.intended);
  const baseline = files.baseline === null ? null : await readInput(files.baseline);
  const result = diffTexts({ platform, live, intended, baseline, scope });
  if (!result.ok) {
    const place = result.side === null ? '' : `${nameOf(files[result.side] ?? '')}: `;
    throw new Fault(result.code, `${place}${result.message}`);
  }
  const shown = { ...result, warnings: [...result.warnings, ...secretWarnings(result)] };
  if (options.json === true) printJson(toDocument(platform, shown));
  else print(platform, files, shown);
  return result.inLine ? 0 : 2;
}

type Files = Readonly<Record<Exclude<TextSide, 'baseline'>, string>> & { readonly baseline: string | null };

function filesOf({ live, running, intended, baseline }: DiffOptions): Files {
  if (live !== undefined && running !== undefined) {
    throw wrongUse('Expected --live or --running, which mean the same, found both.');
  }
  return {
    live: demandOption('--live', live ?? running),
    intended: demandOption('--intended', intended),
    baseline: baseline === undefined ? null : demandOption('--baseline', baseline),
  };
}

type Found = Extract<TextDiff, { readonly ok: true }>;

/** The object other programs read; its keys are an agreement. */
function toDocument(
  platform: Platform,
  { inLine, findings, remediation, rollback, warnings }: Found,
): unknown {
  const command = ({ path, command }: Command): Command => ({ path, command });
  return {
    platform,
    inLine,
    findings: findings.map((finding) => ({
      path: finding.path,
      kind: finding.kind,
      class: finding.class,
      intended: finding.intended,
      live: finding.live,
    })),
    remediation: remediation.map(command),
    rollback: rollback.map(command),
    warnings: warnings.map(({ code, message, path }) => ({ code, message, path })),
  };
}

/** Output never shows a secret, so such a command is not fit to be sent as it is shown. */
function secretWarnings({ remediation, rollback }: Found): readonly Warning[] {
  const commands = [...remediation, ...rollback];
  if (!holdsSecret(commands.map(({ command }) => command).join('\n'))) return [];
  return commands
    .filter(({ command }) => holdsSecret(command))
    .map(({ path, command }) => ({
      code: 'secret-not-shown',
      message: `take this line from the file itself, its secret is left out here: ${redactSecrets(command)}`,
      path,
    }));
}

function holdsSecret(text: string): boolean {
  return redactSecrets(text) !== text;
}

function print(platform: Platform, files: Files, found: Found): void {
  const { inLine, findings, remediation, rollback, warnings } = found;
  const head: readonly PaintedLine[] = [
    { role: 'extra', text: `--- live      ${nameOf(files.live)}` },
    { role: 'missing', text: `+++ intended  ${nameOf(files.intended)}` },
  ];
  const lines: readonly PaintedLine[] = [
    ...(inLine ? [plain('in line: live has what is intended')] : [...head, ...diffView(findings)]),
    ...commandView(platform, 'to bring live to intended', remediation),
    ...commandView(platform, 'to undo that', rollback),
  ];
  printPainted(lines, painterFor(process.stdout));
  tellWarnings(warnings);
}

function commandView(
  platform: Platform,
  purpose: string,
  commands: readonly Command[],
): readonly PaintedLine[] {
  if (commands.length === 0) return [];
  const mark = platform === 'juniper_junos' ? '#' : '!';
  const count = commands.length === 1 ? '1 command' : `${commands.length} commands`;
  // A line with its secret left out would set the secret to those words, so it is no command any more.
  const pasted = pasteCommands(platform, commands);
  const lines = holdsSecret(pasted.join('\n'))
    ? pasted.map((line) => (holdsSecret(line) ? `${mark} take from the file: ${line}` : line))
    : pasted;
  return ['', `${mark} ${count} ${purpose}`, ...lines].map(plain);
}

function plain(text: string): PaintedLine {
  return { role: 'plain', text };
}
