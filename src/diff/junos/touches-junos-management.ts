import { withoutGroups } from './judge-command.ts';
import { interfaceOfJunosCommand, isJunosWordsOnly, readJunosCommand } from './read-command.ts';
import type { JunosCommand } from './read-command.ts';

/** Statements that decide who reaches and enters the device, wherever they stand. */
const ACCESS: readonly RegExp[] = [
  /^system (login|root-authentication|authentication-order|services|ports|management-instance)( |$)/,
  /^system (radius|tacplus)-(server|options)( |$)/,
  // Filters stand before the management as before everything else, and zones do not let everything in.
  /^(firewall|security)( |$)/,
  /^(routing-instances \S+ )?routing-options (rib \S+ )?(static|aggregate|generate)( |$)/,
  // An instance as a whole, or what kind of one it is: its interfaces change their table.
  /^routing-instances \S+( instance-type( \S+)?)?$/,
  // Whoever inherits from it inherits the change.
  /^apply-groups( |$)/,
  /(^| )apply-groups(-except)?( |$)/,
];

/** Statements a bundle, or the interface of a VLAN, depends on. */
const BUNDLES = /(^| )(802\.3ad|aggregated-devices|aggregated-ether-options)( |$)/;
const VLANS = /^vlans( |$)|(^| )family ethernet-switching( |$)/;

/**
 * Why a line may touch the way to the device, or null. `management` are the interfaces it leads over; none: it is not known, and
 * whatever is more than words counts as touching it.
 */
export function touchesJunosManagement(line: string, management: readonly string[]): string | null {
  const command = readJunosCommand(line);
  if (command === null) return `"${line}" cannot be read, so it may touch the management path.`;
  if (isJunosWordsOnly(command)) return null;
  if (command.words[0] === 'groups') return `"${line}" is inherited by whatever applies its group.`;
  if (ACCESS.some((pattern) => pattern.test(withoutGroups(command).join(' '))))
    return `"${line}" changes how the device is reached or entered.`;
  // The device understands shortened words (`routing-options stat route`), and no rule here does.
  if (command.steps.slice(0, 2).some(({ statement }) => statement === null))
    return `"${line}" is nothing a rule knows, so it may touch the management path.`;
  if (management.length === 0)
    return `"${line}" may touch the management path, which could not be determined.`;
  return throughInterface(command, line, management);
}

function throughInterface(command: JunosCommand, line: string, management: readonly string[]): string | null {
  const name = interfaceOfJunosCommand(command);
  if (name !== null && management.some((other) => isSamePort(name, other)))
    return `"${line}" is on the management interface ${name}.`;
  const words = command.words.join(' ');
  if (words.startsWith('interfaces interface-range '))
    return `"${line}" is about a range of interfaces, the management interface perhaps among them.`;
  const leadsOver = (kind: RegExp) => management.some((other) => kind.test(other));
  if (leadsOver(/^ae\d/) && BUNDLES.test(words))
    return `"${line}" changes a bundle, and the management path leads over one.`;
  return leadsOver(/^(irb|vlan|vme)(\.|$)/) && VLANS.test(words)
    ? `"${line}" changes a VLAN or its ports, and the management path leads over one.`
    : null;
}

/** A unit falls with its port, and a port carries what its units carry; `fxp0` of NetBox is `fxp0.0` of the device. */
function isSamePort(name: string, other: string): boolean {
  return name === other || name.startsWith(`${other}.`) || other.startsWith(`${name}.`);
}
