import type { ConfigSection } from '../tree/config-node.ts';
import { settled } from './settle.ts';
import { readCurly } from './read-curly.ts';
import { readSet, SET_VERBS } from './read-set.ts';
import { UnreadableText } from './scanner.ts';

/** A Junos configuration as a tree, or why it cannot be read without guessing, with the line. */
export type JunosResult =
  | { readonly ok: true; readonly top: ConfigSection }
  | { readonly ok: false; readonly code: string; readonly reason: string };

/** Lines no configuration has, which prove that the read went wrong: an error of the device, a pager. */
const FAILURE = /^[ \t]*(error:|syntax error|unknown command\.|---\(more\b|--More--|\^[ \t\r]*$)/m;

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/;

/** The first line that is neither empty nor a note, a prompt or a banner. */
const FIRST_WORDS = /^(?!\s*$|\s*#|\s*\/\*|\[edit|\{[a-z]+(?::\S*)?\}\s*$|\S+@\S+[>#%]|show\b)[ \t]*(.*)$/m;

/**
 * Reads a configuration in either form, with braces or as `set` lines; the same configuration gives the same tree.
 * Notes of people (comments, `annotate`) and the version the device writes by itself are no configuration and left out.
 */
export function readJunos(text: string): JunosResult {
  try {
    refuseDamaged(text);
    const first = FIRST_WORDS.exec(text)?.[1] ?? '';
    refuseOtherFormats(text, first);
    const top = SET_VERBS.test(first) ? readSet(text) : readCurly(text);
    top.nodes.delete('version');
    return { ok: true, top: settled(top) };
  } catch (error) {
    if (error instanceof UnreadableText) return { ok: false, code: error.code, reason: error.message };
    throw error;
  }
}

function refuseDamaged(text: string): void {
  const failure = FAILURE.exec(text);
  if (failure !== null)
    throw new UnreadableText(
      'error-line',
      lineOf(text, failure.index),
      `is no configuration: ${(failure[1] ?? '').trim()}`,
    );
  const control = CONTROL.exec(text);
  if (control !== null)
    throw new UnreadableText('control-character', lineOf(text, control.index), 'holds a control character');
}

function refuseOtherFormats(text: string, first: string): void {
  const format = first.startsWith('<') ? 'XML' : /^\{\s*("|$)/.test(first) ? 'JSON' : null;
  if (format !== null)
    throw new UnreadableText(
      'not-junos',
      lineOf(text, text.indexOf(first)),
      `looks like ${format}; expected braces or set lines`,
    );
}

function lineOf(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
