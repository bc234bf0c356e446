import type { InterfaceFacts } from '../domain/device-model.ts';
import type { Platform } from '../domain/platform.ts';
import { encodeName, encodeText } from './encode-value.ts';
import { LAG_NAMES, VRF_NAMES, type VlanPlatform } from './name-grammars.ts';
import { fixedLine, lineOrProblem, NO_LINES, problem, type Lines } from './section-lines.ts';

/** `description TEXT`, where NetBox has one. */
export function descriptionLine(platform: Platform, facts: InterfaceFacts): Lines {
  if (facts.description === '') return NO_LINES;
  const encoded = encodeText(platform, 'description', facts.description);
  return lineOrProblem('description', encoded, facts.object, 'description');
}

/** `shutdown` or `no shutdown`: of this NetBox always has an opinion. */
export function shutdownLine({ enabled, object }: InterfaceFacts): Lines {
  return fixedLine('shutdown', enabled ? 'no shutdown' : 'shutdown', object);
}

/** `mtu N`, where NetBox has one. */
export function mtuLine({ mtu, object }: InterfaceFacts): Lines {
  return mtu === null ? NO_LINES : fixedLine('mtu', `mtu ${mtu}`, object);
}

/** The interface's place in a VRF. An unusable name is a problem: without this line its addresses would land in another table. */
export function vrfLine(platform: Platform, command: string, { vrf, object }: InterfaceFacts): Lines {
  if (vrf === null) return NO_LINES;
  const name = encodeName(platform, VRF_NAMES[platform], vrf.name);
  if (!name.ok) return lineOrProblem(command, name, vrf.object, 'name');
  return fixedLine(command, `${command} ${name.text}`, object);
}

/** What a member calls its LAG by (a number, on Junos a name), or null with the problem when that is no LAG of the platform. */
export function lagOf(
  platform: VlanPlatform,
  { name, lag, object }: InterfaceFacts,
): { readonly group: string | null; readonly said: Lines } {
  if (lag === null) return { group: null, said: NO_LINES };
  const { pattern, words } = LAG_NAMES[platform];
  const [, group] = pattern.exec(lag.name) ?? [];
  if (group !== undefined) return { group, said: NO_LINES };
  const message = `${name} is a member of ${JSON.stringify(lag.name)}, which is no ${words}. Correct one of them in NetBox.`;
  return { group: null, said: problem(object, message) };
}

/** `channel-group N mode active`. NetBox does not know the mode; LACP is what a LAG is meant to speak. */
export function channelGroupLine(platform: VlanPlatform, facts: InterfaceFacts): Lines {
  const { group, said } = lagOf(platform, facts);
  return group === null
    ? said
    : fixedLine('channel-group', `channel-group ${group} mode active`, facts.object);
}
