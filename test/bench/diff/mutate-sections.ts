import type { LineDialect } from './line-dialect.ts';
import { seededRandom } from './random.ts';
import type { GeneratedSection } from './section.ts';
import { sizeOf } from './section.ts';

/** Two texts that differ in some lines, and in how many. */
export interface GeneratedPair {
  readonly live: string;
  readonly intended: string;
  readonly lines: number;
  readonly differing: number;
}

/** Of all lines so many differ: a third has another value, a third is only live, a third only intended. */
const SHARE = 0.05;

/** Writes the sections as a live text, and with 5 % of the lines altered as an intended text. */
export function mutateSections(
  sections: readonly GeneratedSection[],
  dialect: LineDialect,
  seed: number,
): GeneratedPair {
  const random = seededRandom(seed);
  const lines = sections.reduce((sum, section) => sum + sizeOf(section), 0);
  const wanted = Math.round((lines * SHARE) / 3);
  const left = { change: wanted, remove: wanted, add: wanted };
  const intended = sections.map((section) => [...section.lines.map(({ text }) => text)] as (string | null)[]);
  const alterable = sections.flatMap((section, at) =>
    section.lines.flatMap((line, index) => (line.changed !== null ? [{ at, index, line }] : [])),
  );
  for (const { at, index, line } of shuffled(alterable, random)) {
    const own = intended[at] ?? [];
    if (left.change > 0) {
      own[index] = line.changed;
      left.change -= 1;
    } else if (left.remove > 0) {
      own[index] = null;
      left.remove -= 1;
    } else break;
  }
  for (const at of shuffled([...additions(sections, wanted)], random).slice(0, wanted)) {
    intended[at]?.push(sections[at]?.another?.(left.add) ?? null);
    left.add -= 1;
  }
  const texts = sections.map((section) => section.lines.map(({ text }) => text));
  return {
    live: write(sections, texts, dialect),
    intended: write(sections, intended, dialect),
    lines,
    differing: 3 * wanted - left.change - left.remove - left.add,
  };
}

/** Every section that can grow, once; where few sections are wide, as often as needed. */
function* additions(sections: readonly GeneratedSection[], wanted: number): Generator<number> {
  const growing = [...sections.entries()].filter(([, { another }]) => another !== null).map(([at]) => at);
  for (let count = 0; count < wanted; count += growing.length) yield* growing;
}

function write(
  sections: readonly GeneratedSection[],
  texts: readonly (readonly (string | null)[])[],
  dialect: LineDialect,
): string {
  const lines = ['hostname bench'];
  sections.forEach(({ header }, at) => {
    const indent = header === null ? '' : dialect.indent;
    if (header !== null) lines.push('!', header);
    for (const text of new Set(texts[at])) if (text !== null) lines.push(`${indent}${text}`);
  });
  return [...lines, '!', 'end', ''].join('\n');
}

function shuffled<Value>(values: readonly Value[], random: () => number): readonly Value[] {
  const keyed = values.map((value) => ({ value, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value);
}
