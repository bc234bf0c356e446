import { readFileSync, statSync } from 'node:fs';
import { Fault } from '../domain/fault.ts';
import type { Environment, ReadFile } from './read-values.ts';

/** Larger than any settings file; keeps a wrong path (a device, a log) from filling the memory. */
const MAX_BYTES = 1_000_000;

type Result = { readonly ok: true } | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Applies a reader of settings to the environment of this process and its files. Throws `settings.invalid` with all
 * problems, one a line. The only place where the environment is read.
 */
export function load<Outcome extends Result>(
  read: (env: Environment, readFile: ReadFile) => Outcome,
): Extract<Outcome, { ok: true }> {
  const outcome = read(process.env, readBoundedFile);
  if (isOk(outcome)) return outcome;
  const problems = outcome.ok ? [] : outcome.problems;
  throw new Fault(
    'settings.invalid',
    `The settings cannot be used:\n${problems.map((text) => `- ${text}`).join('\n')}`,
  );
}

function isOk<Outcome extends Result>(outcome: Outcome): outcome is Extract<Outcome, { ok: true }> {
  return outcome.ok;
}

function readBoundedFile(path: string): string {
  const { size } = statSync(path);
  if (size > MAX_BYTES) throw new Error(`larger than ${MAX_BYTES} bytes`);
  return readFileSync(path, 'utf8');
}
