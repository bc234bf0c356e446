import type { BlobRule } from './platform-rules.ts';

/** `^C` in a configuration is two characters that stand for one. */
const BANNER = /^banner (\S+) (\^C|\S)(.*)$/;

/** What may stand around a banner when it is written, if the banner does not hold it. */
const DELIMITERS = ['^', '~', '#', '%', '@', '=', '+', '&', '_', '*'] as const;

interface Opened {
  readonly kind: string;
  readonly delimiter: string;
  /** What stands behind the delimiter on the first line. */
  readonly first: string;
}

function openedBy(startLine: string): Opened {
  const [, kind = '', delimiter = '', first = ''] = BANNER.exec(startLine) ?? [];
  // `banner motd ^Come in^`: a single character that happens to stand before a C.
  const isCaret = delimiter === '^C' && first.includes('^') && !first.includes('^C');
  return isCaret ? { kind, delimiter: '^', first: `C${first}` } : { kind, delimiter, first };
}

/** The text between the delimiters. */
function bannerText(startLine: string, following: readonly string[]): string {
  const { delimiter, first } = openedBy(startLine);
  const all = [first, ...following].map((line) => line.trimEnd()).join('\n');
  const end = all.indexOf(delimiter);
  return end === -1 ? all : all.slice(0, end);
}

const BANNERS: BlobRule = {
  word: 'banner',
  start: BANNER,
  endOf: (startLine) => {
    const { delimiter, first } = openedBy(startLine);
    return first.includes(delimiter) ? null : (line) => line.includes(delimiter);
  },
  keyOf: (startLine) => `banner ${openedBy(startLine).kind}`,
  canonical: bannerText,
  write: (startLine, following) => {
    const text = bannerText(startLine, following);
    const delimiter = DELIMITERS.find((candidate) => !text.includes(candidate));
    if (delimiter === undefined) return [startLine, ...following];
    return `banner ${openedBy(startLine).kind} ${delimiter}${text}${delimiter}`.split('\n');
  },
};

const isQuit = (line: string): boolean => line.trim() === 'quit';

/** Written by the device's own enrollment, never by us. One it signed itself says nothing that was intended. */
const CERTIFICATES: BlobRule = {
  word: 'certificate',
  start: /^certificate (?:\S+ )?\S+$/,
  endOf: () => isQuit,
  keyOf: (startLine) => startLine,
  canonical: (_startLine, following) => hexOf(following),
  write: null,
  ignored: (_path, startLine) => startLine.startsWith('certificate self-signed '),
};

const PUBLIC_KEYS: BlobRule = {
  word: 'key-string',
  start: /^key-string$/,
  endOf: () => (line) => isQuit(line) || line.trim() === 'exit',
  keyOf: (startLine) => startLine,
  canonical: (_startLine, following) => hexOf(following),
  write: null,
};

const MACROS: BlobRule = {
  word: 'macro',
  start: /^macro name \S+$/,
  endOf: () => (line) => line.trim() === '@',
  keyOf: (startLine) => startLine,
  canonical: (_startLine, following) => following.map((line) => line.trim()).join('\n'),
  write: (startLine, following) => [startLine, ...following],
};

/** The digits of a key, whatever lines they were broken into. */
function hexOf(lines: readonly string[]): string {
  return lines.slice(0, -1).join('').replaceAll(/\s/g, '').toUpperCase();
}

export const IOS_BLOBS: readonly BlobRule[] = [BANNERS, CERTIFICATES, PUBLIC_KEYS, MACROS];
