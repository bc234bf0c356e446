import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { coversItem, namesItem, patternProblem } from '../../../src/diff/path-pattern.ts';

const MTU = { path: ['interface eth1'], key: 'mtu' };

describe('a path pattern', () => {
  it.each([
    ['interface eth1 / mtu', true],
    ['interface * / mtu', true],
    ['interface e*h* / m*u', true],
    ['** / mtu', true],
    ['interface eth1 / **', true],
    ['**', true],
    ['interface eth1', false],
    ['interface eth1 / mtu / x', false],
    ['interface eth10 / mtu', false],
    ['interface Eth1 / mtu', false],
    ['interface * ', false],
    ['* / * / *', false],
  ])('"%s" names the MTU of eth1: %s', (pattern, expected) => {
    expect(namesItem(pattern, MTU)).toBe(expected);
  });

  it('that names a section covers what stands in it', () => {
    expect(coversItem('interface *', MTU)).toBe(true);
    expect(coversItem('interface eth2', MTU)).toBe(false);
  });

  it('with `**` also names the section itself', () => {
    expect(namesItem('interface eth1 / **', { path: [], key: 'interface eth1' })).toBe(true);
  });

  it('finds an item whose key holds the separator', () => {
    expect(namesItem('banner a / b', { path: [], key: 'banner a / b' })).toBe(true);
    expect(namesItem('banner *', { path: [], key: 'banner a / b' })).toBe(false);
  });

  it('says why it is none', () => {
    expect(patternProblem(' ')).toMatch(/empty/);
    expect(patternProblem('a /  / b')).toMatch(/nothing between/);
    expect(patternProblem('ip route 10.0.0.0/8 *')).toBeNull();
  });

  it('written out in full names its own item, whatever the item is called', () => {
    const word = fc.stringMatching(/^[a-z]([a-z .:/-]*[a-z])?$/);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 3 }), word, (path, key) => {
        expect(namesItem([...path, key].join(' / '), { path, key })).toBe(true);
      }),
    );
  });
});
