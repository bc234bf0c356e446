import type { BgpPeerState, InterfaceState, LldpNeighbor, OspfNeighborState } from '../../domain/live.ts';
import { allOf, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** Ports and their units, out of `show interfaces terse`. */
export function parseInterfaces(reply: XmlElement): Record<string, InterfaceState> {
  const elements = [...allOf(reply, 'physical-interface'), ...allOf(reply, 'logical-interface')];
  return Object.fromEntries(
    elements.flatMap((element) => {
      const name = textIn(element, 'name');
      if (name === null) return [];
      const admin = textIn(element, 'admin-status') === 'up' ? 'up' : 'down';
      const oper = textIn(element, 'oper-status') === 'up' ? 'up' : 'down';
      return [[name, { admin, oper }]];
    }),
  );
}

/** The unit that carries an address, or null. */
export function interfaceWith(reply: XmlElement, address: string): string | null {
  const carries = (unit: XmlElement) =>
    allOf(unit, 'interface-address').some((one) => textIn(one, 'ifa-local')?.split('/')[0] === address);
  const unit = allOf(reply, 'logical-interface').find(carries);
  return unit === undefined ? null : textIn(unit, 'name');
}

/**
 * Peers out of `show bgp neighbor`, by address; outside the main instance they are named `INSTANCE address`. Behind the address
 * of a session that is up stands the port of its TCP connection (`192.0.2.1+179`).
 */
export function parseBgp(reply: XmlElement): Record<string, BgpPeerState> {
  return Object.fromEntries(
    allOf(reply, 'bgp-peer').flatMap((peer) => {
      const address = textIn(peer, 'peer-address')?.replace(/\+\d+$/, '');
      if (address === undefined) return [];
      const instance = textIn(peer, 'peer-cfg-rti') ?? 'master';
      const state = textIn(peer, 'peer-state') ?? 'unknown';
      const name = instance === 'master' || instance === 'default' ? address : `${instance} ${address}`;
      return [[name, { established: state === 'Established', state, holdTimeSeconds: holdTimeOf(peer) }]];
    }),
  );
}

/** Agreed on, or while there is no session the configured one. */
function holdTimeOf(peer: XmlElement): number | null {
  const configured = allOf(peer, 'bgp-option-information').map((options) => textIn(options, 'holdtime'))[0];
  const seconds = Number(textIn(peer, 'active-holdtime') ?? configured ?? 0);
  return seconds > 0 ? seconds : null;
}

/** Out of `show lldp neighbors`, by local port; names of elements changed over the releases. */
export function parseLldp(reply: XmlElement): Record<string, LldpNeighbor> {
  return Object.fromEntries(
    allOf(reply, 'lldp-neighbor-information').flatMap((neighbor) => {
      const local = textIn(neighbor, 'lldp-local-port-id') ?? textIn(neighbor, 'lldp-local-interface');
      const system = textIn(neighbor, 'lldp-remote-system-name');
      const port =
        textIn(neighbor, 'lldp-remote-port-id') ?? textIn(neighbor, 'lldp-remote-port-description');
      // A neighbor that tells no name is no partner one could compare with.
      return local === null || system === null ? [] : [[local, { system, port: port ?? '' }]];
    }),
  );
}

/** Out of `show ospf neighbor`, by neighbor address. */
export function parseOspf(reply: XmlElement): Record<string, OspfNeighborState> {
  return Object.fromEntries(
    allOf(reply, 'ospf-neighbor').flatMap((neighbor) => {
      const address = textIn(neighbor, 'neighbor-address');
      const state = textIn(neighbor, 'ospf-neighbor-state') ?? 'unknown';
      if (address === null) return [];
      const adjacent = state === 'Full' || state === '2Way';
      return [[address, { adjacent, state, interface: textIn(neighbor, 'interface-name') }]];
    }),
  );
}
