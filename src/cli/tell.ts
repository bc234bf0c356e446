import type { Warning } from '../domain/configuration.ts';
import { redactSecrets } from '../domain/redaction.ts';
import { say } from './print.ts';

/** Warnings beside the result, one line each. */
export function tellWarnings(warnings: readonly Warning[]): void {
  for (const { path, message } of warnings) {
    say(`warning: ${[...path, message].join(' > ').replace(/\s*\n\s*/g, ' ')}`);
  }
}

/** Says that the printed text is not the whole one, where secrets were left out of it. */
export function tellLeftOut(text: string): void {
  if (redactSecrets(text) !== text) say('Secrets are left out of this output: <redacted>.');
}
