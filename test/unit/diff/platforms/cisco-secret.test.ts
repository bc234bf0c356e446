import { describe, expect, it } from 'vitest';
import {
  canonicalSecret,
  canonicalSecretTypeLast,
  INCOMPARABLE_SECRET,
  secretAfter,
  secretFirst,
} from '../../../../src/diff/platforms/cisco-secret.ts';

describe('a secret in a line', () => {
  it('is the same with every salt of type 7, and in clear', () => {
    const forms = ['cisco', '0 cisco', '7 0822455D0A16', '7 02050D480809'];
    expect(new Set(forms.map(canonicalSecret)).size).toBe(1);
  });

  it.each(['cisco', '0 cisco', '7 0822455D0A16', '9 $9$salt$hash', '5 $1$salt$hash', '6 AAbb'])(
    'is not to be read in its canonical form: %s',
    (secret) => {
      const value = secret.split(' ').at(-1) ?? '';
      expect(canonicalSecret(secret)).not.toContain(value);
      expect(canonicalSecret(secret)).not.toContain('cisco');
    },
  );

  it('of another value is another one', () => {
    expect(canonicalSecret('7 0822455D0A16')).not.toBe(canonicalSecret('cisc0'));
    expect(canonicalSecret('9 $9$a$b')).not.toBe(canonicalSecret('9 $9$a$c'));
  });

  it('keeps text that only looks like type 7 apart from what it would decode to', () => {
    expect(canonicalSecret('7 zz')).toMatch(/^\(type 7, /);
    expect(canonicalSecret('7 0822455D0A1')).toMatch(/^\(type 7, /);
  });

  it('that begins with a digit and a blank inside a longer text is clear text', () => {
    expect(canonicalSecret('7 words in clear')).toMatch(/^\(secret, /);
  });

  it('cannot be compared where only a hash is known', () => {
    expect(INCOMPARABLE_SECRET.test(`enable secret ${canonicalSecret('9 $9$a$b')}`)).toBe(true);
    expect(INCOMPARABLE_SECRET.test(`enable secret ${canonicalSecret('7 0822455D0A16')}`)).toBe(false);
  });

  it('is found where its type stands last, behind a word, and in front of other words', () => {
    expect(canonicalSecretTypeLast('0822455D0A16 7')).toBe(canonicalSecret('cisco'));
    expect(secretAfter(/(^| )(secret|password) /)('privilege 15 password 7 0822455D0A16')).toBe(
      `privilege 15 password ${canonicalSecret('cisco')}`,
    );
    expect(secretAfter(/(^| )(secret|password) /)('privilege 15')).toBe('privilege 15');
    expect(secretFirst('public RO  10')).toBe(`${canonicalSecret('public')} RO 10`);
  });
});
