import type { BgpPeerState } from '../../domain/live.ts';

/** What IOS uses where nothing is configured. */
const DEFAULT_HOLD_SECONDS = 180;

/**
 * Peers out of `show bgp all summary` or `show ip bgp summary`; a number in the last column means established. The summary
 * does not tell hold times, so they are those of `configuration`; a session may have agreed on less, never on more.
 */
export function parseIosBgp(summary: string, configuration: string): Record<string, BgpPeerState> {
  const peers: Record<string, BgpPeerState> = {};
  // A long IPv6 address has a line of its own; the columns follow on the next.
  const joined = summary.replaceAll(/^(\*?[0-9a-f:.]+)\n\s+(?=4 )/gim, '$1 ');
  for (const line of joined.split('\n')) {
    const [, address, last] =
      /^\*?([0-9a-f:.]+)\s+4\s+[\d.]+(?:\s+\d+){5}\s+\S+\s+(.+?)\s*$/i.exec(line) ?? [];
    if (address === undefined || last === undefined) continue;
    const established = /^\d+$/.test(last);
    // A peer of several address families has one session; it is up if any family says so.
    if (peers[address]?.established === true) continue;
    const state = established ? 'Established' : last;
    peers[address] = { established, state, holdTimeSeconds: holdTimeOf(configuration, address) };
  }
  return peers;
}

/** The configured hold time of a peer; null when it comes from a template, whose rules are not read here. */
function holdTimeOf(configuration: string, address: string): number | null {
  const lines = configuration.split('\n').map((line) => line.trim());
  const ofPeer = (name: string) =>
    lines.filter((line) => line.toLowerCase().startsWith(`neighbor ${name} `.toLowerCase()));
  const own = ofPeer(address);
  if (own.some((line) => line.includes(' inherit '))) return null;
  const group = own.map((line) => / peer-group (\S+)$/.exec(line)?.[1]).find((name) => name !== undefined);
  const timers = [...own, ...(group === undefined ? [] : ofPeer(group))]
    .map((line) => / timers \d+ (\d+)/.exec(line)?.[1])
    .find((seconds) => seconds !== undefined);
  const general = lines
    .map((line) => /^timers bgp \d+ (\d+)/.exec(line)?.[1])
    .find((seconds) => seconds !== undefined);
  return Number(timers ?? general ?? DEFAULT_HOLD_SECONDS);
}
