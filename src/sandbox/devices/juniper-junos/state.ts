import type { FarEnd } from '../far-end.ts';
import { isInNetworkOf } from './address.ts';
import { activeOf } from './box.ts';
import type { JunosBox } from './box.ts';
import { activeAt, activeIn, valueIn } from './statement.ts';
import type { Statement } from './statement.ts';

/** A port, or what stands for one (`lo0`, `ae0`, `irb`). */
export interface PhysicalView {
  readonly name: string;
  readonly adminDown: boolean;
  readonly up: boolean;
  readonly description: string | null;
  readonly units: readonly LogicalView[];
}

export interface LogicalView {
  readonly name: string;
  readonly adminDown: boolean;
  readonly up: boolean;
  /** With their prefix lengths. */
  readonly addresses: readonly string[];
}

/** Interfaces as the active configuration makes them; every cable is assumed to be plugged in. */
export function interfacesOf(box: JunosBox): readonly PhysicalView[] {
  const interfaces = activeAt(activeOf(box), 'interfaces');
  const configured = new Map(activeIn(interfaces).map((statement) => [statement.words.join(' '), statement]));
  const names = [...new Set([...box.ports, ...configured.keys()])].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  return names.map((name) => physicalView(box, name, configured.get(name) ?? null));
}

function physicalView(box: JunosBox, name: string, statement: Statement | null): PhysicalView {
  const adminDown = isDisabled(statement);
  const up = !adminDown && !box.broken.has(name);
  const units = activeIn(statement).filter(({ words }) => words[0] === 'unit');
  return {
    name,
    adminDown,
    up,
    description: valueIn(statement, 'description'),
    units: units.map((unit) => {
      const logical = `${name}.${unit.words[1] ?? '0'}`;
      const isOff = isDisabled(unit);
      return {
        name: logical,
        adminDown: isOff,
        up: up && !isOff && !box.broken.has(logical),
        addresses: addressesOf(unit),
      };
    }),
  };
}

function isDisabled(statement: Statement | null): boolean {
  return activeIn(statement).some(({ words }) => words[0] === 'disable');
}

function addressesOf(unit: Statement): readonly string[] {
  const families = activeIn(unit).filter(({ words }) => words[0] === 'family');
  return families.flatMap((family) =>
    activeIn(family).flatMap(({ words }) => (words[0] === 'address' ? [words[1] ?? ''] : [])),
  );
}

export interface PeerView {
  readonly address: string;
  readonly group: string;
  readonly as: string;
  readonly ownAs: string;
  readonly localAddress: string | null;
  /** `Established`, `Active`, `Idle`. */
  readonly state: string;
  readonly holdTime: number;
}

/** BGP peers: up when both ends agree and the interface towards the peer is up. */
export function peersOf(box: JunosBox): readonly PeerView[] {
  const bgp = activeAt(activeOf(box), 'protocols', 'bgp');
  const own = valueIn(activeAt(activeOf(box), 'routing-options'), 'autonomous-system') ?? '0';
  const groups = activeIn(bgp).filter(({ words }) => words[0] === 'group');
  return groups.flatMap((group) =>
    activeIn(group)
      .filter(({ words }) => words[0] === 'neighbor')
      .map((neighbor) => peerView(box, { bgp, group, neighbor, own })),
  );
}

interface Peering {
  readonly bgp: Statement | null;
  readonly group: Statement;
  readonly neighbor: Statement;
  readonly own: string;
}

function peerView(box: JunosBox, { bgp, group, neighbor, own }: Peering): PeerView {
  const levels = [neighbor, group, bgp];
  const setting = (name: string) =>
    levels.map((level) => valueIn(level, name)).find((value) => value !== null);
  const isOff = levels.some((level) => activeIn(level).some(({ words }) => words[0] === 'shutdown'));
  const address = neighbor.words[1] ?? '';
  const ownAs = setting('local-as') ?? own;
  const as = setting('peer-as') ?? (setting('type') === 'internal' ? ownAs : '0');
  const localAddress = localAddressTowards(box, address);
  const peer = { address, as, ownAs, localAddress };
  const state = isOff ? 'Idle' : stateOf(box, peer);
  const holdTime = Number(setting('hold-time') ?? 90);
  return { ...peer, group: group.words[1] ?? '', state, holdTime };
}

