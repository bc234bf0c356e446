import { createHmac } from 'node:crypto';
import { contentOf } from './words.ts';

/** Alphabet of `$9$` values, in the four families that say how many filler characters follow the first one (3, 2, 1, 0). */
const FAMILIES = ['QzF3n6/9CAtpu0O', 'B1IREhcSyrleKvMW8LXx', '7N-dVbwsY2g4oaJZGUDj', 'iHkq.mPf5T'];
const ALPHABET = FAMILIES.join('');
/** What each character of the group that encodes one byte counts. */
const WEIGHTS = [
  [1, 4, 32],
  [1, 16, 32],
  [1, 8, 32],
  [1, 64],
  [1, 32],
  [1, 4, 16, 128],
  [1, 32, 64],
];

/**
 * The clear text of a `$9$` value, or null when it is none. Junos salts it anew each time, so only the clear text says
 * whether two of them are the same.
 */
export function decodeSecret(value: string): string | null {
  const encoded = value.startsWith('$9$') ? value.slice(3) : '';
  const family = FAMILIES.findIndex((characters) => characters.includes(encoded.charAt(0)));
  if (encoded === '' || family === -1) return null;
  let at = 1 + (FAMILIES.length - 1 - family);
  let before = encoded.charAt(0);
  let clear = '';
  while (at < encoded.length) {
    const weights = WEIGHTS[clear.length % WEIGHTS.length] ?? [];
    let code = 0;
    for (const weight of weights) {
      const gap = gapBetween(before, encoded.charAt(at));
      if (gap === null) return null;
      code += gap * weight;
      before = encoded.charAt(at);
      at += 1;
    }
    clear += String.fromCharCode(code % 256);
  }
  return clear === '' ? null : clear;
}

function gapBetween(before: string, character: string): number | null {
  const [from, to] = [ALPHABET.indexOf(before), ALPHABET.indexOf(character)];
  if (character === '' || from === -1 || to === -1) return null;
  return ((to - from + ALPHABET.length) % ALPHABET.length) - 1;
}

/** Where a secret is compared by what it means; the text itself is in `ConfigNode.text` only, which is never shown. */
export function hashOfSecret(word: string): string {
  const content = contentOf(word);
  const digest = createHmac('sha256', 'plumbline junos secret').update(decodeSecret(content) ?? content);
  return `<secret:${digest.digest('hex').slice(0, 16)}>`;
}

/** True for a word in one of the forms Junos stores secrets in (`$1$`, `$5$`, `$6$`, `$8$`, `$9$`, `$sha1$`). */
export function isSecretForm(word: string): boolean {
  return word.charCodeAt(0) === 0x22 && /^"\$(\d|sha\d+)\$/.test(word);
}
