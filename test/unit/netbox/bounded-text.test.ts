import { describe, expect, it } from 'vitest';
import { boundedText } from '../../../src/netbox/bounded-text.ts';
import { TOKEN } from './scripted-netbox.ts';

describe('text quoted of an answer', () => {
  it('is one line of at most 500 characters', () => {
    expect(boundedText('one\n  two\r\n\tthree', TOKEN)).toBe('one two three');
    expect(boundedText('x'.repeat(10_000), TOKEN)).toHaveLength(501);
  });

  it.each([0, 480, 1_990, 1_999, 5_000])(
    'never holds our token, wherever it stands (after %i characters)',
    (at) => {
      const told = boundedText(`${' '.repeat(at)}${'x '.repeat(at / 2)}${TOKEN}`, TOKEN);
      expect(told).not.toContain(TOKEN.slice(0, 20));
    },
  );

  it('holds no other secret either', () => {
    expect(boundedText('username x password 7 0822455D0A16', TOKEN)).not.toContain('0822455D0A16');
  });

  it('is left alone when there is no token', () => {
    expect(boundedText('words', '')).toBe('words');
  });
});
