import type { IosBox } from './box.ts';
import { hostnameOf } from './box.ts';
import type { InterfaceView, PeerView } from './state.ts';
import { interfacesOf, peersOf } from './state.ts';

/** `show version`, as in facts/devices.md 2.2; uptime has no seconds. */
export function showVersion(box: IosBox, now: Date): string {
  const name = hostnameOf(box);
  return [
    `Cisco IOS Software [Cupertino], Virtual XE Software (X86_64_LINUX_IOSD-UNIVERSALK9-M), Version ${box.version}, RELEASE SOFTWARE (fc3)`,
    'Technical Support: http://www.cisco.com/techsupport',
    '',
    `${name} uptime is ${uptimeText(now.getTime() - box.bootedAt.getTime())}`,
    'System returned to ROM by reload',
    'System image file is "bootflash:packages.conf"',
    'Last reload reason: Reload Command',
    '',
    'cisco C8000V (VXE) processor (revision VXE) with 2028465K/3075K bytes of memory.',
    `Processor board ID ${box.serial}`,
    `${[...box.ports].length} Gigabit Ethernet interfaces`,
    '32768K bytes of non-volatile configuration memory.',
    '',
    'Configuration register is 0x2102',
    '',
  ].join('\n');
}

function uptimeText(ms: number): string {
  let minutes = Math.floor(ms / 60_000);
  const parts: string[] = [];
  for (const [name, size] of [
    ['week', 10_080],
    ['day', 1_440],
    ['hour', 60],
  ] as const) {
    const count = Math.floor(minutes / size);
    minutes -= count * size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return [...parts, `${minutes} minute${minutes === 1 ? '' : 's'}`].join(', ');
}

/** `show interfaces`, one block each. */
export function showInterfaces(box: IosBox): string {
  return interfacesOf(box)
    .map((view, index) => interfaceBlock(view, index))
    .join('\n');
}

function interfaceBlock(view: InterfaceView, index: number): string {
  const admin = view.adminDown ? 'administratively down' : view.up ? 'up' : 'down';
  const value = (words: string) =>
    view.node.children.find((child) => child.line.startsWith(`${words} `))?.line.slice(words.length + 1);
  const mac = `0050.56aa.${(index + 1).toString(16).padStart(4, '0')}`;
  const description = value('description');
  return [
    `${view.name} is ${admin}, line protocol is ${view.up ? 'up' : 'down'} `,
    `  Hardware is CSR vNIC, address is ${mac} (bia ${mac})`,
    ...(description === undefined ? [] : [`  Description: ${description}`]),
    ...(view.address === null ? [] : [`  Internet address is ${view.address}/${view.length}`]),
    `  MTU ${value('mtu') ?? '1500'} bytes, BW 1000000 Kbit/sec, DLY 10 usec, `,
    '     reliability 255/255, txload 1/255, rxload 1/255',
    '  Encapsulation ARPA, loopback not set',
    '  Last input 00:00:01, output 00:00:00, output hang never',
    '     0 input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored',
  ].join('\n');
}

/** `show ip interface brief` */
export function showIpInterfaceBrief(box: IosBox): string {
  const rows = interfacesOf(box).map((view) => {
    const address = (view.address ?? 'unassigned').padEnd(15);
    const method = view.address === null ? 'unset ' : 'NVRAM ';
    const status = view.adminDown ? 'administratively down' : view.up ? 'up' : 'down';
    return `${view.name.padEnd(22)} ${address} YES ${method} ${status.padEnd(21)} ${view.up ? 'up' : 'down'}`;
  });
  return ['Interface              IP-Address      OK? Method Status                Protocol', ...rows].join(
    '\n',
  );
}

/** `show bgp all summary`, or with `onlyIpv4` `show ip bgp summary`. Long IPv6 peers wrap to a second line. */
export function showBgpSummary(box: IosBox, now: Date, onlyIpv4: boolean): string {
  const peers = peersOf(box);
  const process = box.root.children.find((child) => child.line.startsWith('router bgp '));
  if (process === undefined) return '% BGP not active';
  const own = process.line.slice('router bgp '.length);
  const routerId =
    process.children
      .find((child) => child.line.startsWith('bgp router-id '))
      ?.line.slice('bgp router-id '.length) ?? '192.0.2.1';
  const family = (name: string, members: readonly PeerView[]) => [
    ...(onlyIpv4 ? [] : [`For address family: ${name}`]),
    `BGP router identifier ${routerId}, local AS number ${own}`,
    'BGP table version is 44, main routing table version 44',
    '',
    'Neighbor        V           AS MsgRcvd MsgSent   TblVer  InQ OutQ Up/Down  State/PfxRcd',
    ...members.flatMap((peer) => peerRow(box, peer, now)),
    '',
  ];
  const six = peers.filter((peer) => peer.isIpv6);
  return [
    ...family(
      'IPv4 Unicast',
      peers.filter((peer) => !peer.isIpv6),
    ),
    ...(onlyIpv4 || six.length === 0 ? [] : family('IPv6 Unicast', six)),
  ].join('\n');
}

function peerRow(box: IosBox, peer: PeerView, now: Date): readonly string[] {
  const isUp = peer.state === 'Established';
  const since = box.peerSince.get(peer.address)?.since ?? box.bootedAt;
  const age = isUp ? ageText(now.getTime() - since.getTime()) : 'never';
  const last = isUp ? '12' : peer.state;
  const messages = isUp ? '   1203    1199       44' : '      0       0        1';
  const rest = `4 ${peer.as.padStart(12)} ${messages}    0    0 ${age.padStart(8)} ${last.padStart(8)}`;
  return peer.address.length > 15
    ? [peer.address, `${' '.repeat(16)}${rest}`]
    : [`${peer.address.padEnd(16)}${rest}`];
}

function ageText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 86_400)
    return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${Math.floor(seconds / 86_400)}d${two(Math.floor(seconds / 3600) % 24)}h`;
}