function stateOf(box: JunosBox, peer: Pick<PeerView, 'address' | 'as' | 'ownAs' | 'localAddress'>): string {
  if (box.broken.has(peer.address)) return 'Active';
  if (peer.localAddress === null) return 'Idle'; // no route
  const far = box.farEnds.get(peer.address);
  // A peer added later: its far end is assumed to fit.
  return far === undefined || fits(far, peer) ? 'Established' : 'Active';
}

function fits(far: FarEnd, peer: Pick<PeerView, 'as' | 'ownAs' | 'localAddress'>): boolean {
  return (
    far.as === peer.as &&
    (far.expectsAs === null || far.expectsAs === peer.ownAs) &&
    (far.expectsAddress === null || far.expectsAddress === peer.localAddress)
  );
}

/** Our address on the interface that is up and has the other one in its network. */
function localAddressTowards(box: JunosBox, address: string): string | null {
  const addresses = interfacesOf(box).flatMap(({ units }) =>
    units.flatMap((unit) => (unit.up ? unit.addresses : [])),
  );
  return addresses.find((own) => isInNetworkOf(own, address))?.split('/')[0] ?? null;
}

/** Takes the far ends out of the configuration the device starts with: they were set up to match it. */
export function farEndsOf(box: JunosBox): readonly FarEnd[] {
  return peersOf(box).map(({ address, as, ownAs, localAddress }) => ({
    address,
    as,
    expectsAs: ownAs,
    expectsAddress: localAddress,
  }));
}

/** True while the interface that carries the management address is up, or no interface ever carried it. */
export function isReachable(box: JunosBox): boolean {
  if (box.broken.has('management')) return false;
  const carriers = interfacesOf(box).flatMap(({ units }) =>
    units.filter(({ addresses }) => addresses.some((own) => own.split('/')[0] === box.managementAddress)),
  );
  return carriers.length === 0 ? !hadCarrier(box) : carriers.some(({ up }) => up);
}

/** The configuration the device started with names the address: then losing it cuts the way to the device. */
function hadCarrier(box: JunosBox): boolean {
  const first = box.history.at(-1);
  return first !== undefined && carriesAddress(first.top, `${box.managementAddress}/`);
}

function carriesAddress(statement: Statement, start: string): boolean {
  const isOne = statement.words[0] === 'address' && statement.words[1]?.startsWith(start) === true;
  return isOne || statement.children.some((child) => carriesAddress(child, start));
}

/** LLDP neighbors at ports that are up, while the device listens there. */
export function lldpOf(box: JunosBox): readonly { interface: string; system: string; port: string }[] {
  const lldp = activeAt(activeOf(box), 'protocols', 'lldp');
  if (lldp === null || isDisabled(lldp)) return [];
  const listens = (name: string) => {
    const own = activeIn(lldp).find(({ words }) => words.join(' ') === `interface ${name}`);
    const all = activeIn(lldp).find(({ words }) => words.join(' ') === 'interface all');
    const place = own ?? all;
    return place !== undefined && !isDisabled(place);
  };
  const isUp = (name: string) => interfacesOf(box).some((view) => view.name === name && view.up);
  return box.lldpNeighbors.filter((far) => listens(far.interface) && isUp(far.interface));
}

/** OSPF neighbors in the networks of interfaces that are up and speak OSPF. */
export function ospfOf(box: JunosBox): readonly { address: string; routerId: string; interface: string }[] {
  const areas = activeIn(activeAt(activeOf(box), 'protocols', 'ospf'));
  const speaking = areas.flatMap((area) =>
    activeIn(area).filter(
      (statement) =>
        !isDisabled(statement) && !activeIn(statement).some(({ words }) => words[0] === 'passive'),
    ),
  );
  const names = new Set(speaking.map(({ words }) => words[1]));
  const units = interfacesOf(box).flatMap((view) => view.units);
  return box.ospfNeighbors.flatMap((far) => {
    const unit = units.find(
      (one) => one.up && names.has(one.name) && one.addresses.some((own) => isInNetworkOf(own, far.address)),
    );
    return unit === undefined ? [] : [{ ...far, interface: unit.name }];
  });
}

/** Notes since when each peer is in its state; called after every commit. */
export function noteTransitions(box: JunosBox, now: Date): void {
  for (const peer of peersOf(box)) {
    if (box.peerSince.get(peer.address)?.state !== peer.state)
      box.peerSince.set(peer.address, { state: peer.state, since: now });
  }
}
