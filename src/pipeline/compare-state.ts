import type { OperationalState } from '../domain/live.ts';
import type { Influence } from '../domain/plan.ts';

/** What got worse between two states. `caused`: within what the plan can influence; `elsewhere`: anything else. */
export interface Worsened {
  readonly caused: readonly string[];
  readonly elsewhere: readonly string[];
}

/**
 * Compares the operational state with the snapshot's. Only what was well before can get worse: an interface that was up,
 * a session that was established. Something that vanished counts as worse.
 */
export function compareState(
  before: OperationalState,
  after: OperationalState,
  influence: Influence,
): Worsened {
  const interfaces = Object.entries(before.interfaces)
    .filter(([name, state]) => state.oper === 'up' && after.interfaces[name]?.oper !== 'up')
    .filter(([name]) => !isAmong(name, influence.disables ?? []))
    .map(([name]) => ({ text: `interface ${name} went down`, caused: isAmong(name, influence.interfaces) }));
  const peers = Object.entries(before.bgp)
    .filter(([peer, state]) => state.established && after.bgp[peer]?.established !== true)
    .map(([peer]) => ({
      text: `BGP session to ${peer} is ${after.bgp[peer]?.state ?? 'gone'}, was Established`,
      caused: influence.routing,
    }));
  const all = [...interfaces, ...peers, ...lostAdjacencies(before, after, influence)];
  return {
    caused: all.filter((entry) => entry.caused).map((entry) => entry.text),
    elsewhere: all.filter((entry) => !entry.caused).map((entry) => entry.text),
  };
}

/** A logical interface goes down with its port: `ge-0/0/1.0` with `ge-0/0/1`. */
function isAmong(name: string, interfaces: readonly string[]): boolean {
  return interfaces.some((one) => name === one || name.startsWith(`${one}.`));
}

/** LLDP is no witness here: a neighbor is remembered for two minutes after it left, and missing for half a minute after it came. */
function lostAdjacencies(before: OperationalState, after: OperationalState, influence: Influence) {
  return Object.entries(before.ospf ?? {})
    .filter(([neighbor, state]) => state.adjacent && after.ospf?.[neighbor]?.adjacent !== true)
    .map(([neighbor, state]) => ({
      text: `OSPF neighbor ${neighbor} is ${after.ospf?.[neighbor]?.state ?? 'gone'}, was ${state.state}`,
      caused: influence.routing || influence.interfaces.includes(state.interface ?? ''),
    }));
}

/** The longest hold time among sessions that stand, in milliseconds: how long a broken one may still look well. */
export function longestHoldMs(state: OperationalState): number {
  const seconds = Object.values(state.bgp)
    .filter((peer) => peer.established)
    .map((peer) => peer.holdTimeSeconds ?? DEFAULT_HOLD_SECONDS);
  const isAdjacent = Object.values(state.ospf ?? {}).some((neighbor) => neighbor.adjacent);
  return Math.max(isAdjacent ? OSPF_DEAD_SECONDS : 0, ...seconds) * 1000;
}

/** OSPF's usual dead interval (RFC 2328, C.3), which no platform tells in its list of neighbors. */
const OSPF_DEAD_SECONDS = 40;

/** BGP's suggested hold time (RFC 4271, section 10), for devices that do not tell theirs. */
const DEFAULT_HOLD_SECONDS = 90;
