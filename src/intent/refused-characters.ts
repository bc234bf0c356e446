import { PLATFORMS, type Platform } from '../domain/platform.ts';

/** IOS cuts input lines at about 254 characters; vtysh took 600 in a test, but nobody needs more than this. */
const LONGEST_LINE: Readonly<Record<Platform, number>> = {
  frr: 400,
  cisco_ios: 254,
  arista_eos: 254,
  juniper_junos: 400,
};

interface Refusal {
  readonly pattern: RegExp;
  readonly reason: string;
  readonly platforms: readonly Platform[];
}

/** Characters that do not stay what they are on the way through a command line or on an engineer's screen. */
const REFUSALS: readonly Refusal[] = [
  { pattern: /[\n\r]/u, reason: 'it holds a line break', platforms: PLATFORMS },
  {
    pattern: /\t/u,
    reason: 'it holds a tab, which the command line takes as a key press',
    platforms: PLATFORMS,
  },
  { pattern: /\p{Cc}/u, reason: 'it holds control characters', platforms: PLATFORMS },
  { pattern: /[\u2028\u2029]/u, reason: 'it holds a line separator', platforms: PLATFORMS },
  {
    pattern: /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
    reason: 'it holds characters that change the reading direction',
    platforms: PLATFORMS,
  },
  { pattern: /\p{Cs}/u, reason: 'it holds half a character', platforms: PLATFORMS },
  // Format characters, private use, unassigned: invisible, or different on every screen.
  {
    pattern: /[\p{Cf}\p{Co}\p{Cn}]/u,
    reason: 'it holds invisible or undefined characters',
    platforms: PLATFORMS,
  },
  {
    pattern: /\?/u,
    reason: 'it holds a question mark, which asks the command line for help',
    platforms: PLATFORMS,
  },
  // Seen on FRR 8.4: "Unknown action", the line is dropped, and the exit status is 0 all the same. Not tried on EOS; quoted
  // on Junos.
  {
    pattern: /\|/u,
    reason: 'it holds a vertical bar, which the command line may take as an output filter',
    platforms: ['frr', 'arista_eos'],
  },
  // Only FRR was seen to keep them.
  {
    pattern: /[^\u0020-\u007e]/u,
    reason: 'it holds characters other than ASCII',
    platforms: ['cisco_ios', 'arista_eos', 'juniper_junos'],
  },
  // Blanks other than the plain one: devices differ in which of them they take for a separator.
  { pattern: /[\p{Zs}--\u0020]/v, reason: 'it holds an unusual blank', platforms: PLATFORMS },
];

/** Says why a text cannot be a part of a command line of the platform, or null when it can. */
export function refusedCharacters(platform: Platform, text: string): string | null {
  const refusal = REFUSALS.find(
    ({ pattern, platforms }) => platforms.includes(platform) && pattern.test(text),
  );
  return refusal?.reason ?? null;
}

/** Says why a whole line cannot be sent, or null when it can: its characters and its length. */
export function refusedLine(platform: Platform, line: string): string | null {
  const characters = refusedCharacters(platform, line);
  if (characters !== null) return characters;
  const longest = LONGEST_LINE[platform];
  return line.length > longest
    ? `it makes a line of ${line.length} characters, and the device takes ${longest}`
    : null;
}
