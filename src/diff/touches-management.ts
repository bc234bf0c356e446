import type { Command } from '../domain/plan.ts';
import type { Platform } from '../domain/platform.ts';
import { interfaceOfCommand } from './interface-of-command.ts';
import { touchesJunosManagement } from './junos/touches-junos-management.ts';
import { rulesOf } from './platforms/rules-of.ts';

/** What is known about how we reach the device. */
export interface ManagementFacts {
  /** The interfaces our session and NetBox's management addresses use; null when that could not be determined. */
  readonly managementInterfaces: readonly string[] | null;
}

/** Lines that decide who reaches and enters the device, wherever they stand, without the word that takes them back. */
const ACCESS: readonly RegExp[] = [
  /^line (vty|con|aux)( |$)/,
  // EOS: SSH server, API, console and their VRFs and access groups.
  /^management( |$)/,
  /^aaa( |$)/,
  /^(tacacs|radius)(-server)?( |$)/,
  /^(ip |ipv6 )?access-class( |$)/,
  /^(ip|ipv6) route( |$)/,
  /^(ip routing|ipv6 unicast-routing)( |$)/,
  /^ip default-gateway( |$)/,
  /^(vrf|ip vrf|vrf definition)( |$)/,
  /^ip (ssh|http|tacacs|radius)( |$)/,
  /^(system )?control-plane( |$)/,
  /^transport( |$)/,
  /^username( |$)/,
];

/** In a routing process a VRF is the place of neighbors, as every line inside has it above; the VRF itself stands elsewhere. */
const ROUTED_VRF = /^router \S+.* \/ vrf \S+$/;

function decidesAccess({ path, command }: Command): boolean {
  const parts = [...path, command].map((part) => part.replace(/^(no|default) +/, ''));
  return parts.some(
    (part, depth) =>
      !ROUTED_VRF.test(parts.slice(0, depth + 1).join(' / ')) && ACCESS.some((pattern) => pattern.test(part)),
  );
}

/** Words about a place, not the place itself. */
const DESCRIPTION = /^((no|default) )?(description|neighbor \S+ description|hostname)( |$)/;

/**
 * The first form of the lockout question: one sentence about the first command that touches the management path, or null
 * when none does. When the path is not known, every command that is not a mere description counts as touching it.
 */
export function touchesManagement(
  platform: Platform,
  commands: readonly Command[],
  facts: ManagementFacts,
): string | null {
  const { interfaceName } = rulesOf(platform);
  const management = facts.managementInterfaces?.map(interfaceName) ?? [];
  if (platform === 'juniper_junos') {
    const found = commands.map(({ command }) => touchesJunosManagement(command, management));
    return found.find((sentence) => sentence !== null) ?? null;
  }
  for (const command of commands) {
    const line = [...command.path, command.command].join(' / ');
    if (DESCRIPTION.test(command.command)) continue;
    if (decidesAccess(command)) {
      return `"${line}" changes how the device is reached or entered.`;
    }
    if (management.length === 0)
      return `"${line}" may touch the management path, which could not be determined.`;
    const name = interfaceOfCommand(platform, command);
    if (name !== null && isManagement(name, management))
      return `"${line}" is on the management interface ${name}.`;
  }
  return null;
}

/** A subinterface falls with its port, and a port carries what its subinterfaces carry. */
function isManagement(name: string, management: readonly string[]): boolean {
  return management.some(
    (other) => name === other || name.startsWith(`${other}.`) || other.startsWith(`${name}.`),
  );
}
