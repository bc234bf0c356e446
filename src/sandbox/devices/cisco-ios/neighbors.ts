import { ipv4LineOf } from './addresses.ts';
import type { IosBox } from './box.ts';
import { ipv4Of, sameNetwork } from '../ip-address.ts';
import type { InterfaceView } from './state.ts';
import { interfacesOf } from './state.ts';

/** `show lldp neighbors detail` (facts/devices.md 2.2): who is heard where LLDP runs and the link is up. */
export function showLldpNeighbors(box: IosBox): string {
  if (!box.root.children.some((child) => child.line === 'lldp run')) return '% LLDP is not enabled';
  const heard = interfacesOf(box).flatMap((view) => {
    const listens = view.up && !view.node.children.some((child) => child.line === 'no lldp receive');
    return box.lldpNeighbors.filter((neighbor) => listens && neighbor.interface === view.name);
  });
  const blocks = heard.map(({ interface: local, system, port }, index) => [
    '------------------------------------------------',
    `Local Intf: ${shortNameOf(local)}`,
    `Chassis id: 0050.56bb.${(index + 1).toString(16).padStart(4, '0')}`,
    `Port id: ${port}`,
    `Port Description: ${port}`,
    `System Name: ${system}`,
    '',
    'System Description: ',
    'Simulated neighbor',
    '',
    'Time remaining: 96 seconds',
    'System Capabilities: B,R',
    'Enabled Capabilities: R',
    'Management Addresses - not advertised',
    '',
  ]);
  return ['', ...blocks.flat(), '', `Total entries displayed: ${heard.length}`, ''].join('\n');
}

/** IOS writes local interfaces short here: `Gi0/1`, `Twe1/0/1`. */
function shortNameOf(name: string): string {
  const [, type = '', number = ''] = /^([A-Za-z-]+)(.*)$/.exec(name) ?? [];
  return `${type.slice(0, type.startsWith('Twenty') ? 3 : 2)}${number}`;
}

/** `show ip ospf neighbor`: full where OSPF runs on an interface that is up and has the neighbor in its network. */
export function showOspfNeighbors(box: IosBox): string {
  const rows = box.ospfNeighbors.flatMap(({ routerId, address }) => {
    const view = interfacesOf(box).find((candidate) => reaches(candidate, address));
    if (view?.up !== true || !runsOspf(box, view) || box.broken.has(address)) return [];
    return [`${routerId.padEnd(15)}   1   FULL/DR         00:00:37    ${address.padEnd(15)} ${view.name}`];
  });
  if (rows.length === 0) return '';
  return ['', 'Neighbor ID     Pri   State           Dead Time   Address         Interface', ...rows].join(
    '\n',
  );
}

function reaches(view: InterfaceView, address: string): boolean {
  return view.node.children.some((child) => {
    const line = ipv4LineOf(child.line);
    return line !== null && sameNetwork(line.address, address, line.length);
  });
}

/** By `ip ospf N area A` on the interface, or a `network` of the process that covers its address and is not passive. */
function runsOspf(box: IosBox, view: InterfaceView): boolean {
  if (view.node.children.some((child) => /^ip ospf \d+ area /.test(child.line))) return true;
  const processes = box.root.children.filter((child) => child.line.startsWith('router ospf '));
  return processes.some(({ children }) => {
    const lines = children.map((child) => child.line);
    const isPassive = lines.includes(`passive-interface ${view.name}`);
    return !isPassive && lines.some((line) => covers(line, view.address));
  });
}

/** `network 10.0.12.0 0.0.0.3 area 0`; ones of the wildcard are bits that do not matter. */
function covers(line: string, address: string | null): boolean {
  const [, network = '', wildcard = ''] = /^network (\S+) (\S+) area /.exec(line) ?? [];
  const [base, mask, own] = [network, wildcard, address ?? ''].map(ipv4Of);
  if (typeof base !== 'number' || typeof mask !== 'number' || typeof own !== 'number') return false;
  const fixed = ~mask >>> 0;
  return (base & fixed) >>> 0 === (own & fixed) >>> 0;
}
