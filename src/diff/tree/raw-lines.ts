import type { BlobRule, PlatformRules } from '../platforms/platform-rules.ts';

/** One line with what stands below it by indentation; `blob` are the further lines of a value that spans several. */
export interface RawNode {
  readonly text: string;
  readonly children: RawNode[];
  readonly blob: RawBlob | null;
}

/** A multi-line value as it was written, and its rule. */
export interface RawBlob {
  readonly rule: BlobRule;
  readonly lines: readonly string[];
}

/** A top-level line and the text of everything below it, still unread. */
export interface RawBlock {
  readonly text: string;
  body: string;
  readonly blob: RawBlob | null;
}

/** A value of several lines that never ends: the text is not whole. */
export class UnendedValue extends Error {
  readonly lineNumber: number;
  constructor(lineNumber: number, text: string) {
    super(`line ${lineNumber} opens a value that does not end: ${text}`);
    this.lineNumber = lineNumber;
  }
}

interface LineTests {
  readonly isVolatile: (content: string) => boolean;
  /** The value that `content` opens; null when it opens none. */
  readonly blobOf: (content: string) => BlobRule | null;
}

const tests = new WeakMap<PlatformRules, LineTests>();

function testsOf(rules: PlatformRules): LineTests {
  const known = tests.get(rules);
  if (known !== undefined) return known;
  const volatile =
    rules.volatile.length === 0
      ? null
      : new RegExp(rules.volatile.map((form) => `(?:${form.source})`).join('|'));
  const firstCharacters = new Set(rules.blobs.map(({ word }) => word.charCodeAt(0)));
  const created: LineTests = {
    isVolatile: (content) => volatile?.test(content) === true,
    blobOf: (content) => {
      if (!firstCharacters.has(content.charCodeAt(0))) return null;
      return (
        rules.blobs.find(
          ({ word, start }) =>
            content.startsWith(word) &&
            (content.length === word.length || content.charAt(word.length) === ' ') &&
            start.test(content),
        ) ?? null
      );
    },
  };
  tests.set(rules, created);
  return created;
}

/**
 * Cuts a text into its top-level blocks without reading what is inside. Comments, volatile lines and lines that only close
 * sections are dropped between blocks. Throws {@link UnendedValue}.
 */
export function cutBlocks(rules: PlatformRules, text: string): readonly RawBlock[] {
  const { isVolatile, blobOf } = testsOf(rules);
  const blocks: RawBlock[] = [];
  let current: RawBlock | null = null;
  let bodyFrom = 0;
  let bodyTo = 0;
  const close = (): void => {
    if (current !== null && bodyTo > bodyFrom) current.body = text.slice(bodyFrom, bodyTo);
    current = null;
  };
  for (let at = 0, lineNumber = 1; at < text.length; lineNumber += 1) {
    const end = lineEnd(text, at);
    const start = skipIndent(text, at, end);
    const content = trimmedEnd(text, start, end);
    const next = end + 1;
    if (content === '') {
      at = next;
      continue;
    }
    const isTop = start === at;
    if (isTop && (rules.comment.test(content) || isVolatile(content))) {
      at = next;
      continue;
    }
    if (isTop && rules.exits.test(content)) {
      close();
      at = next;
      continue;
    }
    const blobRule = blobOf(content);
    const blob = blobRule === null ? null : readBlob(blobRule, content, text, next, lineNumber);
    const after = blob?.next ?? next;
    if (isTop || current === null) {
      // An indented line with no section around it belongs to the top level.
      close();
      current = {
        text: content,
        body: '',
        blob: blob === null || blobRule === null ? null : { rule: blobRule, lines: blob.lines },
      };
      blocks.push(current);
      bodyFrom = after;
      bodyTo = after;
    } else {
      bodyTo = Math.min(after, text.length);
    }
    lineNumber += blob?.lines.length ?? 0;
    at = after;
  }
  close();
  return blocks;
}

/** Reads what is inside a block: a tree by indentation, without comments and closing lines. */
export function readBody(rules: PlatformRules, body: string): RawNode[] {
  const { blobOf } = testsOf(rules);
  const top: RawNode[] = [];
  const open: { readonly indent: number; readonly children: RawNode[] }[] = [{ indent: -1, children: top }];
  for (let at = 0; at < body.length;) {
    const end = lineEnd(body, at);
    const start = skipIndent(body, at, end);
    const content = trimmedEnd(body, start, end);
    const indent = start - at;
    at = end + 1;
    if (content === '' || rules.comment.test(content)) continue;
    closeDownTo(open, indent);
    if (rules.exits.test(content)) continue;
    const blobRule = blobOf(content);
    const blob = blobRule === null ? null : readBlob(blobRule, content, body, at, 0);
    if (blob !== null) at = blob.next;
    const node: RawNode = {
      text: content,
      children: [],
      blob: blob === null || blobRule === null ? null : { rule: blobRule, lines: blob.lines },
    };
    (open.at(-1)?.children ?? top).push(node);
    open.push({ indent, children: node.children });
  }
  return top;
}

function closeDownTo(open: { readonly indent: number }[], indent: number): void {
  while (open.length > 1 && (open.at(-1)?.indent ?? -1) >= indent) open.pop();
}

/** The further lines of a multi-line value and where the text goes on; no lines when its first line is complete. */
function readBlob(
  rule: BlobRule,
  startLine: string,
  text: string,
  from: number,
  lineNumber: number,
): { readonly lines: readonly string[]; readonly next: number } {
  const isLast = rule.endOf(startLine);
  if (isLast === null) return { lines: [], next: from };
  const lines: string[] = [];
  for (let at = from; at < text.length;) {
    const end = lineEnd(text, at);
    const line = trimmedEnd(text, at, end);
    lines.push(line);
    at = end + 1;
    if (isLast(line)) return { lines, next: at };
  }
  throw new UnendedValue(lineNumber, startLine.slice(0, 80));
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function skipIndent(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at += 1;
  return at;
}

/** The text between two places without blanks and carriage returns at its end. */
function trimmedEnd(text: string, from: number, end: number): string {
  let to = end;
  while (
    to > from &&
    (text.charCodeAt(to - 1) === 32 || text.charCodeAt(to - 1) === 13 || text.charCodeAt(to - 1) === 9)
  )
    to -= 1;
  return text.slice(from, to);
}
