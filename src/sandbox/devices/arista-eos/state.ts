import { ipv4LineOf, vrfOf } from './addresses.ts';
import type { EosBox } from './box.ts';
import { switches } from './names.ts';
import { peerState } from '../bgp-state.ts';
import type { Link } from '../bgp-state.ts';
import { childOf } from '../configuration-node.ts';
import type { ConfigurationNode } from '../configuration-node.ts';
import type { FarEnd } from '../far-end.ts';
import { sameNetwork } from '../ip-address.ts';

export interface InterfaceView {
  readonly name: string;
  readonly adminDown: boolean;
  readonly up: boolean;
  /** False for a port that switches: its addresses count for nothing. */
  readonly routed: boolean;
  /** Empty for the default VRF. */
  readonly vrf: string;
  readonly node: ConfigurationNode;
}

/** Interfaces as the configuration makes them; every cable is assumed to be plugged in. */
export function interfacesOf(box: Pick<EosBox, 'root' | 'broken'>): readonly InterfaceView[] {
  const nodes = box.root.children.filter((child) => child.line.startsWith('interface '));
  return nodes.map((node) => {
    const name = node.line.slice('interface '.length);
    const parent = nodes.find((other) => other.line === node.line.split('.')[0]) ?? node;
    const adminDown = isShutdown(node);
    return {
      name,
      adminDown,
      up: !adminDown && !isShutdown(parent) && !box.broken.has(name),
      routed: !switches(name) || childOf(node, 'no switchport') !== null,
      vrf: vrfOf(node),
      node,
    };
  });
}

function isShutdown(node: ConfigurationNode): boolean {
  return childOf(node, 'shutdown') !== null;
}

/** Addresses with prefix lengths, both families. */
export function networksOf(view: InterfaceView): Link['networks'] {
  if (!view.routed) return [];
  return view.node.children.flatMap((child) => {
    const four = ipv4LineOf(child.line);
    if (four !== null) return [four];
    const [, address, length] = /^ipv6 address (\S+)\/(\d+)$/.exec(child.line) ?? [];
    return address === undefined ? [] : [{ address, length: Number(length) }];
  });
}

export interface PeerView {
  readonly address: string;
  readonly as: string;
  /** Empty for the default VRF. */
  readonly vrf: string;
  readonly state: string;
  readonly isShutdown: boolean;
}

/** BGP peers of all VRFs: up when both ends agree and the interface towards the peer is up. */
export function peersOf(box: EosBox): readonly PeerView[] {
  const process = processOf(box.root);
  if (process === null) return [];
  const own = process.line.slice('router bgp '.length);
  const inside = process.children.filter((child) => /^vrf \S+$/.test(child.line));
  return [process, ...inside].flatMap((section) => {
    const vrf = section === process ? '' : section.line.slice('vrf '.length);
    const links = interfacesOf(box)
      .filter((view) => view.vrf === vrf)
      .map((view) => ({ up: view.up, networks: networksOf(view) }));
    return neighborsIn(section).map(({ address, as }) => {
      const isOff = childOf(section, `neighbor ${address} shutdown`) !== null;
      const state = isOff ? 'Idle' : peerState(box, links, { address, as, own });
      return { address, as, vrf, state, isShutdown: isOff };
    });
  });
}

function neighborsIn(section: ConfigurationNode) {
  return section.children.flatMap((child) => {
    const [, address, as] = /^neighbor ([0-9a-f.:]+) remote-as (\S+)$/.exec(child.line) ?? [];
    return address === undefined || as === undefined ? [] : [{ address, as }];
  });
}

/** The BGP process, or null. */
export function processOf(root: ConfigurationNode): ConfigurationNode | null {
  return root.children.find((child) => child.line.startsWith('router bgp ')) ?? null;
}

/** Takes the far ends out of the configuration the device starts with: they were set up to match it. */
export function farEndsOf(root: ConfigurationNode): readonly FarEnd[] {
  const process = processOf(root);
  if (process === null) return [];
  const own = process.line.slice('router bgp '.length);
  const networks = interfacesOf({ root, broken: new Set() }).flatMap(networksOf);
  return [process, ...process.children].flatMap(neighborsIn).map(({ address, as }) => {
    const local = networks.find((network) => sameNetwork(network.address, address, network.length));
    return { address, as, expectsAs: own, expectsAddress: local?.address ?? null };
  });
}

/** True while the interface that carries the management address is up, or no interface carries it. */
export function isReachable(box: EosBox): boolean {
  if (box.broken.has('management')) return false;
  const carrier = interfacesOf(box).find((view) =>
    networksOf(view).some((network) => network.address === box.managementAddress),
  );
  return carrier?.up ?? true;
}

/** Notes since when each peer is in its state; called after every change of the configuration. */
export function noteTransitions(box: EosBox, now: Date): void {
  for (const { vrf, address, state } of peersOf(box)) {
    const key = `${vrf} ${address}`;
    if (box.peerSince.get(key)?.state !== state) box.peerSince.set(key, { state, since: now });
  }
}
