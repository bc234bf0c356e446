import { describe, expect, it } from 'vitest';
import { looksLike } from '../../../src/diff/looks-like.ts';
import { PLATFORMS, type Platform } from '../../../src/domain/platform.ts';

/** Parts as engineers keep them in files: a few lines, no header, no end. */
const PARTS: Readonly<Record<Platform, readonly string[]>> = {
  cisco_ios: [
    'interface GigabitEthernet0/1\n ip address 10.0.0.1 255.255.255.0\n',
    'Building configuration...\n\nCurrent configuration : 4711 bytes\n!\nversion 15.2\n',
    'line vty 0 4\n transport input ssh\nip cef\n',
  ],
  arista_eos: [
    '! device: sw1 (DCS-7050, EOS-4.31.1F)\n!\ninterface Ethernet1\n   ip address 10.0.0.1/24\n',
    'management api http-commands\n   no shutdown\n!\nvrf instance RED\n',
  ],
  frr: [
    'frr version 8.4.4\nfrr defaults traditional\nhostname r1\n',
    'interface eth0\n ip address 10.0.0.1/24\nexit\n!\nrouter bgp 65001 vrf RED\n',
  ],
  juniper_junos: [
    'set system host-name r1\n',
    'system {\n    host-name r1;\n}\n',
    '## Last commit: 2026-03-03 09:14:22 UTC by anna\ninterfaces {\n    ge-0/0/0 {\n        unit 0;\n    }\n}\n',
    'delete interfaces ge-0/0/0 unit 0\n',
  ],
};

/** Lines several platforms share, lines of one with a word of another in free text, and nothing at all. */
const UNDECIDED: readonly string[] = [
  '',
  'hostname r1\n',
  'router bgp 65001\n neighbor 10.0.0.2 remote-as 65002\n',
  'ip prefix-list OUT seq 5 permit 192.0.2.0/24\n',
  'interface Ethernet1\n description set system host-name r1\n',
  'vlan 10\n name users\n',
];

describe('looksLike', () => {
  const parts = PLATFORMS.flatMap((own) => PARTS[own].map((text) => [own, text] as const));

  it.each(parts)('takes a part of %s for what it is: %j', (own, text) => {
    expect(looksLike(own, linesOf(text))).toBeNull();
    for (const other of PLATFORMS.filter((platform) => platform !== own)) {
      expect(looksLike(other, linesOf(text))?.platform, `given as ${other}`).toBe(own);
    }
  });

  it.each(UNDECIDED)('concludes nothing among platforms of lines from %j', (text) => {
    for (const platform of ['cisco_ios', 'arista_eos', 'frr'] as const) {
      expect(looksLike(platform, linesOf(text)), platform).toBeNull();
    }
  });

  it('lets one line of another platform pass: that is a mistake inside a text, not another text', () => {
    const text = 'hostname sw1\ninterface Vlan10\n ip address 10.0.0.1/24\n';
    expect(looksLike('cisco_ios', linesOf(text))).toBeNull();
  });

  it('concludes nothing when the signs contradict each other', () => {
    const text = 'frr version 8.4.4\nCurrent configuration : 4711 bytes\n';
    for (const platform of PLATFORMS) expect(looksLike(platform, linesOf(text))).toBeNull();
  });

  it('names the line it judges by', () => {
    const text = 'hostname r1\nfrr defaults traditional\n';
    expect(looksLike('cisco_ios', linesOf(text))?.line).toEqual({
      number: 2,
      text: 'frr defaults traditional',
    });
  });
});

function linesOf(text: string) {
  return text.split('\n').map((line, index) => ({ number: index + 1, text: line }));
}
