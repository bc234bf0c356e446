import { faultFactsOf } from '../domain/fault.ts';
import type { ExitCode } from './exit-code.ts';
import { printJson, say } from './print.ts';

/** Options every command has. */
export interface CommonOptions {
  readonly json?: boolean;
}

/**
 * Runs a command and ends with its exit code. What it throws is said in one place: a sentence on standard error, with
 * `--json` also `{"error":{"code","message"}}` on standard output, exit code 1.
 */
export async function runCommand(options: CommonOptions, command: () => Promise<ExitCode>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (options.json === true) printJson({ error: { code, message } });
    say(`plumbline: ${message}${code.startsWith('input.') ? ` (${code})` : ''}`);
    if (code === 'internal.unexpected')
      say('This is a defect of Plumbline or of its installation; please report it.');
    process.exitCode = 1;
  }
}
