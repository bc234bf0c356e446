import type { DeviceRecord } from '../domain/device-model.ts';
import type { VlanPlatform } from './name-grammars.ts';
import { topLevel, type Section } from './section.ts';
import { fixedLine, NO_LINES } from './section-lines.ts';
import { readSwitchPort } from './switch-port.ts';
import { usedVlans } from './used-vlans.ts';

/** `vlan N` with its name, for the VLANs in use: the form of IOS and EOS. */
export function vlanSections(platform: VlanPlatform, device: DeviceRecord): readonly Section[] {
  const { vlans, said } = usedVlans(platform, device, (facts) => readSwitchPort(platform, facts, []).port);
  const sections = vlans.map(({ facts: { vid, object }, name }) => ({
    path: [`vlan ${vid}`],
    object,
    said: name === null ? NO_LINES : fixedLine('name', `name ${name}`, object),
  }));
  return [topLevel(said), ...sections];
}
