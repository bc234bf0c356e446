import type { DeviceRecord, InterfaceFacts } from '../domain/device-model.ts';
import { hostProblems, placeProblem, primaryFirst, primaryProblem } from './address-checks.ts';
import { hostnameLine } from './hostname-line.ts';
import { channelGroupLine, descriptionLine, mtuLine, shutdownLine, vrfLine } from './interface-attributes.ts';
import { SWITCH_PORTS } from './name-grammars.ts';
import { interfaceSections, topLevel, type Section } from './section.ts';
import { fixedLine, joinLines, NO_LINES, warning, type Lines } from './section-lines.ts';
import { readSwitchPort, type SwitchPort } from './switch-port.ts';
import { switchportLines } from './switchport-lines.ts';
import { usableAddresses, type UsableAddress } from './usable-addresses.ts';
import { vlanSections } from './vlan-sections.ts';

/** What NetBox asks of a device on EOS. */
export function aristaEosSections(device: DeviceRecord): readonly Section[] {
  return [
    topLevel(hostnameLine('arista_eos', 'hostname', 'hostname', device)),
    ...vlanSections('arista_eos', device),
    ...interfaceSections('arista_eos', device, interfaceLines),
  ];
}

function interfaceLines(facts: InterfaceFacts, path: readonly string[]): Lines {
  const read = usableAddresses('arista_eos', facts, path);
  const { usable, said } = withoutMixedAnycast(read.usable, facts, path);
  const switched = readSwitchPort('arista_eos', facts, path);
  return joinLines([
    descriptionLine('arista_eos', facts),
    mtuLine(facts),
    routedLine(facts, switched.port, usable),
    // Before the addresses: the command drops those that stand.
    vrfLine('arista_eos', 'vrf', facts),
    switched.said,
    switchportLines(switched.port, facts.object),
    channelGroupLine('arista_eos', facts),
    read.said,
    said,
    primaryProblem(usable, facts),
    hostProblems(usable),
    placeProblem(usable, facts, switched.port),
    ...primaryFirst(usable).map(addressLine),
    shutdownLine(facts),
  ]);
}

/** Ports of EOS are switch ports unless told otherwise, and ignore addresses and VRF while they are. */
function routedLine(
  { name, vrf, object }: InterfaceFacts,
  port: SwitchPort,
  usable: readonly UsableAddress[],
): Lines {
  if (port.kind !== 'none') return fixedLine('switchport', 'switchport', object);
  const isRouted = usable.length > 0 || vrf !== null;
  if (!isRouted || !SWITCH_PORTS.arista_eos.test(name)) return NO_LINES;
  return fixedLine('switchport', 'no switchport', object);
}

/** Addresses that stand beside an anycast one, and what is said about those that cannot. */
function withoutMixedAnycast(
  all: readonly UsableAddress[],
  { name }: InterfaceFacts,
  path: readonly string[],
): { readonly usable: readonly UsableAddress[]; readonly said: Lines } {
  const judged = all.map((one) => ({ one, why: whyMixed(one, all) }));
  return {
    usable: judged.flatMap(({ one, why }) => (why === null ? [one] : [])),
    said: joinLines(
      judged.map(({ one, why }) =>
        why === null
          ? NO_LINES
          : warning(
              'address-not-expressible',
              `${one.facts.address} on ${name} is left out: ${why}. Set it by hand.`,
              path,
            ),
      ),
    ),
  };
}

/** `ip address virtual` stands instead of `ip address`, not beside it. */
function whyMixed({ family, use, address }: UsableAddress, all: readonly UsableAddress[]): string | null {
  const has = (wanted: UsableAddress['use']): boolean =>
    all.some((one) => one.family === 4 && one.use === wanted);
  if (family === 6) {
    return use === 'anycast' && isLinkLocal(address)
      ? 'a link-local address is no anycast address on EOS'
      : null;
  }
  if (use === 'anycast' && has('primary'))
    return 'beside an address of its own EOS takes no anycast address of this kind';
  if (use === 'secondary' && has('anycast') && !has('primary'))
    return 'NetBox does not say whether a secondary address beside an anycast one is shared too';
  return null;
}

function addressLine({ facts: { object }, address, length, family, use }: UsableAddress): Lines {
  const command = `${family === 4 ? 'ip' : 'ipv6'} address${use === 'anycast' ? ' virtual' : ''}`;
  const line = `${command} ${address}/${length}`;
  if (family === 4) {
    return use === 'secondary'
      ? fixedLine(`${line} secondary`, `${line} secondary`, object)
      : fixedLine(command, line, object);
  }
  const whole = isLinkLocal(address) ? `${line} link-local` : line;
  return fixedLine(whole, whole, object);
}

function isLinkLocal(address: string): boolean {
  return /^fe[89ab]/.test(address);
}
