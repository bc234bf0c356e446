import type { DeviceRecord, InterfaceFacts } from '../domain/device-model.ts';
import { hostProblems, placeProblem, primaryFirst, primaryProblem, toDottedMask } from './address-checks.ts';
import { hostnameLine } from './hostname-line.ts';
import { channelGroupLine, descriptionLine, mtuLine, shutdownLine, vrfLine } from './interface-attributes.ts';
import { interfaceSections, topLevel, type Section } from './section.ts';
import { fixedLine, joinLines, type Lines } from './section-lines.ts';
import { readSwitchPort } from './switch-port.ts';
import { switchportLines } from './switchport-lines.ts';
import { usableAddresses, type UsableAddress } from './usable-addresses.ts';
import { vlanSections } from './vlan-sections.ts';

/** What NetBox asks of a device on IOS and IOS-XE. */
export function ciscoIosSections(device: DeviceRecord): readonly Section[] {
  return [
    topLevel(hostnameLine('cisco_ios', 'hostname', 'hostname', device)),
    ...vlanSections('cisco_ios', device),
    ...interfaceSections('cisco_ios', device, interfaceLines),
  ];
}

/**
 * Lines of an interface. `no switchport` is never among them: NetBox does not tell a switch from a router, and a router
 * has no such command.
 */
function interfaceLines(facts: InterfaceFacts, path: readonly string[]): Lines {
  const { usable, said } = usableAddresses('cisco_ios', facts, path);
  const switched = readSwitchPort('cisco_ios', facts, path);
  return joinLines([
    descriptionLine('cisco_ios', facts),
    mtuLine(facts),
    // Before the addresses: the command drops those that stand.
    vrfLine('cisco_ios', 'vrf forwarding', facts),
    switched.said,
    switchportLines(switched.port, facts.object),
    channelGroupLine('cisco_ios', facts),
    said,
    primaryProblem(usable, facts),
    hostProblems(usable),
    placeProblem(usable, facts, switched.port),
    ...primaryFirst(usable).map(addressLine),
    shutdownLine(facts),
  ]);
}

function addressLine({ facts: { object }, address, length, family, use }: UsableAddress): Lines {
  if (family === 4) {
    const line = `ip address ${address} ${toDottedMask(length)}`;
    return use === 'secondary'
      ? fixedLine(`${line} secondary`, `${line} secondary`, object)
      : fixedLine('ip address', line, object);
  }
  const line = /^fe[89ab]/.test(address)
    ? `ipv6 address ${address} link-local`
    : `ipv6 address ${address}/${length}`;
  return fixedLine(line, line, object);
}
