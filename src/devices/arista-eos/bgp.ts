import type { BgpPeerState } from '../../domain/live.ts';
import { objectOf } from '../json-answer.ts';
import type { JsonObject } from '../json-answer.ts';

/** What EOS uses where nothing is configured. */
const DEFAULT_HOLD_SECONDS = 180;

/**
 * Peers out of `show ip bgp summary vrf all | json` or its IPv6 sister; outside the default VRF they are named `VRF peer`. The
 * summary does not tell hold times, so they are those of `configuration`; a session may have agreed on less, never on more.
 */
export function parseEosBgp(
  summary: JsonObject,
  configuration: string,
): Readonly<Record<string, BgpPeerState>> {
  const peers: Record<string, BgpPeerState> = {};
  for (const [vrf, value] of Object.entries(objectOf(summary['vrfs']))) {
    const lines = bgpLinesOf(configuration, vrf);
    for (const [address, peer] of Object.entries(objectOf(objectOf(value)['peers']))) {
      const { peerState, peerStateIdleReason } = objectOf(peer);
      const word = String(peerState);
      const state = typeof peerStateIdleReason === 'string' ? `${word} (${peerStateIdleReason})` : word;
      const name = vrf === 'default' ? address : `${vrf} ${address}`;
      peers[name] = {
        established: word === 'Established',
        state,
        holdTimeSeconds: holdTimeOf(lines, address),
      };
    }
  }
  return peers;
}

interface BgpLines {
  /** Of the VRF itself. */
  readonly own: readonly string[];
  /** Of the process: peer groups and general timers stand there. */
  readonly process: readonly string[];
}

function bgpLinesOf(configuration: string, vrf: string): BgpLines {
  const text = /^router bgp [^\n]*\n((?: [^\n]*\n)*)/m.exec(configuration)?.[1] ?? '';
  // The lines of a VRF are indented deeper than those of the process.
  const sections = text.split(/^ {3}(?=\S)/m).map((part) => part.split('\n').map((line) => line.trim()));
  const process = sections.flatMap(([first = '', ...rest]) => (/^vrf /.test(first) ? [] : [first, ...rest]));
  const inside = sections.find(([first]) => first === `vrf ${vrf}`);
  return { own: vrf === 'default' ? process : (inside ?? []), process };
}

function holdTimeOf({ own, process }: BgpLines, address: string): number {
  const group = findIn(own, new RegExp(`^neighbor ${literally(address)} peer[ -]group (\\S+)$`));
  const timers = (name: string) => new RegExp(`^neighbor ${literally(name)} timers \\d+ (\\d+)`);
  const general = /^timers bgp \d+ (\d+)/;
  const seconds =
    findIn(own, timers(address)) ??
    (group === null ? null : findIn(process, timers(group))) ??
    findIn(own, general) ??
    findIn(process, general);
  return seconds === null ? DEFAULT_HOLD_SECONDS : Number(seconds);
}

function findIn(lines: readonly string[], pattern: RegExp): string | null {
  return lines.map((line) => pattern.exec(line)?.[1]).find((found) => found !== undefined) ?? null;
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
