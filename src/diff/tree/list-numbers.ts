import type { ConfigNode } from './config-node.ts';

/** The number an entry begins with, or null for a line that is no entry. */
export function numberOf(node: ConfigNode): number | null {
  const digits = /^(\d+(?:\.\d+)?) /.exec(node.line)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The nodes of a list by number: the order they mean, whatever the order they were written in. */
export function byNumber(nodes: ReadonlyMap<string, ConfigNode>): Map<string, ConfigNode> {
  return new Map([...nodes].sort(([, a], [, b]) => (numberOf(a) ?? 0) - (numberOf(b) ?? 0)));
}

/** An entry's line without its number. */
export function contentOf(node: ConfigNode): string {
  return node.line.replace(/^\d+(?:\.\d+)? /, '');
}

/** The same entry under another number. */
export function renumbered(node: ConfigNode, number: number): ConfigNode {
  const old = /^\d+(?:\.\d+)?(?= )/;
  const swap = (text: string): string => text.replace(old, String(number));
  // The key may be the number alone.
  const key = /^\d+(?:\.\d+)?$/.test(node.key) ? String(number) : swap(node.key);
  return { ...node, key, line: swap(node.line), text: swap(node.text) };
}

/** An entry's text without its number, as it is written where the device gives the numbers. */
export function unnumberedText({ text }: ConfigNode): string {
  return text.replace(/^\d+(?:\.\d+)? /, '');
}

/** Entries that carry no number get the one the device would give them: the last one's plus the step. */
export function createNumbering(step: number, from = 0) {
  const entry = /^(permit|deny|remark|dynamic|evaluate)( |$)/;
  let last = from;
  let isComplete = true;
  return {
    give(text: string): string {
      const own = /^(\d+) /.exec(text)?.[1];
      if (own !== undefined) last = Number(own);
      if (own !== undefined || !entry.test(text)) return text;
      isComplete = false;
      last = (Math.floor(last / step) + 1) * step;
      return `${last} ${text}`;
    },
    areAllGiven: () => isComplete,
  };
}
