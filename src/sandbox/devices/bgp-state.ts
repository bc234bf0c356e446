import type { FarEnd } from './far-end.ts';
import { sameIpv6Network, sameNetwork } from './ip-address.ts';

/** An interface as a BGP session sees it. */
export interface Link {
  readonly up: boolean;
  /** Our addresses there with their prefix lengths. */
  readonly networks: readonly { readonly address: string; readonly length: number }[];
}

/** What a device knows about its peers' far ends, and what a fault took down. */
interface Neighborhood {
  readonly farEnds: ReadonlyMap<string, FarEnd>;
  readonly broken: ReadonlySet<string>;
}

/**
 * The state of a peer that is not shut down: `Established` when both ends agree and the interface towards it is up. `links`
 * are those of the peer's VRF.
 */
export function peerState(
  { farEnds, broken }: Neighborhood,
  links: readonly Link[],
  peer: { readonly address: string; readonly as: string; readonly own: string },
): string {
  if (broken.has(peer.address)) return 'Active';
  const local = localAddressTowards(links, peer.address);
  if (local === null) return 'Idle'; // no route
  const far = farEnds.get(peer.address);
  if (far === undefined) return 'Established'; // a peer added later: its far end is assumed to fit
  return fits(far, peer, local) ? 'Established' : 'Active';
}

function fits(far: FarEnd, peer: { as: string; own: string }, local: string): boolean {
  return (
    far.as === peer.as &&
    (far.expectsAs === null || far.expectsAs === peer.own) &&
    // Over IPv6 the far end is not asked which address it expects.
    (far.expectsAddress === null || local.includes(':') || far.expectsAddress === local)
  );
}

/** Our address on the interface that is up and has the peer in its network. */
function localAddressTowards(links: readonly Link[], peer: string): string | null {
  const six = peer.includes(':');
  for (const { networks } of links.filter((link) => link.up)) {
    const found = networks.find(({ address, length }) =>
      six ? sameIpv6Network(address, peer, length) : sameNetwork(address, peer, length),
    );
    if (found !== undefined) return found.address;
  }
  return null;
}
