import type { DeviceRecord, InterfaceFacts, VlanFacts } from '../domain/device-model.ts';
import { encodeName } from './encode-value.ts';
import { OWN_VLANS, VLAN_NAMES, type VlanPlatform } from './name-grammars.ts';
import { refusedCharacters } from './refused-characters.ts';
import { joinLines, lineOrProblem, NO_LINES, problem, warning, type Lines } from './section-lines.ts';
import { vlansOfPort, type SwitchPort } from './switch-port.ts';

/** A VLAN that a switch port of the device uses. */
export interface UsedVlan {
  readonly facts: VlanFacts;
  /** Its name on the device; null where NetBox's name is none of this platform. */
  readonly name: string | null;
}

/**
 * The VLANs to be defined, in the order of their numbers: those that switch ports use, without those every device has.
 * Two names for one number are a problem, because NetBox then does not say what the VLAN is called.
 */
export function usedVlans(
  platform: VlanPlatform,
  device: DeviceRecord,
  portOf: (facts: InterfaceFacts) => SwitchPort,
): { readonly vlans: readonly UsedVlan[]; readonly said: Lines } {
  const used = new Set(device.interfaces.flatMap((facts) => vlansOfPort(portOf(facts))));
  const known = device.vlans
    .filter(({ vid }) => used.has(vid) && !OWN_VLANS[platform].includes(vid))
    .sort((a, b) => a.vid - b.vid || a.object.id - b.object.id);
  const first = known.filter(({ vid }, index) => known[index - 1]?.vid !== vid);
  const firstOf = new Map(first.map((vlan) => [vlan.vid, vlan]));
  const named = first.map((facts) => nameOf(platform, facts));
  return {
    vlans: named.map(({ vlan }) => vlan),
    said: joinLines([
      ...named.map(({ said }) => said),
      ...known.map((vlan) => twinProblem(vlan, firstOf.get(vlan.vid) ?? vlan)),
      ...(platform === 'cisco_ios' ? sameNames(first) : []),
    ]),
  };
}

function nameOf(platform: VlanPlatform, facts: VlanFacts): { readonly vlan: UsedVlan; readonly said: Lines } {
  const encoded = encodeName(platform, VLAN_NAMES[platform], facts.name);
  if (encoded.ok) return { vlan: { facts, name: encoded.text }, said: NO_LINES };
  if (refusedCharacters(platform, facts.name) !== null) {
    return { vlan: { facts, name: null }, said: lineOrProblem('name', encoded, facts.object, 'name') };
  }
  // Harmless, but longer or in more words than the platform takes: everything else about the VLAN can be said.
  const message = `The name of VLAN ${facts.vid}, "${facts.name}", is left out: ${encoded.reason}.`;
  const path = platform === 'juniper_junos' ? ['vlans'] : [`vlan ${facts.vid}`];
  return { vlan: { facts, name: null }, said: warning('vlan-name', message, path) };
}

function twinProblem(vlan: VlanFacts, first: VlanFacts): Lines {
  if (vlan.name === first.name) return NO_LINES;
  const message = `VLAN ${vlan.vid} has two names on this device, "${first.name}" and "${vlan.name}": let its interfaces use one of the two in NetBox.`;
  return problem(vlan.object, message);
}

/** IOS: "VLAN #10 and #20 have an identical name". */
function sameNames(vlans: readonly VlanFacts[]): readonly Lines[] {
  const firstOf = new Map([...vlans].reverse().map((vlan) => [vlan.name, vlan]));
  return vlans.map((vlan) => {
    const twin = firstOf.get(vlan.name) ?? vlan;
    if (twin === vlan) return NO_LINES;
    const message = `VLANs ${twin.vid} and ${vlan.vid} are both named "${vlan.name}", which IOS refuses: rename one in NetBox.`;
    return problem(vlan.object, message);
  });
}
