import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffTexts, type TextsToCompare } from '../../../src/diff/diff-texts.ts';
import { pasteCommands } from '../../../src/diff/paste-commands.ts';
import { printConfiguration, treeOf } from '../../../src/diff/print-configuration.ts';
import { simulateText } from '../../../src/diff/simulate-text.ts';
import type { Scope } from '../../../src/domain/configuration.ts';
import { PLATFORMS } from '../../../src/domain/platform.ts';

const LIVE = `hostname r1
interface eth0
 description old
 ip address 10.0.0.1/30
exit
!
router bgp 65001
 neighbor 10.0.0.2 remote-as 65002
exit
!
end
`;

function compare(more: Partial<TextsToCompare>) {
  return diffTexts({
    platform: 'frr',
    live: LIVE,
    intended: LIVE,
    baseline: null,
    scope: { kind: 'whole' },
    ...more,
  });
}

describe('diffTexts', () => {
  it('finds a text in line with itself', () => {
    expect(compare({})).toEqual({
      ok: true,
      inLine: true,
      findings: [],
      remediation: [],
      rollback: [],
      warnings: [],
    });
  });

  it('gives commands and the way back for what differs', () => {
    const path = ['interface eth0'];
    expect(compare({ intended: LIVE.replace('old', 'new') })).toMatchObject({
      ok: true,
      inLine: false,
      findings: [{ path, kind: 'changed', class: 'unexplained' }],
      remediation: [{ path, command: 'description new' }],
      rollback: [{ path, command: 'description old' }],
      warnings: [],
    });
  });

  it('classes by a baseline, and warns of what changed on both sides', () => {
    const described = (text: string) => LIVE.replace('description old', `description ${text}`);
    const classOf = (intended: string, baseline: string) =>
      compare({ intended: described(intended), baseline: described(baseline) });
    expect(classOf('new', 'old')).toMatchObject({ findings: [{ class: 'pending' }], warnings: [] });
    expect(classOf('new', 'new')).toMatchObject({ findings: [{ class: 'foreign' }], warnings: [] });
    expect(classOf('new', 'third')).toMatchObject({
      findings: [{ class: 'conflict' }],
      warnings: [{ code: 'conflict', path: ['interface eth0'] }],
    });
  });

  it('looks only at the scope', () => {
    const intended = LIVE.replace('old', 'new').replace('remote-as 65002', 'remote-as 65003');
    const scope: Scope = { kind: 'sections', prefixes: ['router bgp'] };
    expect(compare({ intended, scope })).toMatchObject({ findings: [{ path: ['router bgp 65001'] }] });
  });

  it('refuses a scope in which nothing is intended, whatever live has there', () => {
    for (const prefix of ['interface eth9', 'router bgp']) {
      const scope: Scope = { kind: 'sections', prefixes: [prefix] };
      expect(compare({ intended: 'hostname r1\n', scope })).toMatchObject({
        ok: false,
        code: 'input.empty',
        side: 'intended',
      });
    }
  });

  it.each(['live', 'intended', 'baseline'] as const)('names the side whose text is unusable: %s', (side) => {
    expect(compare({ [side]: 'hostname r\u001b1\nend\n' })).toMatchObject({
      ok: false,
      code: 'input.control-character',
      side,
    });
  });

  it.each(['live', 'intended'] as const)('refuses a text of two minds, whichever comes last: %s', (side) => {
    const remote = ' neighbor 10.0.0.2 remote-as 65002\n';
    for (const both of [
      `${remote}${remote.replace('65002', '65003')}`,
      `${remote.replace('65002', '65003')}${remote}`,
    ]) {
      const result = compare({ [side]: LIVE.replace(remote, both) });
      expect(result).toMatchObject({ ok: false, code: 'input.not-comparable', side });
    }
    const scope: Scope = { kind: 'sections', prefixes: ['interface eth0'] };
    const elsewhere = LIVE.replace(remote, `${remote}${remote.replace('65002', '65003')}`);
    expect(compare({ [side]: elsewhere, scope })).toMatchObject({ ok: true, inLine: true });
  });

  it('warns instead of sending what it does not know how to change', () => {
    // FRR takes its name from the host: the command is accepted and changes nothing.
    const intended = LIVE.replace('hostname r1', 'hostname r2').replace('old', 'new');
    const result = compare({ intended });
    const command = { path: ['interface eth0'], command: 'description new' };
    expect(result).toMatchObject({
      ok: true,
      inLine: false,
      findings: [{ intended: 'hostname r2' }, { live: 'hostname r1' }, { path: ['interface eth0'] }],
      remediation: [command],
      rollback: [{ command: 'description old' }],
      warnings: [
        { code: 'cannot-remediate', path: [] },
        { code: 'cannot-remediate', path: [] },
      ],
    });
  });
});

