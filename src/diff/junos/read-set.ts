import { carryOut } from './carry-out.ts';
import { opens, readNode, takeAll } from './edit-tree.ts';
import { emptyTop, openInside, type OpenSection } from './open-tree.ts';
import { readWords } from './read-words.ts';
import { UnreadableText } from './scanner.ts';

/** Verbs of lines that make a configuration, as `show | display set` and `load set` have them. */
export const SET_VERBS = /^(set|delete|deactivate|activate|insert|protect|unprotect|annotate)(?=[ \t]|$)/;

/** Lines that only surround what a device shows: prompts, banners of configuration mode, chassis roles. */
const AROUND = /^(\S+@\S+[>#%]|\[edit.*\]|\{(master|backup|primary|secondary|linecard)\b.*\}|show\b|\/\*)/;

/** Reads a configuration in the form of `set` lines. Throws {@link UnreadableText}. */
export function readSet(text: string): OpenSection {
  const reader = new SetReader(text);
  let start = 0;
  for (let line = 1; start < text.length; line += 1) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    reader.readLine(start, end, line);
    start = end + 1;
  }
  return reader.top;
}

class SetReader {
  readonly top = emptyTop();
  readonly #text: string;
  /** The last `set` line: neighbors share most of their words, which then need not be read again. */
  #lastStart = 0;
  /** Sections the last `set` line went through, and how far into it the words reach that lead there. */
  readonly #sections: OpenSection[] = [];
  readonly #ends: number[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  readLine(start: number, end: number, line: number): void {
    let at = start;
    while (at < end && isBlank(this.#text.charCodeAt(at))) at += 1;
    if (at === end || this.#text.charCodeAt(at) === 0x23) return;
    if (this.#text.startsWith('set ', at)) this.#set(at, end, line);
    else this.#other(this.#text.slice(at, end).trimEnd(), line);
  }

  #set(start: number, end: number, line: number): void {
    const depth = this.#sharedDepth(start, end);
    this.#sections.length = depth;
    this.#ends.length = depth;
    this.#lastStart = start;
    const from = depth === 0 ? start + 4 : start + (this.#ends[depth - 1] ?? 0);
    let section = this.#sections[depth - 1] ?? this.top;
    const { words, ends, values } = readWords(this.#text, from, end, line);
    const steps = takeAll(section.statements, values === null ? words : [...words, values[0] ?? ''], 0);
    const last = steps.at(-1);
    if (last === undefined || !last.isComplete || last.statement?.shape === 'container')
      throw new UnreadableText('truncated', line, 'ends before it says what to set; the line is cut');
    let used = 0;
    for (const step of steps) {
      const node = readNode(section, step);
      used += step.used;
      if (step === last) break;
      if (!opens(step)) continue;
      section = openInside(node);
      this.#sections.push(section);
      this.#ends.push((ends[used - 1] ?? 0) - start);
    }
    for (const value of values?.slice(1) ?? []) {
      for (const step of takeAll(section.statements, [...words.slice(used - last.used), value], 0))
        readNode(section, step);
    }
  }

  /** How many sections this line goes through that the last one went through too. */
  #sharedDepth(start: number, end: number): number {
    let at = 4;
    for (let depth = 0; depth < this.#ends.length; depth += 1) {
      const until = this.#ends[depth] ?? 0;
      if (start + until >= end) return depth;
      for (; at <= until; at += 1) {
        if (this.#text.charCodeAt(start + at) !== this.#text.charCodeAt(this.#lastStart + at)) return depth;
      }
    }
    return this.#ends.length;
  }

  #other(content: string, line: number): void {
    if (AROUND.test(content)) return;
    this.#sections.length = 0;
    this.#ends.length = 0;
    const verb = SET_VERBS.exec(content)?.[1];
    if (verb === undefined)
      throw new UnreadableText('not-junos', line, 'is no line of a configuration in set form');
    const { words, values } = readWords(content, verb.length, content.length, line);
    if (!carryOut(this.top, { verb, words, values }))
      throw new UnreadableText(
        'nothing-there',
        line,
        `has nothing to ${verb}: what it names does not stand before it`,
      );
  }
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d;
}
