import { ipv4LineOf } from './addresses.ts';
import type { EosBox } from './box.ts';
import { hostnameOf } from './box.ts';
import { interfacesOf, networksOf, peersOf, processOf } from './state.ts';
import type { InterfaceView } from './state.ts';
import { MODEL } from './text.ts';

/** `show version | json` (facts/devices.md 3.2). */
export function versionJson(box: EosBox, uptime: number): object {
  return {
    mfgName: 'Arista',
    modelName: MODEL,
    hardwareRevision: '11.00',
    serialNumber: box.serial,
    systemMacAddress: '00:1c:73:00:00:01',
    version: box.version,
    architecture: 'x86_64',
    internalVersion: `${box.version}-simulated`,
    bootupTimestamp: box.bootedAt.getTime() / 1000,
    uptime,
    memTotal: 8_155_548,
    memFree: 5_232_104,
    isIntlVersion: false,
  };
}

export function hostnameJson(box: EosBox): object {
  const hostname = hostnameOf(box);
  return { hostname, fqdn: hostname };
}

/** `show interfaces | json` */
export function interfacesJson(box: EosBox): object {
  const views = interfacesOf(box).map((view) => [view.name, interfaceJson(box, view)] as const);
  return { interfaces: Object.fromEntries(views) };
}

function interfaceJson(box: EosBox, view: InterfaceView): object {
  const value = (words: string) =>
    view.node.children.find((child) => child.line.startsWith(`${words} `))?.line.slice(words.length + 1);
  return {
    name: view.name,
    forwardingModel: view.routed ? 'routed' : 'bridged',
    lineProtocolStatus: view.up ? 'up' : 'down',
    interfaceStatus: view.adminDown ? 'disabled' : view.up ? 'connected' : 'notconnect',
    hardware: 'ethernet',
    description: value('description') ?? '',
    interfaceAddress: addressesOf(view),
    ...sixOf(view),
    physicalAddress: '00:1c:73:00:00:01',
    bandwidth: 10_000_000_000,
    mtu: Number(value('mtu') ?? 1500),
    lastStatusChangeTimestamp: box.bootedAt.getTime() / 1000,
    interfaceCounters: { linkStatusChanges: 1, totalInErrors: 0, totalOutErrors: 0 },
  };
}

function addressesOf(view: InterfaceView): readonly object[] {
  const lines = view.routed ? view.node.children.map((child) => ipv4LineOf(child.line)) : [];
  const primary = lines.find((line) => line?.secondary === false);
  if (primary === null || primary === undefined) return [];
  const others = lines.filter((line) => line?.secondary === true);
  const secondaries = others.flatMap((line) =>
    line === null ? [] : [[line.address, { address: line.address, maskLen: line.length }] as const],
  );
  return [
    {
      primaryIp: { address: primary.address, maskLen: primary.length },
      secondaryIps: Object.fromEntries(secondaries),
      virtualIp: { address: '0.0.0.0', maskLen: 0 },
      broadcastAddress: '255.255.255.255',
      dhcp: false,
    },
  ];
}

function sixOf(view: InterfaceView): object {
  const six = networksOf(view).filter(({ address }) => address.includes(':'));
  if (six.length === 0) return {};
  return { interfaceAddressIp6: { globalUnicastIp6s: six.map(({ address }) => ({ address })) } };
}

/** `show ip|ipv6 bgp summary vrf all | json`; without a process only a word of it. */
export function bgpSummaryJson(box: EosBox, family: 4 | 6): object {
  const process = processOf(box.root);
  if (process === null) return { errors: ['BGP inactive'] };
  const asn = process.line.slice('router bgp '.length);
  const inside = process.children.flatMap((child) => /^vrf (\S+)$/.exec(child.line)?.[1] ?? []);
  const vrfs = ['', ...inside].map((vrf) => {
    const peers = peersOf(box).filter(
      (peer) => peer.vrf === vrf && peer.address.includes(':') === (family === 6),
    );
    const rows = peers.map((peer) => [peer.address, peerJson(box, peer)] as const);
    const routerId = process.children
      .find((child) => child.line.startsWith('router-id '))
      ?.line.split(' ')[1];
    return [
      vrf === '' ? 'default' : vrf,
      {
        routerId: routerId ?? '0.0.0.0',
        vrf: vrf === '' ? 'default' : vrf,
        asn,
        peers: Object.fromEntries(rows),
      },
    ] as const;
  });
  return { vrfs: Object.fromEntries(vrfs) };
}

function peerJson(box: EosBox, peer: ReturnType<typeof peersOf>[number]): object {
  const isUp = peer.state === 'Established';
  const since = box.peerSince.get(`${peer.vrf} ${peer.address}`)?.since ?? box.bootedAt;
  return {
    version: 4,
    msgReceived: isUp ? 1203 : 0,
    msgSent: isUp ? 1199 : 0,
    asn: peer.as,
    prefixReceived: isUp ? 12 : 0,
    prefixAccepted: isUp ? 12 : 0,
    upDownTime: since.getTime() / 1000,
    underMaintenance: false,
    peerState: peer.state,
    ...(peer.isShutdown ? { peerStateIdleReason: 'Admin' } : {}),
  };
}
