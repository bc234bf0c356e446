import { instancesOf, interfacesOf, peersOf } from './state.ts';
import type { InterfaceView, PeerView } from './state.ts';
import { sameNetwork } from '../ip-address.ts';
import type { FrrBox } from './box.ts';

type Json = Readonly<Record<string, unknown>>;

const KEY = /^(\s*"(?:[^"\\]|\\.)*"): /gm;

/** FRR writes JSON with two blanks, and every slash behind a backslash. */
export function toFrrJson(value: Json): string {
  return Object.keys(value).length === 0
    ? '{\n}'
    : JSON.stringify(value, null, 2)
        .replaceAll(KEY, '$1:')
        .replaceAll('/', String.raw`\/`);
}

/** `show interface json`; a port that is down has no `operationalStatus`, and one that does not exist little else. */
export function showInterfaceJson(box: FrrBox): string {
  return toFrrJson(
    Object.fromEntries(interfacesOf(box).map((view, index) => [view.name, interfaceJson(view, index + 1)])),
  );
}

function interfaceJson(view: InterfaceView, index: number): Json {
  const description = view.description === null ? {} : { description: view.description };
  const head = { administrativeStatus: view.adminDown ? 'down' : 'up' };
  const counts = { linkUps: 0, linkDowns: 0, vrfName: 'default', ...description, mplsEnabled: false };
  if (!view.exists) return { ...head, ...counts, linkDown: false, pseudoInterface: true };
  return {
    ...head,
    // A port that is shut down shows none (seen on 8.4.4).
    ...(view.adminDown ? {} : { operationalStatus: view.up ? 'up' : 'down' }),
    linkDetection: true,
    ...counts,
    linkDown: false,
    pseudoInterface: false,
    index,
    metric: 0,
    mtu: view.name === 'lo' ? 65_536 : 1_500,
    flags: `<${view.adminDown ? '' : 'UP,'}BROADCAST${view.up ? ',RUNNING' : ''},MULTICAST>`,
    type: view.name === 'lo' ? 'Loopback' : 'Ethernet',
    ipAddresses: view.addresses.map((address) => ({ address, secondary: false, unnumbered: false })),
    interfaceType: 'VETH',
    protodown: 'off',
  };
}

/** `show bgp vrf all summary json`: `{}` without an instance. */
export function showBgpSummaryJson(box: FrrBox): string {
  const peers = peersOf(box);
  const vrfs = instancesOf(box.root).map(({ own, vrf }) => [
    vrf,
    summaryOf(
      box,
      peers.filter((peer) => peer.vrf === vrf),
      own,
      vrf,
    ),
  ]);
  return toFrrJson(Object.fromEntries(vrfs) as Json);
}

function summaryOf(box: FrrBox, peers: readonly PeerView[], own: string, vrf: string): Json {
  if (peers.length === 0) return {};
  const count = peers.length;
  return {
    ipv4Unicast: {
      routerId: box.managementAddress,
      as: Number(own),
      vrfId: 0,
      vrfName: vrf,
      tableVersion: 1,
      peerCount: count,
      peers: Object.fromEntries(peers.map((peer) => [peer.address, peerJson(box, peer)])),
    },
    failedPeers: peers.filter((peer) => peer.state !== 'Established').length,
    displayedPeers: count,
    totalPeers: count,
    dynamicPeers: 0,
    bestPath: { multiPathRelax: 'false' },
  };
}

function peerJson(box: FrrBox, peer: PeerView): Json {
  const up = peer.state === 'Established';
  const sinceMs =
    Date.now() - (box.peerSince.get(`${peer.vrf} ${peer.address}`)?.since ?? new Date()).getTime();
  return {
    remoteAs: Number(peer.as),
    localAs: Number(peer.own),
    version: 4,
    msgRcvd: up ? 10 : 0,
    msgSent: up ? 10 : 0,
    peerUptime: up ? '00:00:10' : 'never',
    peerUptimeMsec: up ? sinceMs : 0,
    pfxRcd: up ? 1 : 0,
    pfxSnt: up ? 1 : 0,
    state: peer.state,
    peerState: peer.state === 'Idle (Admin)' ? 'Admin' : 'OK',
    connectionsEstablished: up ? 1 : 0,
    connectionsDropped: 0,
    ...(peer.description === null ? {} : { desc: peer.description }),
    idType: peer.address.includes(':') ? 'ipv6' : 'ipv4',
  };
}

/** `show bgp vrf all neighbors json` */
export function showBgpNeighborsJson(box: FrrBox): string {
  const peers = peersOf(box);
  const vrfs = instancesOf(box.root).map(({ vrf }) => {
    const theirs = peers.filter((peer) => peer.vrf === vrf).map((peer) => [peer.address, neighborJson(peer)]);
    return [vrf, { vrfId: 0, vrfName: vrf, ...(Object.fromEntries(theirs) as Json) }];
  });
  return toFrrJson(Object.fromEntries(vrfs) as Json);
}

function neighborJson(peer: PeerView): Json {
  return {
    remoteAs: Number(peer.as),
    localAs: Number(peer.own),
    ...(peer.description === null ? {} : { nbrDesc: peer.description }),
    bgpVersion: 4,
    bgpState: peer.state === 'Idle (Admin)' ? 'Idle' : peer.state,
    ...(peer.state === 'Idle (Admin)' ? { adminShutDown: true } : {}),
    bgpTimerConfiguredHoldTimeMsecs: peer.holdSeconds * 1000,
    bgpTimerHoldTimeMsecs: peer.holdSeconds * 1000,
  };
}

/** `show ip ospf neighbor json`: far ends on ports where OSPF runs; `{}` without one. */
export function showOspfNeighborJson(box: FrrBox): string {
  const process = box.root.children.find(({ line }) => line === 'router ospf');
  const rows = interfacesOf(box).flatMap((view) => {
    const speaks =
      view.up &&
      (isInNetworks(view, process?.children.map((child) => child.line) ?? []) || hasArea(box, view));
    return view.addresses.flatMap((own) => {
      const [address = '', length] = own.split('/');
      const far = box.ospfNeighbors.find((one) => sameNetwork(one.address, address, Number(length)));
      return speaks && far !== undefined ? [{ far, ifaceName: `${view.name}:${address}` }] : [];
    });
  });
  if (process === undefined || rows.length === 0) return '{\n}';
  const neighbors = rows.map(({ far, ifaceName }) => [
    far.routerId,
    [{ priority: 1, state: 'Full/-', nbrPriority: 1, nbrState: 'Full/-', address: far.address, ifaceName }],
  ]);
  return toFrrJson({ neighbors: Object.fromEntries(neighbors) as Json });
}

function isInNetworks({ addresses }: InterfaceView, lines: readonly string[]): boolean {
  return lines.some((line) => {
    const [, network = '', length] = /^network ([\d.]+)\/(\d+) area /.exec(line) ?? [];
    return addresses.some((one) => sameNetwork(one.split('/')[0] ?? '', network, Number(length)));
  });
}

function hasArea(box: FrrBox, { name }: InterfaceView): boolean {
  const node = box.root.children.find(({ line }) => line === `interface ${name}`);
  return node?.children.some(({ line }) => line.startsWith('ip ospf area ')) ?? false;
}
