import { redactSecrets } from '../domain/redaction.ts';

/**
 * A sentence as it may stand in a column in clear: without secrets. Sentences quote devices and people.
 */
export function storedSentence(text: string): string {
  return redactSecrets(storable(text));
}

/**
 * The same text with what PostgreSQL refuses (NUL, half characters) replaced by U+FFFD. Without this, one odd byte in a
 * device's answer would make its change impossible to end.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
