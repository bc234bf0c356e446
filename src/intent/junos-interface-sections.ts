import type { InterfaceFacts } from '../domain/device-model.ts';
import { hostProblems } from './address-checks.ts';
import { encodeName, encodeText } from './encode-value.ts';
import { lagOf } from './interface-attributes.ts';
import { junosPlaceOf, junosStatement, pathOfPlace, pathOfUnit, type JunosPlace } from './junos-statement.ts';
import { VRF_NAMES } from './name-grammars.ts';
import type { Section } from './section.ts';
import { joinLines, lineOrProblem, NO_LINES, warning, type Lines } from './section-lines.ts';
import { readSwitchPort, type SwitchPort } from './switch-port.ts';
import { usableAddresses } from './usable-addresses.ts';

/** Ports whose LAG stands under `gigether-options`; others have a word of their own for it. */
const GIGETHER = /^(?:ge|xe|et)-/;

/** The statements of an interface below `interfaces`. Its VRF is no part of it: {@link junosRoutingInstances}. */
export function junosInterfaceSections(
  facts: InterfaceFacts,
  vlanNames: ReadonlyMap<number, string>,
): readonly Section[] {
  const place = junosPlaceOf(facts.name);
  const path = pathOfPlace(place);
  const { port, said } = junosSwitchPort(facts);
  return [
    { path, object: facts.object, said: joinLines([ownLines(facts, place, path), said]) },
    ...lagSections(facts, place, path),
    ...switchSections(port, facts, place, vlanNames),
    ...addressSections(facts, place),
  ];
}

/** An enabled interface has no `disable`: Junos has no word for that, its absence says it. */
function ownLines(facts: InterfaceFacts, place: JunosPlace, path: readonly string[]): Lines {
  const { description, enabled, object } = facts;
  const command = ['set', ...path, 'description'].join(' ');
  return joinLines([
    description === ''
      ? NO_LINES
      : lineOrProblem(
          'description',
          encodeText('juniper_junos', command, description),
          object,
          'description',
        ),
    mtuLine(facts, place, path),
    enabled ? NO_LINES : junosStatement(path, 'disable', null, object),
  ]);
}

function mtuLine(
  { name, mtu, object }: InterfaceFacts,
  { unit }: JunosPlace,
  path: readonly string[],
): Lines {
  if (mtu === null) return NO_LINES;
  if (unit === null) return junosStatement(path, 'mtu', String(mtu), object);
  const message = `The MTU of ${name} (${mtu}) is left out: on Junos a unit has one per protocol family. Set it by hand.`;
  return warning('not-expressible', message, path);
}

function lagSections(
  facts: InterfaceFacts,
  { port, unit }: JunosPlace,
  path: readonly string[],
): readonly Section[] {
  const { group, said } = lagOf('juniper_junos', facts);
  if (group === null) return [{ path, object: null, said }];
  if (unit !== null || !GIGETHER.test(port)) {
    const message = `The LAG of ${facts.name} (${group}) is left out: only ports named ge-, xe- or et- join one through Plumbline. Set it by hand.`;
    return [{ path, object: null, said: warning('not-expressible', message, path) }];
  }
  const options = [...path, 'gigether-options'];
  return [{ path: options, object: null, said: junosStatement(options, '802.3ad', group, facts.object) }];
}

/** The VLANs of a port or of its unit 0; any other unit has its VLAN from its tag, which NetBox does not say. */
export function junosSwitchPort(facts: InterfaceFacts): { readonly port: SwitchPort; readonly said: Lines } {
  const place = junosPlaceOf(facts.name);
  const path = pathOfPlace(place);
  // Asked by the port's name, because a unit's is never a switch port's.
  const name = place.unit === 0 ? place.port : facts.name;
  const read = readSwitchPort('juniper_junos', { ...facts, name }, path);
  if (read.port.kind === 'none' || facts.lag === null) return read;
  const message = `The VLANs of ${facts.name} (mode ${facts.mode ?? ''}) are left out: on Junos a member of a LAG has none of its own.`;
  return { port: { kind: 'none' }, said: warning('not-expressible', message, path) };
}

function switchSections(
  port: SwitchPort,
  { object }: InterfaceFacts,
  place: JunosPlace,
  vlanNames: ReadonlyMap<number, string>,
): readonly Section[] {
  if (port.kind === 'none') return [];
  const family = [...pathOfUnit(place), 'family ethernet-switching'];
  const mode = junosStatement(family, 'interface-mode', port.kind, object);
  const native = port.kind === 'trunk' ? port.native : null;
  const at = ['interfaces', place.port];
  return [
    {
      path: at,
      object: null,
      said: native === null ? NO_LINES : junosStatement(at, 'native-vlan-id', String(native), object),
    },
    { path: family, object: null, said: mode },
    {
      path: [...family, 'vlan'],
      object: null,
      said: joinLines(
        membersOf(port, vlanNames).map((member) =>
          junosStatement([...family, 'vlan'], `members ${member}`, null, object),
        ),
      ),
    },
  ];
}

function membersOf(port: SwitchPort, names: ReadonlyMap<number, string>): readonly string[] {
  if (port.kind === 'none') return [];
  const vlans = port.kind === 'access' ? port.vlan : port.vlans;
  if (vlans === 'all') return ['all'];
  return [vlans ?? []].flat().map((vlan) => names.get(vlan) ?? String(vlan));
}

/** Junos has no secondary addresses: a unit has any number of equal ones. */
function addressSections(facts: InterfaceFacts, place: JunosPlace): readonly Section[] {
  const unit = pathOfUnit(place);
  const { usable, said } = usableAddresses('juniper_junos', facts, unit);
  const families = ([4, 6] as const).map((family) => {
    const path = [...unit, family === 4 ? 'family inet' : 'family inet6'];
    const lines = usable
      .filter((one) => one.family === family)
      .map(({ address, length, facts: { object } }) =>
        junosStatement(path, `address ${address}/${length}`, null, object),
      );
    return { path, object: null, said: joinLines(lines) };
  });
  const checks = joinLines([said, hostProblems(usable)]);
  return [{ path: unit, object: null, said: checks }, ...families];
}

/** The VRF of an interface: Junos lists interfaces under the VRF, not the VRF under the interface. */
export function junosRoutingInstances({ name, vrf, object }: InterfaceFacts): readonly Section[] {
  if (vrf === null) return [];
  const instance = encodeName('juniper_junos', VRF_NAMES.juniper_junos, vrf.name);
  const top = ['routing-instances'];
  if (!instance.ok) {
    return [{ path: top, object: null, said: lineOrProblem('interface', instance, vrf.object, 'name') }];
  }
  const { port, unit } = junosPlaceOf(name);
  const path = [...top, instance.text];
  return [{ path, object: null, said: junosStatement(path, `interface ${port}.${unit ?? 0}`, null, object) }];
}
