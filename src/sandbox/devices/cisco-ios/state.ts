import { ipv4LineOf } from './addresses.ts';
import type { FarEnd } from '../far-end.ts';
import type { IosBox } from './box.ts';
import { peerState } from '../bgp-state.ts';
import type { Link } from '../bgp-state.ts';
import type { ConfigurationNode } from '../configuration-node.ts';
import { sameNetwork } from '../ip-address.ts';

export interface InterfaceView {
  readonly name: string;
  readonly adminDown: boolean;
  readonly up: boolean;
  readonly address: string | null;
  readonly length: number;
  readonly node: ConfigurationNode;
}

export interface PeerView {
  readonly address: string;
  readonly as: string;
  /** `Established`, `Active`, `Idle` or `Idle (Admin)`. */
  readonly state: string;
  readonly isIpv6: boolean;
}

/** Interfaces as the configuration makes them; every cable is assumed to be plugged in. */
export function interfacesOf(box: IosBox): readonly InterfaceView[] {
  const nodes = box.root.children.filter((child) => child.line.startsWith('interface '));
  return nodes.map((node) => {
    const name = node.line.slice('interface '.length);
    const parent = nodes.find((other) => other.line === node.line.split('.')[0]) ?? node;
    const adminDown = isShutdown(node);
    const lines = node.children.map((child) => ipv4LineOf(child.line));
    const primary = lines.find((line) => line !== null && !line.secondary) ?? null;
    return {
      name,
      adminDown,
      up: !adminDown && !isShutdown(parent) && !box.broken.has(name),
      address: primary?.address ?? null,
      length: primary?.length ?? 32,
      node,
    };
  });
}

function isShutdown(node: ConfigurationNode): boolean {
  return node.children.some((child) => child.line === 'shutdown');
}

/** BGP peers: up when both ends agree and the interface towards the peer is up. */
export function peersOf(box: IosBox): readonly PeerView[] {
  const process = processOf(box.root);
  if (process === null) return [];
  const lines = process.children.map((child) => child.line);
  const own = process.line.slice('router bgp '.length);
  return lines.flatMap((line) => {
    const [, address, as] = /^neighbor (\S+) remote-as (\S+)$/.exec(line) ?? [];
    if (address === undefined || as === undefined) return [];
    const isOff = lines.includes(`neighbor ${address} shutdown`);
    const state = isOff
      ? 'Idle (Admin)'
      : peerState(box, interfacesOf(box).map(linkOf), { address, as, own });
    return [{ address, as, state, isIpv6: address.includes(':') }];
  });
}

function processOf(root: ConfigurationNode): ConfigurationNode | null {
  return root.children.find((child) => child.line.startsWith('router bgp ')) ?? null;
}

/** The networks an interface has its own address in. */
function linkOf(view: InterfaceView): Link {
  const networks = view.node.children.flatMap((child) => {
    const four = ipv4LineOf(child.line);
    if (four !== null) return [four];
    const [, address, length] = /^ipv6 address (\S+)\/(\d+)/.exec(child.line) ?? [];
    return address === undefined ? [] : [{ address, length: Number(length) }];
  });
  return { up: view.up, networks };
}

/** Takes the far ends out of the configuration the device starts with: they were set up to match it. */
export function farEndsOf(root: ConfigurationNode): readonly FarEnd[] {
  const process = processOf(root);
  const own = process?.line.slice('router bgp '.length) ?? null;
  return (process?.children ?? []).flatMap((child) => {
    const [, address, as] = /^neighbor (\S+) remote-as (\S+)$/.exec(child.line) ?? [];
    if (address === undefined || as === undefined) return [];
    return [{ address, as, expectsAs: own, expectsAddress: localAddressTowards(root, address) }];
  });
}

function localAddressTowards(root: ConfigurationNode, address: string): string | null {
  for (const node of root.children) {
    for (const child of node.line.startsWith('interface ') ? node.children : []) {
      const line = ipv4LineOf(child.line);
      if (line !== null && sameNetwork(line.address, address, line.length)) return line.address;
    }
  }
  return null;
}

/** True while no fault cut the way here, and the interface that carries the management address is up, or none carries it. */
export function isReachable(box: IosBox): boolean {
  const carries = (view: InterfaceView) =>
    view.node.children.some((child) => ipv4LineOf(child.line)?.address === box.managementAddress);
  const carrier = interfacesOf(box).find(carries);
  return !box.broken.has('management') && (carrier?.up ?? true);
}

/** Notes since when each peer is in its state; called after every change of the configuration. */
export function noteTransitions(box: IosBox, now: Date): void {
  for (const peer of peersOf(box)) {
    if (box.peerSince.get(peer.address)?.state !== peer.state)
      box.peerSince.set(peer.address, { state: peer.state, since: now });
  }
}
