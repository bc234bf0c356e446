import { PLATFORMS, type Platform } from '../domain/platform.ts';
import { anyLine } from './any-line.ts';
import type { NumberedLine } from './lines-outside-values.ts';

/** A kind of line that only some platforms print or take. */
interface Sign {
  readonly pattern: RegExp;
  readonly platforms: readonly Platform[];
  /** `2`: the platform names itself, or the line has a form no other platform has. */
  readonly weight: 1 | 2;
}

/** What another platform's text gives itself away by. */
export interface Likeness {
  readonly platform: Platform;
  readonly line: NumberedLine;
}

const IOS: readonly Platform[] = ['cisco_ios'];
const EOS: readonly Platform[] = ['arista_eos'];
const FRR: readonly Platform[] = ['frr'];
const JUNOS: readonly Platform[] = ['juniper_junos'];
/** Platforms whose configuration is lines under headers, with `!` between them. */
const LINES: readonly Platform[] = ['cisco_ios', 'arista_eos', 'frr'];

/**
 * Signs, strongest first. A sign must be impossible, not merely unusual, on the platforms it leaves out: it may hit a text
 * of three lines. Description texts are kept out by anchoring every pattern at the line's first words.
 */
const SIGNS: readonly Sign[] = [
  { pattern: /^frr (version|defaults) /, platforms: FRR, weight: 2 },
  { pattern: /^! (device: .*EOS|Command: show (running|startup)-config)/, platforms: EOS, weight: 2 },
  { pattern: /^Current configuration : \d+ bytes/, platforms: IOS, weight: 2 },
  { pattern: /^## Last (commit|changed): /, platforms: JUNOS, weight: 2 },
  {
    pattern:
      /^(set|delete|activate|deactivate|protect) (version|groups|apply-groups|system|chassis|interfaces|protocols|routing-options|routing-instances|policy-options|firewall|vlans|security|snmp|class-of-service|forwarding-options) /,
    platforms: JUNOS,
    weight: 2,
  },
  {
    pattern:
      /^(groups|system|chassis|interfaces|protocols|routing-options|routing-instances|policy-options|firewall|vlans|security|snmp|class-of-service|forwarding-options) \{/,
    platforms: JUNOS,
    weight: 2,
  },
  { pattern: /^\s*(host-name|family|unit|area|group|term) [^;{]*[;{]$/, platforms: JUNOS, weight: 1 },
  { pattern: /^\s*\}$/, platforms: JUNOS, weight: 1 },

  { pattern: /^!/, platforms: LINES, weight: 1 },
  { pattern: /^interface \S+( vrf \S+)?$/, platforms: LINES, weight: 1 },
  { pattern: /^hostname \S+$/, platforms: LINES, weight: 1 },
  { pattern: /^(router bgp \d+|no ip |ip route |ip prefix-list |route-map )/, platforms: LINES, weight: 1 },
  { pattern: /^\s+ip address \d/, platforms: LINES, weight: 1 },

  { pattern: /^\s+ip address \d+\.\d+\.\d+\.\d+\/\d+/, platforms: ['arista_eos', 'frr'], weight: 1 },
  { pattern: /^ip route \d+\.\d+\.\d+\.\d+\/\d+ /, platforms: ['arista_eos', 'frr'], weight: 1 },
  // EOS takes masks as input, so they tell IOS from FRR only.
  {
    pattern: /^\s+ip address \d+\.\d+\.\d+\.\d+ \d+\.\d+/,
    platforms: ['cisco_ios', 'arista_eos'],
    weight: 1,
  },
  { pattern: /^\s+switchport /, platforms: ['cisco_ios', 'arista_eos'], weight: 1 },
  { pattern: /^vlan \d[\d,-]*$/, platforms: ['cisco_ios', 'arista_eos'], weight: 1 },
  // EOS wrote it so before it had `vrf instance`.
  { pattern: /^vrf definition /, platforms: ['cisco_ios', 'arista_eos'], weight: 1 },

  {
    pattern:
      /^interface (FastEthernet|GigabitEthernet|TwoGigabitEthernet|FiveGigabitEthernet|TenGigabitEthernet|TwentyFiveGigE|FortyGigabitEthernet|HundredGigE)\d/,
    platforms: IOS,
    weight: 2,
  },
  { pattern: /^(line (con|vty|aux) \d|boot-start-marker|boot-end-marker)/, platforms: IOS, weight: 1 },
  { pattern: /^version \d\d\.\d+$/, platforms: IOS, weight: 1 },
  {
    pattern: /^(no )?service (timestamps|password-encryption|tcp-keepalives-in|call-home|pad)\b/,
    platforms: IOS,
    weight: 1,
  },
  { pattern: /^(no )?ip (cef|classless|subnet-zero|finger)$/, platforms: IOS, weight: 1 },

  { pattern: /^interface Management\d+(\/\d+)?$/, platforms: EOS, weight: 1 },
  { pattern: /^management (api|ssh|console|telnet|security)\b/, platforms: EOS, weight: 1 },
  { pattern: /^transceiver qsfp default-mode /, platforms: EOS, weight: 1 },
  { pattern: /^vrf instance /, platforms: EOS, weight: 1 },
  { pattern: /^service routing protocols model /, platforms: EOS, weight: 1 },
  { pattern: /^(mlag configuration|daemon TerminAttr|no aaa root)$/, platforms: EOS, weight: 1 },

  { pattern: /^interface (eth|ens|enp|eno|swp|bond|veth|dummy|br)\d\S*$/, platforms: FRR, weight: 1 },
  { pattern: /^interface lo$/, platforms: FRR, weight: 1 },
  { pattern: /^(service integrated-vtysh-config|exit-vrf|no ipv6 forwarding)$/, platforms: FRR, weight: 1 },
  { pattern: /^router bgp \d+ vrf \S+$/, platforms: FRR, weight: 1 },
];

const FOREIGN: ReadonlyMap<Platform, RegExp> = new Map(
  PLATFORMS.map((platform) => [
    platform,
    anyLine(SIGNS.filter(({ platforms }) => !platforms.includes(platform)).map(({ pattern }) => pattern)),
  ]),
);

/** True when a text may hold a line the platform cannot have: only then {@link looksLike} has something to find. */
export function maySpeakAgainst(platform: Platform, text: string): boolean {
  return FOREIGN.get(platform)?.test(text) === true;
}

/** How much must speak against a platform before a text is refused. One odd line is a mistake, not another platform. */
const ENOUGH = 2;

/**
 * The platform a text looks like, when it cannot be of the platform it was said to be; null when it may well be, and when the
 * signs contradict each other. Made for parts of configurations too: without signs nothing is concluded.
 */
export function looksLike(platform: Platform, lines: readonly NumberedLine[]): Likeness | null {
  const found = SIGNS.flatMap((sign) => {
    const line = lines.find(({ text }) => sign.pattern.test(text));
    return line === undefined ? [] : [{ ...sign, line }];
  });
  const against = found.filter(({ platforms }) => !platforms.includes(platform));
  const [first] = against;
  if (first === undefined || weightOf(against) < ENOUGH) return null;
  const possible = PLATFORMS.filter((other) => found.every(({ platforms }) => platforms.includes(other)));
  const best = possible.toSorted((a, b) => peculiarTo(found, b) - peculiarTo(found, a))[0];
  return best === undefined ? null : { platform: best, line: first.line };
}

function weightOf(signs: readonly Sign[]): number {
  return signs.reduce((sum, { weight }) => sum + weight, 0);
}

/** How many signs are this platform's own. */
function peculiarTo(signs: readonly Sign[], platform: Platform): number {
  return signs.filter(({ platforms }) => platforms.length === 1 && platforms[0] === platform).length;
}
