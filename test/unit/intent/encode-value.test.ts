import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../../../src/domain/platform.ts';
import { encodeHostname, encodeName, encodeText } from '../../../src/intent/encode-value.ts';
import { quoteJunos, unquoteJunos } from '../../../src/intent/junos-string.ts';
import { INTERFACE_NAMES, VLAN_NAMES, VRF_NAMES } from '../../../src/intent/name-grammars.ts';
import { parseAddress } from '../../../src/intent/parse-address.ts';

/** Any code units at all, lone surrogates included, mixed with what hurts most on a command line. */
const nasty = fc.constantFrom(
  '\n',
  '\r',
  '\t',
  '\0',
  '\u001b[2J',
  '\u0085',
  '\u2028',
  '\u202e',
  '\ud800',
  '?',
  '|',
  '!',
  ' ',
  'é',
  '"',
  '\\',
  "'",
  '#',
  ';',
  '{',
  '}',
  '[',
  ']',
  '/*',
  '*/',
  '^C',
  'no ',
  'x'.repeat(300),
);
const anyText = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string(), nasty), {
    maxLength: 5,
  })
  .map((parts) => parts.join(''));

describe('the encoding of values', () => {
  for (const platform of PLATFORMS) {
    it(`makes exactly one line of any text, unchanged, or refuses it (${platform})`, () => {
      fc.assert(
        fc.property(anyText, (text) => {
          const encoded = encodeText(platform, 'description', text);
          if (!encoded.ok) return encoded.reason !== '';
          // What a device, a terminal or a JavaScript engine takes for the end of a line.
          expect(encoded.text.split(/[\n\r\u000b\u000c\u0085\u2028\u2029]/)).toHaveLength(1);
          const value = encoded.text.slice('description '.length);
          return (platform === 'juniper_junos' ? unquoteJunos(value) : value) === text;
        }),
        { numRuns: 2000 },
      );
    });
  }

  for (const platform of PLATFORMS) {
    const grammars = [INTERFACE_NAMES[platform], VRF_NAMES[platform]];
    if (platform !== 'frr') grammars.push(VLAN_NAMES[platform]);
    it(`takes any text for a name as it is, as one word, or refuses it (${platform})`, () => {
      fc.assert(
        fc.property(anyText, fc.constantFrom(...grammars), (text, grammar) => {
          const encoded = encodeName(platform, grammar, text);
          if (!encoded.ok) return encoded.reason !== '';
          // The one blank a name may hold: IOS takes `Port-channel 1`.
          return encoded.text === text && text.length <= 100 && /^\S+( \d+)?$/u.test(text);
        }),
        { numRuns: 1000 },
      );
    });
  }

  it('quotes any text for Junos as one word that no brace, semicolon or quote can leave, and reads it back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const quoted = quoteJunos(text);
        expect(unquoteJunos(quoted)).toBe(text);
        // A quote that is not escaped ends the word: only the last one does.
        const ends = [...quoted.matchAll(/(\\*)"/g)].filter(([, slashes = '']) => slashes.length % 2 === 0);
        expect(ends.map(({ index }) => index)).toContain(0);
        expect(ends).toHaveLength(2);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['a', '"a', 'a"', '"a"b"', '"a\\"', '"a\\x"', ''])(
    'reads no text from %j, which is no quoted word',
    (word) => {
      expect(unquoteJunos(word)).toBeNull();
    },
  );

  it.each([
    ['a semicolon and braces', 'a; } system { root'],
    ['brackets', '[ a b ]'],
    ['the start of a comment', 'a # b /* c */'],
    ['a vertical bar', 'a | save x'],
    ['quotes and backslashes', 'say "no\\yes\\"'],
    ['a leading no', 'no shutdown'],
  ])('keeps %s in a description on Junos', (_what, text) => {
    expect(encodeText('juniper_junos', 'set interfaces ge-0/0/0 description', text)).toEqual({
      ok: true,
      text: `set interfaces ge-0/0/0 description "${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
    });
  });

  it.each([
    ['a line break', 'a\nshutdown'],
    ['a carriage return', 'a\rshutdown'],
    ['a tab', 'a\tb'],
    ['an escape sequence', 'a\u001b[0m'],
    ['a delete character', 'a\u007f'],
    ['a C1 control character', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['a change of the reading direction', 'a\u202eb'],
    ['an isolate', 'a\u2066b'],
    ['half a character', 'a\ud800b'],
    ['an invisible character', 'a\u200bb'],
    ['a question mark', 'what?'],
    ['an unusual blank', 'a\u00a0b'],
    ['a blank at its end', 'a '],
    ['a blank at its beginning', ' a'],
    ['only blanks', '   '],
    ['more than a line holds', 'x'.repeat(500)],
  ])('refuses a text with %s on every platform', (_what, text) => {
    for (const platform of PLATFORMS) expect(encodeText(platform, 'description', text).ok).toBe(false);
  });

  it('refuses a vertical bar on FRR, where it starts an output filter, and on EOS, and takes it on IOS', () => {
    expect(encodeText('frr', 'description', 'a | b').ok).toBe(false);
    expect(encodeText('arista_eos', 'description', 'a | b').ok).toBe(false);
    expect(encodeText('cisco_ios', 'description', 'a | b').ok).toBe(true);
  });

  it('takes letters of other scripts on FRR, which keeps them, and refuses them elsewhere', () => {
    expect(encodeText('frr', 'description', 'Zürich ☃').ok).toBe(true);
    for (const platform of ['cisco_ios', 'arista_eos', 'juniper_junos'] as const)
      expect(encodeText(platform, 'description', 'Zürich').ok).toBe(false);
  });

  it.each([
    ['frr', 'red', true],
    ['frr', 'a-vrf-longer-than-linux', false],
    ['frr', 'default', false],
    ['cisco_ios', 'CUSTOMER_A', true],
    ['cisco_ios', 'Customer A', false],
    ['cisco_ios', 'Global', false],
    ['arista_eos', 'MGMT', true],
    ['arista_eos', 'default', false],
    ['juniper_junos', 'RED', true],
    ['juniper_junos', 'master', false],
    ['juniper_junos', 'RED; }', false],
  ] as const)('judges on %s the VRF name "%s": %s', (platform, name, ok) => {
    expect(encodeName(platform, VRF_NAMES[platform], name).ok).toBe(ok);
  });

  it.each([
    ['cisco_ios', 'users', true],
    ['cisco_ios', 'floor 2', false],
    ['cisco_ios', 'x'.repeat(33), false],
    ['arista_eos', 'users', true],
    ['arista_eos', 'floor 2', false],
    ['juniper_junos', 'users', true],
    ['juniper_junos', '10', false],
    ['juniper_junos', 'all', false],
    ['juniper_junos', 'users{', false],
  ] as const)('judges on %s the VLAN name "%s": %s', (platform, name, ok) => {
    expect(encodeName(platform, VLAN_NAMES[platform], name).ok).toBe(ok);
  });

  it.each([
    ['frr', 'eth1', true],
    ['frr', 'eth1.100', true],
    ['frr', 'eth1 vrf red', false],
    ['frr', 'a-name-longer-than-linux', false],
    ['frr', 'Gi1/0/1', false],
    ['cisco_ios', 'GigabitEthernet1/0/1.100', true],
    ['cisco_ios', 'Port-channel 1', true],
    ['cisco_ios', 'range Gi1/0/1 - 3', false],
    ['cisco_ios', 'Console Port', false],
    ['arista_eos', 'Ethernet49/1', true],
    ['arista_eos', 'Port-Channel10', true],
    ['arista_eos', 'Ethernet1.100', true],
    ['arista_eos', 'Ethernet1-3', false],
    ['juniper_junos', 'ge-0/0/0', true],
    ['juniper_junos', 'xe-0/0/0:1.100', true],
    ['juniper_junos', 'ae1', true],
    ['juniper_junos', 'irb.10', true],
    ['juniper_junos', 'lo0.0', true],
    ['juniper_junos', 'traceoptions', false],
    ['juniper_junos', 'ge-0/0/0.1.2', false],
    ['juniper_junos', 'Ethernet1', false],
  ] as const)('judges on %s the interface name "%s": %s', (platform, name, ok) => {
    expect(encodeName(platform, INTERFACE_NAMES[platform], name).ok).toBe(ok);
  });

  it.each([
    ['r1', true],
    ['r1.example.net', true],
    ['r1 copy', false],
    ['-r1', false],
    ['r1_a', false],
    ['x'.repeat(64), false],
    ['', false],
  ])('judges the host name "%s": %s', (name, ok) => {
    expect(encodeHostname('cisco_ios', 'hostname', name).ok).toBe(ok);
  });

  it.each([
    ['192.0.2.1/24', { address: '192.0.2.1', length: 24, family: 4 }],
    ['2001:DB8:0:0::1/64', { address: '2001:db8::1', length: 64, family: 6 }],
    ['192.0.2.1', null],
    ['192.0.2.1/33', null],
    ['2001:db8::1/129', null],
    ['192.0.2.1/24 secondary', null],
    ['fe80::1%eth0/64', null],
  ])('reads the address "%s"', (text, expected) => {
    expect(parseAddress(text)).toEqual(expected);
  });
});
