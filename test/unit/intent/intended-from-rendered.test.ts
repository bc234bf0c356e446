import { describe, expect, it } from 'vitest';
import { PLATFORMS, type Platform } from '../../../src/domain/platform.ts';
import { intendedFromRendered } from '../../../src/intent/intended-from-rendered.ts';

const TEMPLATE = { type: 'extras.configtemplate', id: 3, name: 'edge router' };

function reasons(platform: Platform, text: string): readonly string[] {
  const result = intendedFromRendered(platform, text, [], TEMPLATE);
  return result.ok ? [] : result.problems.map(({ object, message }) => `${object.name}: ${message}`);
}

describe('intent from a rendered template', () => {
  it('answers for the whole device when no prefix is given, and names the template', () => {
    const result = intendedFromRendered(
      'frr',
      'interface eth1\r\n description a  b\r\nexit\r\n',
      [],
      TEMPLATE,
    );
    expect(result).toEqual({
      ok: true,
      intended: {
        source: 'rendered',
        text: 'interface eth1\n description a  b\nexit\n',
        scope: { kind: 'whole' },
        provenance: [{ path: [], key: null, object: TEMPLATE }],
        warnings: [],
      },
    });
  });

  it('answers only for the sections of its prefixes, and warns of what is rendered outside them', () => {
    const text = 'router bgp 65001\n bgp router-id 192.0.2.1\nexit\ninterface eth1\n description x\nexit\n';
    const result = intendedFromRendered('frr', text, ['router bgp'], TEMPLATE);
    if (!result.ok) throw new Error('refused');
    expect(result.intended.scope).toEqual({ kind: 'sections', prefixes: ['router bgp'] });
    expect(result.intended.warnings.map(({ code, path }) => ({ code, path }))).toEqual([
      { code: 'outside-scope', path: ['interface eth1'] },
    ]);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n\n  \n'],
    ['a final end', 'end\n'],
  ])('refuses a text that holds only %s', (_what, text) => {
    for (const platform of PLATFORMS) expect(reasons(platform, text).join()).toContain('is empty');
  });

  it.each([
    ['frr', '! rendered\n# rendered\n'],
    ['cisco_ios', '! rendered\n!\n'],
    ['arista_eos', '! rendered\n!\n'],
    ['juniper_junos', '# rendered\n/* rendered */\n'],
  ] as const)('refuses on %s a text that holds only comments', (platform, text) => {
    expect(reasons(platform, text).join()).toContain('is empty');
  });

  it.each([
    ['arista_eos', 'hostname sw1\ncommit\n', 'Line 2'],
    ['arista_eos', 'hostname sw1\nabort\n', 'Line 2'],
    ['juniper_junos', 'set system host-name sw1\ncommit and-quit\n', 'Line 2'],
    ['juniper_junos', 'run request system reboot\n', 'Line 1'],
    ['juniper_junos', 'system {\n    host-name sw1;\n}\nrollback 1\n', 'Line 4'],
  ] as const)('refuses on %s a line that steers the session: %j', (platform, text, line) => {
    expect(reasons(platform, text).join()).toContain(`${line} of the rendered configuration cannot be sent`);
  });

  it('takes statements of Junos that are named like commands, in either form', () => {
    expect(reasons('juniper_junos', 'system {\n    commit synchronize;\n    commit {\n    }\n}\n')).toEqual(
      [],
    );
    expect(reasons('juniper_junos', 'set system commit synchronize\n')).toEqual([]);
  });

  it('warns on Junos of what is rendered outside the prefixes, in either form', () => {
    const outside = (text: string) => {
      const result = intendedFromRendered(
        'juniper_junos',
        text,
        ['interfaces ge-0/0/0', 'protocols'],
        TEMPLATE,
      );
      if (!result.ok) throw new Error('refused');
      return result.intended.warnings.map(({ path }) => path.join());
    };
    expect(
      outside(
        'set interfaces ge-0/0/0 mtu 9000\nset interfaces ge-0/0/01 mtu 9000\nset system host-name r1\n',
      ),
    ).toEqual(['set interfaces ge-0/0/01 mtu 9000', 'set system host-name r1']);
    expect(outside('interfaces {\n    ge-0/0/0 {\n        mtu 9000;\n    }\n}\nsystem {\n}\n')).toEqual([
      'system {',
    ]);
  });

  it.each([
    ['a tab', 'interface eth1\n\tdescription a\n', 'Line 2'],
    ['a question mark', 'hostname r1\ninterface eth1\n description what?\n', 'Line 3'],
    ['a carriage return inside a line', 'hostname a\rreload\n', 'Line 1'],
    ['a line separator', 'hostname a\u2028reload\n', 'Line 1'],
    ['a line that is too long', `hostname ${'x'.repeat(500)}\n`, 'Line 1'],
    ['a command that leaves configuration mode', 'hostname r1\ndo reload\n', 'Line 2'],
    ['an end before its end', 'hostname r1\nend\nreload\n', 'Line 2'],
    ['a second configure', 'configure terminal\nhostname r1\n', 'Line 1'],
  ])('refuses a text with %s and names the line', (_what, text, line) => {
    for (const platform of PLATFORMS) expect(reasons(platform, text).join()).toContain(line);
  });

  it('tells every bad line at once', () => {
    expect(reasons('cisco_ios', 'hostname a?\nhostname b?\n')).toHaveLength(2);
  });

  it('leaves comments alone: they are never sent', () => {
    expect(reasons('cisco_ios', '! what is this?\nhostname sw1\nend\n')).toEqual([]);
  });
});
