import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  box,
  code,
  fenceFor,
  link,
  plain,
  plainInHtml,
  row,
} from '../../../../src/pipeline/story/markdown.ts';
import { HOSTILE_VALUES } from '../../../support/hostile-values.ts';

/** Any text, and text made of what Markdown and HTML are made of. */
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 900 }),
  fc.string({
    unit: fc.constantFrom(...Array.from('<>&"\'`*_[](){}#!|~\\-+=:.0123 \n\t\u202e\u0000\ud83dab')),
    maxLength: 900,
  }),
  fc.constantFrom(...Object.values(HOSTILE_VALUES)),
);
const ENTITY = /&(?:#\d+|amp|lt|gt);/g;

describe('a value in Markdown', () => {
  it('holds nothing that Markdown or HTML would read', () => {
    fc.assert(
      fc.property(value, (text) => {
        const bare = plain(text).replaceAll('<br>', '').replace(ENTITY, '');
        expect(bare).not.toMatch(/[&<>\\`*_{}[\]()#!|~\n\r]/);
        expect(plain(text)).not.toMatch(/^(?:[-+=:.]|\d+\. )/);
      }),
    );
  });

  it('holds nothing unseen but what keeps directions apart', () => {
    fc.assert(
      fc.property(value, (text) => {
        expect(plain(text).replace(/^\u2068|\u2069$/g, '')).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u,
        );
      }),
    );
  });

  it('is short, whatever it was, and broken where one long word would widen the page', () => {
    fc.assert(
      fc.property(value, (text) => {
        expect(plain(text).length).toBeLessThan(3_000);
        const words = plain(text)
          .replace(ENTITY, '.')
          .split(/ |<br>/);
        expect(Math.max(...words.map((word) => Array.from(word).length))).toBeLessThanOrEqual(62);
      }),
    );
  });

  it.each([
    ['a description', 'a description'],
    ['10.0.0.1/31', '10.0.0.1/31'],
    ['1. Ethernet', '1&#46; Ethernet'],
    ['two\n lines', 'two lines'],
    ['a\u202eb', 'a&lt;U+202E&gt;b'],
    ['a\u00a0b', 'a&lt;U+00A0&gt;b'],
    ['half \ud83d', 'half &lt;U+D83D&gt;'],
    ['שלום', '\u2068שלום\u2069'],
    ['⚠️ 😀', '⚠️ 😀'],
  ])('%j reads %j', (text, shown) => {
    expect(plain(text)).toBe(shown);
  });

  it('says how long it was when not all of it is shown', () => {
    expect(plain('a '.repeat(500_000))).toMatch(/^(?:a ){200}… &#40;of 1000000 characters&#41;$/);
    expect(plain('😀'.repeat(500))).not.toMatch(/U\+D83D/);
  });

  it('shows no part of a secret that is longer than what is shown', () => {
    expect(plain(`${'x '.repeat(150)}key-string ${'secret'.repeat(300)}`)).not.toContain('secretsecret');
    expect(plainInHtml(`key-string ${'ab'.repeat(50)}`)).toBe('key-string &lt;redacted&gt;');
  });
});

describe('a box', () => {
  it('has the tags it is made of and no other, on one line', () => {
    fc.assert(
      fc.property(value, (text) => {
        const html = box('danger', { verdict: text, mark: text, reason: text, lines: [text] });
        const tags = [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag).filter((tag) => tag !== '<br>');
        expect(tags).toEqual([
          ...['<div class="alert alert-danger bg-danger-subtle">', '<div>', '<strong>', '</strong>'],
          ...['</div>', '</div>'],
        ]);
        expect(html).not.toContain('\n');
      }),
    );
  });
});

describe('a fence', () => {
  it('is closed by its last line only', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 5 }), (texts) => {
        const lines = texts.map(code);
        const fence = fenceFor(lines);
        expect(fence).toMatch(/^`{3,}$/);
        expect(lines.some((line) => line.includes(fence) || line.includes('\n'))).toBe(false);
      }),
    );
  });
});

describe('a row and a link', () => {
  it('have as many cells and targets as we gave them', () => {
    fc.assert(
      fc.property(value, (text) => {
        const line = row([plain(text), link(text, '/dcim/devices/1/')]);
        expect(line.split('|')).toHaveLength(4);
        expect(line.split('](')).toHaveLength(2);
        expect(link(text, '/x/')).toMatch(/^\[[^[\]]+\]\(\/x\/\)$/);
      }),
    );
  });
});
