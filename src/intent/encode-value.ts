import type { Platform } from '../domain/platform.ts';
import { quoteJunos } from './junos-string.ts';
import type { NameGrammar } from './name-grammars.ts';
import { refusedCharacters, refusedLine } from './refused-characters.ts';

/** A value as words of a command line, or why it is refused, as the end of a sentence about it. */
export type EncodedValue =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/**
 * Makes one line of a command and a free text (a description). The text stays as it is (quoted on Junos) or is refused: a
 * value that reached the device changed would be reported as drift for ever.
 */
export function encodeText(platform: Platform, command: string, text: string): EncodedValue {
  if (text.trim() === '') return { ok: false, reason: 'it is blank' };
  if (text !== text.trim())
    return { ok: false, reason: 'it begins or ends with a blank, which the device drops' };
  return encodeLine(platform, `${command} ${platform === 'juniper_junos' ? quoteJunos(text) : text}`);
}

/** A name that stands in commands as one word, or why it cannot be one. */
export function encodeName(platform: Platform, { pattern, words }: NameGrammar, name: string): EncodedValue {
  const reason = refusedCharacters(platform, name);
  if (reason !== null) return { ok: false, reason };
  return pattern.test(name) ? { ok: true, text: name } : { ok: false, reason: `it is no ${words}` };
}

/** Makes one line of a command and a host name, or says why the name is none. */
export function encodeHostname(platform: Platform, command: string, name: string): EncodedValue {
  const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
  const isName = new RegExp(`^${label}(?:\\.${label})*$`).test(name) && name.length <= 63;
  if (!isName) return { ok: false, reason: 'it is no host name (letters, digits and hyphens, at most 63)' };
  return encodeLine(platform, `${command} ${name}`);
}

/** A line that is made, or why it cannot be sent: what every line with a value goes through last. */
export function encodeLine(platform: Platform, line: string): EncodedValue {
  const reason = refusedLine(platform, line);
  return reason === null ? { ok: true, text: line } : { ok: false, reason };
}
