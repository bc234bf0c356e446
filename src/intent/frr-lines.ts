import type { DeviceRecord, InterfaceFacts } from '../domain/device-model.ts';
import { hostnameLine } from './hostname-line.ts';
import { descriptionLine, shutdownLine } from './interface-attributes.ts';
import { interfaceSections, topLevel, type Section } from './section.ts';
import { fixedLine, joinLines, warning, type Lines } from './section-lines.ts';
import { type UsableAddress, usableAddresses } from './usable-addresses.ts';

/** What NetBox asks of a device on FRR. */
export function frrSections(device: DeviceRecord): readonly Section[] {
  return [
    // FRR may show two host names: each is an item of its own, named by its whole line.
    topLevel(hostnameLine('frr', `hostname ${device.name}`, 'hostname', device)),
    ...interfaceSections('frr', device, interfaceLines),
  ];
}

function interfaceLines(facts: InterfaceFacts, path: readonly string[]): Lines {
  const { usable, said } = usableAddresses('frr', facts, path);
  return joinLines([
    descriptionLine('frr', facts),
    shutdownLine(facts),
    said,
    ...usable.map((address) => addressLine(address, facts, path)),
    ...notExpressible(facts, path),
  ]);
}

/**
 * Secondary addresses look like any other. Linux gives a management port its address before FRR runs, and FRR's
 * configuration shows only what FRR was told: stated here, it would be missing on the device for ever.
 */
function addressLine(
  { facts: { object }, family, address, length }: UsableAddress,
  { name, mgmtOnly }: InterfaceFacts,
  path: readonly string[],
): Lines {
  const line = `${family === 4 ? 'ip' : 'ipv6'} address ${address}/${length}`;
  if (!mgmtOnly) return fixedLine(line, line, object);
  const message = `${address}/${length} on ${name} is left out: the address of a management-only port is Linux's business on FRR.`;
  return warning('address-of-management', message, path);
}

/**
 * MTU, VLANs, LAG and VRF belong to Linux. FRR 8.4 takes `interface NAME vrf X`, and shows `interface NAME` afterwards
 * wherever it is: stated here, the section would be missing on the device for ever.
 */
function notExpressible(
  { name, mtu, mode, lag, vrf }: InterfaceFacts,
  path: readonly string[],
): readonly Lines[] {
  const said = [
    mtu === null ? [] : `FRR cannot set the MTU of ${name} (${mtu}): set it in Linux.`,
    mode === null ? [] : `FRR cannot set the VLANs of ${name} (mode ${mode}): set them in Linux.`,
    lag === null ? [] : `FRR cannot make ${name} a member of ${lag.name}: set it in Linux.`,
    vrf === null ? [] : `FRR cannot put ${name} into VRF ${vrf.name}: set it in Linux.`,
  ];
  return said.flat().map((message) => warning('not-expressible', message, path));
}
