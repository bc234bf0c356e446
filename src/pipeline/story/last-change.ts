import type { AgedFinding, Finding } from '../../domain/finding.ts';
import type { LastChange } from '../../domain/live.ts';
import { plain } from './markdown.ts';
import { whenOf } from './who.ts';

/** Told of at most; beyond that the device's own log is the place to look. */
const MOST_TOLD = 3;

/** Classes that say somebody may have changed the device beside NetBox. */
function isByHand({ class: kind }: Finding): boolean {
  return kind === 'foreign' || kind === 'conflict' || kind === 'unexplained';
}

/** `by joe, from 192.0.2.9, at Thu Nov 20 10:01:02 UTC`, in the device's own words; null where it tells nothing. */
export function lastChangeInWords(last: LastChange | undefined): string | null {
  const { by, from, at } = last ?? { by: null, from: null, at: null };
  if (by === null && from === null && at === null) return null;
  const told = [
    by === null ? 'it does not tell by whom' : `by ${by}`,
    from === null ? '' : `from ${from}`,
    at === null ? '' : `at ${at}`,
  ];
  return told.filter((part) => part !== '').join(', ');
}

/** The line of a box; nothing where no finding was made by hand, or the device does not tell who was there. */
export function lastChangeLine(findings: readonly AgedFinding[]): readonly string[] {
  const newest = toldBy(findings)[0];
  return newest === undefined ? [] : [`Last change on the device: ${newest.words}`];
}

/** The same in full for the text below, told also where the device says nothing; empty without findings made by hand. */
export function lastChangeParagraph(findings: readonly AgedFinding[]): string {
  if (!findings.some(isByHand)) return '';
  const told = toldBy(findings).slice(0, MOST_TOLD);
  if (told.length === 0) {
    return '**Last change on the device**: it does not tell who made it. Its own log, or the AAA server’s, may.';
  }
  const sentences = told.map(({ words, seen }) => `${plain(words)} (read at ${whenOf(seen)})`);
  return `**Last change on the device**: ${sentences.join('; told before: ')}.`;
}

/** What devices told when such findings were first seen, each once, newest first. */
function toldBy(findings: readonly AgedFinding[]) {
  const newestFirst = findings
    .filter(isByHand)
    .toSorted((one, other) => Date.parse(other.firstSeen) - Date.parse(one.firstSeen));
  const seen = new Map<string, AgedFinding['firstSeen']>();
  for (const { lastChange, firstSeen } of newestFirst) {
    const words = lastChangeInWords(lastChange);
    if (words !== null && !seen.has(words)) seen.set(words, firstSeen);
  }
  return [...seen].map(([words, at]) => ({ words, seen: at }));
}
