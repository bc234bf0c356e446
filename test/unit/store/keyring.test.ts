import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyring } from '../../../src/store/keyring.ts';

const HEX = '5a'.repeat(32);
const BASE64 = Buffer.alloc(32, 7).toString('base64');

describe('the keyring', () => {
  it('opens what it sealed, with any key it has, for any text and place', () => {
    const older = createKeyring(`old:${HEX}`);
    const rotated = createKeyring(`new:${BASE64}, old:${HEX}`);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.string(), (bytes, context) => {
        const plain = Buffer.from(bytes);
        expect(rotated.open(older.seal(plain, context), context)).toEqual(plain);
        expect(rotated.open(rotated.seal(plain, context), context)).toEqual(plain);
      }),
    );
    expect(rotated.currentId).toBe('new');
  });

  it('seals the same text differently each time', () => {
    const keyring = createKeyring(`k:${HEX}`);
    const plain = Buffer.from('description core');
    expect(keyring.seal(plain, 'a')).not.toEqual(keyring.seal(plain, 'a'));
  });

  it('refuses a value in another place, and one with any byte changed', () => {
    const keyring = createKeyring(`k:${HEX}`);
    const sealed = keyring.seal(Buffer.from('description core'), 'row 1');
    expect(() => keyring.open(sealed, 'row 2')).toThrow(/does not open with key k/);
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Buffer.from(sealed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(() => keyring.open(changed, 'row 1')).toThrow(
        expect.objectContaining({ code: 'store.wrong-key' }),
      );
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => keyring.open(sealed.subarray(0, length), 'row 1')).toThrow(
        expect.objectContaining({ code: 'store.wrong-key' }),
      );
    }
  });

  it('names the key that is missing', () => {
    const sealed = createKeyring(`old:${HEX}`).seal(Buffer.from('x'), 'row');
    expect(() => createKeyring(`new:${BASE64}`).open(sealed, 'row')).toThrow(
      /encrypted with key old, which is not among the keys given \(new\)/,
    );
  });

  it.each([
    ['', /no key is given/],
    [HEX, /entry 1 has no id/],
    [`k:${HEX},:${HEX}`, /entry 2 has no id/],
    [`k:${HEX.slice(2)}`, /key k is not 32 bytes/],
    [`k:${HEX}zz`, /key k is not 32 bytes/],
    [`k:${HEX},k:${BASE64}`, /stands there twice/],
  ])('refuses the setting %#, without quoting it', (keys, words) => {
    let message = '';
    try {
      createKeyring(keys);
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message).toMatch(words);
    expect(message).not.toContain(HEX.slice(0, 8));
  });
});
