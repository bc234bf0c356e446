import type { DeviceRecord, InterfaceFacts, VlanFacts } from '../domain/device-model.ts';
import { encodeName } from './encode-value.ts';
import { hostnameLine } from './hostname-line.ts';
import { junosContradictions } from './junos-contradictions.ts';
import {
  junosInterfaceSections,
  junosRoutingInstances,
  junosSwitchPort,
} from './junos-interface-sections.ts';
import { junosStatement } from './junos-statement.ts';
import { INTERFACE_NAMES } from './name-grammars.ts';
import { topLevel, type Section } from './section.ts';
import { lineOrProblem } from './section-lines.ts';
import { usedVlans } from './used-vlans.ts';

/**
 * What NetBox asks of a device on Junos, in set form: VLANs, then interfaces, then what refers to them. Written for the
 * enhanced Layer 2 software (`interface-mode`, `native-vlan-id` at the port), which every current switch runs.
 */
export function juniperJunosSections(device: DeviceRecord): readonly Section[] {
  const { vlans, said } = usedVlans('juniper_junos', device, (facts) => junosSwitchPort(facts).port);
  const named = vlans.flatMap(({ facts, name }) => (name === null ? [] : [{ facts, name }]));
  // Where this text defines a VLAN, its ports refer to it by name, as people write it; else by number.
  const names = new Map(named.map(({ facts, name }) => [facts.vid, name]));
  const sections = [
    {
      path: ['system'],
      object: null,
      said: hostnameLine('juniper_junos', 'host-name', 'set system host-name', device),
    },
    topLevel(said),
    ...named.map((vlan) => vlanSection(vlan.name, vlan.facts)),
    ...device.interfaces.flatMap((facts) => interfaceSections(facts, names)),
    ...device.interfaces.flatMap(junosRoutingInstances),
  ];
  return [...sections, topLevel(junosContradictions(sections))];
}

function vlanSection(name: string, { vid, object }: VlanFacts): Section {
  const path = ['vlans', name];
  return { path, object, said: junosStatement(path, 'vlan-id', String(vid), object) };
}

function interfaceSections(
  facts: InterfaceFacts,
  vlanNames: ReadonlyMap<number, string>,
): readonly Section[] {
  const name = encodeName('juniper_junos', INTERFACE_NAMES.juniper_junos, facts.name);
  if (!name.ok) return [topLevel(lineOrProblem('interface', name, facts.object, 'name'))];
  return junosInterfaceSections(facts, vlanNames);
}
