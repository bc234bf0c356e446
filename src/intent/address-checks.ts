import type { InterfaceFacts } from '../domain/device-model.ts';
import { joinLines, NO_LINES, problem, type Lines } from './section-lines.ts';
import type { SwitchPort } from './switch-port.ts';
import type { UsableAddress } from './usable-addresses.ts';

/** IOS and EOS have one primary IPv4 address; which of two it should be is not for us to guess. */
export function primaryProblem(
  usable: readonly UsableAddress[],
  { name, object }: Pick<InterfaceFacts, 'name' | 'object'>,
): Lines {
  const ipv4 = usable.filter(({ family }) => family === 4);
  const primary = ipv4.filter(({ use }) => use !== 'secondary');
  if (primary.length > 1) {
    const list = primary.map(({ facts }) => facts.address).join(', ');
    const message = `${name} has several primary IPv4 addresses (${list}): give all but one the role Secondary in NetBox.`;
    return problem(object, message);
  }
  if (primary.length === 1 || ipv4.length === 0) return NO_LINES;
  return problem(
    object,
    `${name} has secondary IPv4 addresses but no primary one: take the role off one of them in NetBox.`,
  );
}

/** The primary IPv4 address before the others, which cannot stand without it. */
export function primaryFirst(usable: readonly UsableAddress[]): readonly UsableAddress[] {
  const isPrimary = ({ family, use }: UsableAddress): boolean => family === 4 && use !== 'secondary';
  return [...usable.filter(isPrimary), ...usable.filter((one) => !isPrimary(one))];
}

/** A network or broadcast address is no host's. IOS: "Bad mask /24 for address"; the others are not asked. */
export function hostProblems(usable: readonly UsableAddress[]): Lines {
  const wrong = usable.filter((one) => one.family === 4 && !isHost(one));
  return joinLines(
    wrong.map(({ facts, address, length }) => {
      const message = `${address}/${length} is a network or broadcast address: the device refuses it. Correct it in NetBox.`;
      return problem(facts.object, message);
    }),
  );
}

/** Neither a switch port nor a member of a LAG carries addresses: devices refuse them, or let them stand without effect. */
export function placeProblem(
  usable: readonly UsableAddress[],
  facts: InterfaceFacts,
  port: SwitchPort,
): Lines {
  if (usable.length === 0) return NO_LINES;
  const { name, lag, mode, object } = facts;
  if (lag !== null) {
    const message = `${name} is a member of ${lag.name} and has IP addresses: move them to ${lag.name} in NetBox.`;
    return problem(object, message);
  }
  if (port.kind === 'none') return NO_LINES;
  const message = `${name} is a switch port (mode ${mode ?? ''}) and has IP addresses: clear its mode or move them in NetBox.`;
  return problem(object, message);
}

/** The mask of a prefix length as IOS writes it. */
export function toDottedMask(length: number): string {
  return [24, 16, 8, 0].map((shift) => (maskNumber(length) >>> shift) & 255).join('.');
}

function isHost({ address, length }: UsableAddress): boolean {
  if (length >= 31) return true;
  const host = toNumber(address) & ~maskNumber(length);
  return host !== 0 && (host | maskNumber(length)) !== -1;
}

function maskNumber(length: number): number {
  // A shift by 32 is a shift by 0 in JavaScript.
  return length === 0 ? 0 : -1 << (32 - length);
}

function toNumber(address: string): number {
  return address.split('.').reduce((number, part) => (number << 8) | Number(part), 0);
}
