import { redactSecrets } from '../domain/redaction.ts';

const LONGEST = 500;

/** What may be quoted of an answer: one line, no secret, at most 500 characters. Our own `token` is removed whatever form it has. */
export function boundedText(text: string, token: string): string {
  const ownRemoved = token === '' ? text : text.replaceAll(token, '<redacted>');
  // The patterns run on a start four times as long as what is shown: a secret cut in half would not be recognised.
  const start = ownRemoved
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 4 * LONGEST);
  const line = redactSecrets(start);
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
