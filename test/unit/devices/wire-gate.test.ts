import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstStopped, wireProblem } from '../../../src/devices/wire-gate.ts';
import { rulesOf } from '../../../src/diff/platforms/rules-of.ts';
import type { SectionRule } from '../../../src/diff/platforms/platform-rules.ts';
import { DRIVEN_PLATFORMS } from '../../../src/domain/platform.ts';

describe('the wire gate', () => {
  it.each([
    'description to core',
    'ip address 192.0.2.1/31',
    'no shutdown',
    'neighbor 2001:db8::1 remote-as 65002',
    'bgp as-path access-list A seq 5 permit ^(65001|65002)$',
    'description exit is not a way out here',
    'endpoint-group x',
    'encapsulation dot1q 10',
    'exec-timeout 10 0',
    'domain-name example.net',
    'quality 7',
  ])('lets "%s" pass on every platform whose lines stand in sections', (line) => {
    for (const platform of DRIVEN_PLATFORMS.filter((one) => one !== 'juniper_junos'))
      expect(wireProblem(platform, line)).toBeNull();
    expect(wireProblem('juniper_junos', line)).toContain('no change of a configuration in set form');
  });

  it.each([
    'set interfaces ge-0/0/0 description "to core; 50% | <all> # {x}"',
    String.raw`set interfaces ge-0/0/0 description "a \"quoted\" word \\"`,
    'set policy-options as-path A "^(65001|65002)$"',
    'set vlans office members [ 10 20 ]',
    'delete interfaces ge-0/0/0 unit 0',
    'deactivate protocols bgp group R',
    'insert policy-options policy-statement P term B before term A',
  ])('lets the Junos line %s pass', (line) => {
    expect(wireProblem('juniper_junos', line)).toBeNull();
  });

  it.each([
    ['set interfaces ge-0/0/0 description "open', 'a quote does not end'],
    [String.raw`set interfaces ge-0/0/0 description "open\"`, 'a quote does not end'],
    ['set system host-name a | save x', 'for its own'],
    ['set system host-name a; delete', 'for its own'],
    ['set interfaces ge-0/0/0 description a # b', 'for its own'],
    ['set interfaces { ge-0/0/0', 'for its own'],
    ['set interfaces ge-0/0/0 description "why?"', 'U+003f'],
    ['set interfaces ge-0/0/0 description Zürich', 'U+00fc'],
    ['delete', 'no change of a configuration'],
    ['commit', 'no change of a configuration'],
    ['run request system reboot', 'no change of a configuration'],
    ['rollback 1', 'no change of a configuration'],
    ['load override terminal', 'no change of a configuration'],
    ['interfaces ge-0/0/0', 'no change of a configuration'],
  ])('refuses the Junos line %s', (line, reason) => {
    expect(wireProblem('juniper_junos', line)).toContain(reason);
  });

  it.each(['end', 'en', 'exit', 'exi', 'ex', 'exit-address-family', 'quit', 'q', 'do reload', 'END', 'Exit'])(
    'refuses "%s", which leaves the section',
    (line) => {
      for (const platform of DRIVEN_PLATFORMS)
        expect(wireProblem(platform, line)).toContain('leaves its section');
    },
  );

  it.each(['! comment', '#comment', '', '  ', ' description x', 'description x '])(
    'refuses "%s", which is not one command',
    (line) => {
      for (const platform of DRIVEN_PLATFORMS) expect(wireProblem(platform, line)).not.toBeNull();
    },
  );

  it('names the character it refuses', () => {
    expect(wireProblem('frr', 'description a\u202eb')).toBe('the line contains the character U+202e');
  });

  it('lets letters of other languages pass where the device takes them, and only there', () => {
    expect(wireProblem('frr', 'description Zürich')).toBeNull();
    expect(wireProblem('cisco_ios', 'description Zürich')).toContain('U+00fc');
  });

  it('refuses a bar and a blank for vtysh, which would set half of the text without a word', () => {
    expect(wireProblem('frr', 'description a | include b')).toContain('output filter');
    expect(wireProblem('cisco_ios', 'description a | include b')).toBeNull();
  });

  it.each([
    'banner motd ^C',
    'ban motd x',
    'BANNER login #',
    'macro apply cisco-desktop',
    'macr name x',
    'menu x title /',
    'certificate self-signed 01',
    'cert ca 01',
    'aaa authentication banner #',
    'aaa authen fail #',
    'refuse-message #',
    'vacant-message #',
    'busy-message host #',
    'login-string host #',
    'crypto pki import X pem terminal',
    'key-string',
    'key-s',
  ])('refuses "%s", after which IOS reads text until a delimiter', (line) => {
    expect(wireProblem('cisco_ios', line)).toContain('several lines');
  });

  it.each([
    'no banner motd',
    'no macro description',
    'mac address-table aging-time 600',
    'login local',
    'login block-for 60 attempts 3 within 30',
    'logging host 192.0.2.1',
    'key-string 7 0822455D0A16',
    'key 1',
    'bandwidth 1000',
    'boot system flash:x',
    'aaa authentication login default local',
    'crypto pki trustpoint X',
    'certificate-group x',
  ])('lets "%s" pass, which only resembles them', (line) => {
    expect(wireProblem('cisco_ios', line)).toBeNull();
  });

  it('refuses a line that IOS would cut', () => {
    expect(wireProblem('cisco_ios', `description ${'x'.repeat(240)}`)).toContain('more than 250');
  });

  it('lets no control character, separator or lone surrogate pass, wherever it stands', () => {
    const odd = fc.constantFrom(
      ...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)),
      ...['\x7f', '\x85', '\x9b', '\u2028', '\u2029', '\u200b', '\u202e', '\ufeff', '\ud800', '?'],
    );
    fc.assert(
      fc.property(
        fc.string(),
        odd,
        fc.string(),
        fc.constantFrom(...DRIVEN_PLATFORMS),
        (left, bad, right, platform) => {
          expect(wireProblem(platform, `description x${left}${bad}${right}x`)).not.toBeNull();
        },
      ),
    );
  });

  it('lets nothing pass that is not one line of characters the platform takes literally', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...Array.from(' \t\r\n?!#|\x03\x1aaendxitoqu')) }),
    );
    fc.assert(
      fc.property(line, fc.constantFrom(...DRIVEN_PLATFORMS), (text, platform) => {
        if (wireProblem(platform, text) !== null) return;
        expect(text).toMatch(/^[^\p{C}\p{Zl}\p{Zp}\s?!#]([^\p{C}\p{Zl}\p{Zp}?]*[^\p{C}\p{Z}?])?$/u);
        const [first = ''] = text.toLowerCase().split(' ');
        for (const way of ['end', 'exit', 'quit']) expect(way.startsWith(first), text).toBe(false);
        expect(['do', 'disable', 'logout']).not.toContain(first);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds the first command that may not be sent, also by its section lines', () => {
    const good = { path: ['interface eth1'], command: 'description a' };
    const bad = { path: ['interface eth1\nshutdown'], command: 'description b' };
    expect(firstStopped('frr', [good])).toBeNull();
    expect(firstStopped('frr', [good, bad])).toMatchObject({ command: bad });
  });

  it.each([
    ...[
      'commit',
      'com',
      'commit timer 00:05:00',
      'abort',
      'ab',
      'rollback clean-config',
      'reload',
      'rel now',
    ],
    ...[
      'configure session x',
      'conf t',
      'write memory',
      'wr',
      'copy running-config flash:x',
      'bash',
      'show run',
    ],
  ])('refuses "%s", which EOS carries out in configuration mode', (line) => {
    expect(wireProblem('arista_eos', line)).toContain('exec command');
  });

  it('refuses what makes EOS read text until a line of its own', () => {
    for (const line of ['banner motd', 'comment', 'action bash'])
      expect(wireProblem('arista_eos', line)).toContain('several lines');
    expect(wireProblem('arista_eos', 'no banner motd')).toBeNull();
  });

  it('lets every line that the rules of EOS know pass', () => {
    const first = ({ pattern }: { pattern: string }) => pattern.split(' ')[0] ?? '';
    const words = (sections: readonly SectionRule[]): readonly string[] =>
      sections.flatMap((section) => [
        section.opener.split(' ')[0] ?? '',
        ...section.lines.map(first),
        ...words(section.sections),
      ]);
    const all = [...rulesOf('arista_eos').lines.map(first), ...words(rulesOf('arista_eos').sections)];
    const literal = [...new Set(all)].filter((word) => /^[a-z][a-z0-9-]*$/.test(word));
    expect(literal.length).toBeGreaterThan(50);
    for (const word of literal) expect(wireProblem('arista_eos', `${word} something`)).toBeNull();
  });
});
