import { peerState } from '../bgp-state.ts';
import type { Link } from '../bgp-state.ts';
import type { ConfigurationNode } from '../configuration-node.ts';
import type { FarEnd } from '../far-end.ts';
import { sameNetwork } from '../ip-address.ts';
import type { FrrBox } from './box.ts';

export interface InterfaceView {
  readonly name: string;
  /** False for a port that was only configured. */
  readonly exists: boolean;
  readonly adminDown: boolean;
  readonly up: boolean;
  /** With prefix lengths. */
  readonly addresses: readonly string[];
  readonly description: string | null;
}

export interface PeerView {
  readonly vrf: string;
  readonly address: string;
  readonly as: string;
  readonly own: string;
  readonly holdSeconds: number;
  readonly description: string | null;
  /** `Established`, `Active`, `Idle` or `Idle (Admin)`. */
  readonly state: string;
}

/** Ports of the kernel and configured ones, by name; every cable is assumed to be plugged in. */
export function interfacesOf(box: FrrBox): readonly InterfaceView[] {
  const configured = box.root.children.filter((node) => node.line.startsWith('interface '));
  const names = new Set([...box.ports, ...configured.map((node) => node.line.split(' ')[1] ?? '')]);
  return [...names].sort().map((name) => {
    const node = configured.find((other) => other.line.split(' ')[1] === name);
    const lines = node?.children.map((child) => child.line) ?? [];
    const exists = box.ports.has(name);
    const adminDown = !exists || lines.includes('shutdown');
    return {
      name,
      exists,
      adminDown,
      up: !adminDown && !box.broken.has(name),
      addresses: [...addressesOf(lines), ...ownedByKernel(box, name, configured)],
      description: valueOf(lines, 'description '),
    };
  });
}

/** The management address is the kernel's unless the configuration has it: FRR does not show it then (facts/devices.md 5.2). */
function ownedByKernel(
  box: FrrBox,
  name: string,
  configured: readonly ConfigurationNode[],
): readonly string[] {
  const lines = configured.flatMap((node) => node.children.map((child) => child.line));
  const isConfigured = addressesOf(lines).some((one) => one.split('/')[0] === box.managementAddress);
  return name === MANAGEMENT && !isConfigured ? [`${box.managementAddress}/16`] : [];
}

/** Where sessions arrive unless the configuration says otherwise. */
export const MANAGEMENT = 'mgmt0';

function addressesOf(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => /^ip(?:v6)? address (\S+)$/.exec(line)?.[1] ?? []);
}

function valueOf(lines: readonly string[], start: string): string | null {
  return lines.find((line) => line.startsWith(start))?.slice(start.length) ?? null;
}

/** BGP neighbors of every instance; those of a group take what they lack from it. */
export function peersOf(box: FrrBox): readonly PeerView[] {
  return instancesOf(box.root).flatMap(({ node, own, vrf }) => {
    // Ports belong to a VRF by the kernel only, and this host has none.
    const links = vrf === 'default' ? interfacesOf(box).map(linkOf) : [];
    const names = new Set(node.children.flatMap(({ line }) => /^neighbor (\S+) /.exec(line)?.[1] ?? []));
    return [...names].flatMap((address) => {
      if (!/[.:]/.test(address)) return []; // a group
      const has = createLookup(node, address);
      const as = has('remote-as');
      if (as === null) return [];
      const far = as === 'external' ? (box.farEnds.get(address)?.as ?? '0') : as === 'internal' ? own : as;
      const peer = { address, as: far, own };
      const state = has('shutdown') !== null ? 'Idle (Admin)' : peerState(box, links, peer);
      const [, hold] = /^\d+ (\d+)$/.exec(has('timers') ?? '') ?? [];
      return [{ ...peer, vrf, holdSeconds: Number(hold ?? 180), description: has('description'), state }];
    });
  });
}

function createLookup(
  { children }: ConfigurationNode,
  address: string,
): (attribute: string) => string | null {
  const find = (name: string, attribute: string) => {
    const start = `neighbor ${name} ${attribute}`;
    const found = children.find(
      ({ line }) => line === start || (line.startsWith(`${start} `) && !/ connect /.test(line)),
    );
    return found === undefined ? null : found.line.slice(start.length + 1);
  };
  const group = find(address, 'peer-group');
  return (attribute) => find(address, attribute) ?? (group === null ? null : find(group, attribute));
}

/** BGP instances, with their own AS and VRF. */
export function instancesOf(
  root: ConfigurationNode,
): readonly { readonly node: ConfigurationNode; readonly own: string; readonly vrf: string }[] {
  return root.children.flatMap((node) => {
    const [, own, vrf = 'default'] = /^router bgp (\d+)(?: vrf (\S+))?$/.exec(node.line) ?? [];
    return own === undefined ? [] : [{ node, own, vrf }];
  });
}

function linkOf({ up, addresses }: InterfaceView): Link {
  const networks = addresses.map((one) => {
    const [address = '', length] = one.split('/');
    return { address, length: Number(length) };
  });
  return { up, networks };
}

/** Takes the far ends out of the configuration the device starts with: they were set up to match it. */
export function farEndsOf(root: ConfigurationNode): readonly FarEnd[] {
  const own = addressesOf(
    root.children
      .filter(({ line }) => line.startsWith('interface '))
      .flatMap((node) => node.children.map((child) => child.line)),
  );
  return instancesOf(root).flatMap(({ node, own: as }) =>
    node.children.flatMap(({ line }) => {
      const [, address, remote] = /^neighbor ([\d.:a-f]+) remote-as (\d+)$/.exec(line) ?? [];
      if (address === undefined || remote === undefined) return [];
      const ours = own.find((one) =>
        sameNetwork(one.split('/')[0] ?? '', address, Number(one.split('/')[1])),
      );
      return [{ address, as: remote, expectsAs: as, expectsAddress: ours?.split('/')[0] ?? null }];
    }),
  );
}

/** True while no fault cut the way here, and the interface that carries the management address is up. */
export function isReachable(box: FrrBox): boolean {
  const carrier = interfacesOf(box).find(({ addresses }) =>
    addresses.some((one) => one.split('/')[0] === box.managementAddress),
  );
  return !box.broken.has('management') && (carrier?.up ?? true);
}

/** Notes since when each peer is in its state; called after every change of the configuration. */
export function noteTransitions(box: FrrBox, now: Date): void {
  for (const { vrf, address, state } of peersOf(box)) {
    const key = `${vrf} ${address}`;
    if (box.peerSince.get(key)?.state !== state) box.peerSince.set(key, { state, since: now });
  }
}