describe('the golden texts', () => {
  const GOLDEN = join(import.meta.dirname, '../../golden');
  const cases = PLATFORMS.filter((platform) => existsSync(join(GOLDEN, platform))).flatMap((platform) =>
    readdirSync(join(GOLDEN, platform))
      .filter((name) => name.startsWith('whole-'))
      .map((name) => [platform, name] as const),
  );

  it.each(cases)(
    'of %s, %s: pasted commands lead to the same place as the plan, and back',
    (platform, name) => {
      const text = (file: string) => readFileSync(join(GOLDEN, platform, name, file), 'utf8');
      const [live, intended] = [text('live.conf'), text('intended.conf')];
      const diff = diffTexts({ platform, live, intended, baseline: null, scope: { kind: 'whole' } });
      if (!diff.ok) throw new Error(diff.message);
      const after = simulateText(platform, live, pasteCommands(platform, diff.remediation).join('\n'));
      if (!after.ok) throw new Error(after.message);
      expect(after.warnings).toEqual([]);
      const isWhole = diff.warnings.length === 0;
      const left = diffTexts({
        platform,
        live: after.text,
        intended,
        baseline: null,
        scope: { kind: 'whole' },
      });
      if (isWhole) expect(left).toMatchObject({ ok: true, inLine: true });
      const back = simulateText(platform, after.text, pasteCommands(platform, diff.rollback).join('\n'));
      if (!back.ok) throw new Error(back.message);
      const rest = diffTexts({
        platform,
        live: back.text,
        intended: live,
        baseline: null,
        scope: { kind: 'whole' },
      });
      expect(rest).toMatchObject({ ok: true, inLine: true });
    },
  );

  it.each(cases)('of %s, %s: printing a printed configuration changes nothing', (platform, name) => {
    const first = printConfiguration(
      platform,
      readFileSync(join(GOLDEN, platform, name, 'live.conf'), 'utf8'),
    );
    if (!first.ok) throw new Error(first.message);
    expect(printConfiguration(platform, first.text)).toEqual(first);
  });
});

describe('pasteCommands', () => {
  it('leaves a section before a line of the one around it, and not before the header of another', () => {
    const family = ['router bgp 65001', 'address-family ipv4 unicast'];
    const lines = pasteCommands('frr', [
      { path: family, command: 'network 10.0.0.0/8' },
      { path: ['router bgp 65001'], command: 'neighbor 10.0.0.2 description r2' },
      { path: ['interface eth0'], command: 'description new' },
      { path: [], command: 'ip route 10.9.0.0/16 10.0.0.2' },
    ]);
    expect(lines).toEqual([
      'router bgp 65001',
      ' address-family ipv4 unicast',
      '  network 10.0.0.0/8',
      ' exit',
      ' neighbor 10.0.0.2 description r2',
      'interface eth0',
      ' description new',
      'exit',
      'ip route 10.9.0.0/16 10.0.0.2',
    ]);
  });

  it('knows that a command which makes a section leads into it', () => {
    const lines = pasteCommands('frr', [
      { path: [], command: 'router bgp 65001' },
      { path: ['router bgp 65001'], command: 'neighbor 10.0.0.2 remote-as 65002' },
      { path: [], command: 'route-map RM permit 10' },
      { path: [], command: 'ip forwarding' },
    ]);
    expect(lines).toEqual([
      'router bgp 65001',
      ' neighbor 10.0.0.2 remote-as 65002',
      'route-map RM permit 10',
      'exit',
      'ip forwarding',
    ]);
  });
});

describe('simulateText', () => {
  it('says what the device would refuse, and does the rest', () => {
    const commands = 'interface eth0\n description new\n no ip address 10.9.9.9/30\n';
    const result = simulateText('frr', LIVE, commands);
    expect(result).toMatchObject({
      ok: true,
      warnings: [{ code: 'refused-command', path: ['interface eth0'] }],
    });
    if (result.ok) expect(result.text).toContain(' description new\n');
  });

  it('takes no commands for no change', () => {
    const printed = printConfiguration('frr', LIVE);
    expect(simulateText('frr', LIVE, '')).toEqual({ ...printed, warnings: [] });
  });

  it.each([
    ['a cut live text', 'hostname r1\n', 'hostname r2\n', 'input.truncated', 'live'],
    ['a comparison instead of commands', LIVE, '- hostname r1\n', 'input.not-comparable', 'commands'],
    ['control characters', LIVE, 'hostname r\u00072\n', 'input.control-character', 'commands'],
  ])('refuses %s', (_what, live, commands, code, side) => {
    expect(simulateText('frr', live, commands)).toMatchObject({ ok: false, code, side });
  });

  it('takes a banner for one value, whatever stands at the beginning of its lines', () => {
    const live = 'hostname sw1\nend\n';
    const commands = 'banner motd ^C\n---- no entry ----\nconfigure nothing\n^C\nhostname sw2\n';
    const result = simulateText('cisco_ios', live, commands);
    expect(result).toMatchObject({ ok: true, warnings: [] });
    if (!result.ok) return;
    expect(result.text).toContain('banner motd ^C\n---- no entry ----\nconfigure nothing\n^C\n');
    expect(result.text).toContain('hostname sw2\n');
  });

  it('ignores the way into configuration mode', () => {
    const result = simulateText('frr', LIVE, 'configure terminal\ninterface eth0\n description new\nend\n');
    expect(result).toMatchObject({ ok: true, warnings: [] });
    if (result.ok) expect(result.text).not.toContain('configure');
  });
});

describe('treeOf', () => {
  it('nests lines below their sections', () => {
    expect(treeOf('frr', 'interface eth0\n description a\nhostname r1\n')).toEqual({
      ok: true,
      children: [
        { text: 'interface eth0', children: [{ text: 'description a', children: [] }] },
        { text: 'hostname r1', children: [] },
      ],
    });
  });

  it('keeps a value of several lines together', () => {
    const banner = 'banner motd ^C\n no entry\n^C\n';
    expect(treeOf('cisco_ios', banner)).toMatchObject({
      children: [{ text: 'banner motd ^C\n no entry\n^C', children: [] }],
    });
  });
});

describe('printConfiguration', () => {
  it('does not make a part look whole', () => {
    expect(printConfiguration('frr', 'hostname r1\n! comment\n')).toEqual({
      ok: true,
      text: 'hostname r1\n',
    });
  });
});
