import type { AddressFacts, InterfaceFacts } from '../domain/device-model.ts';
import type { Platform } from '../domain/platform.ts';
import { parseAddress } from './parse-address.ts';
import { NO_LINES, problem, warning, joinLines, type Lines } from './section-lines.ts';

/** An address that belongs into an interface's configuration. */
export interface UsableAddress {
  readonly facts: AddressFacts;
  readonly address: string;
  readonly length: number;
  readonly family: 4 | 6;
  readonly use: 'primary' | 'secondary' | 'anycast';
}

/** Roles of addresses that several devices share through a protocol: they are not configured as interface addresses. */
const SHARED_ROLES = new Set(['vip', 'vrrp', 'hsrp', 'glbp', 'carp']);

/**
 * Why an address that several devices carry at once cannot be stated on an interface, or null when it can. As an ordinary
 * address it would be another thing: on a VLAN that two devices share, a duplicate.
 */
const ANYCAST: Readonly<Record<Platform, (interfaceName: string) => string | null>> = {
  frr: () => 'FRR has no anycast addresses: set it by hand',
  cisco_ios: () => 'anycast addresses cannot be expressed for IOS: set it by hand',
  arista_eos: (name) =>
    /^vl(?:an)?\d+$/i.test(name)
      ? null
      : 'EOS takes an anycast address on a VLAN interface only: set it by hand',
  juniper_junos: () => 'anycast addresses cannot be expressed for Junos: set it by hand',
};

/** The addresses of an interface that are to be configured, and what is said about the others. */
export function usableAddresses(
  platform: Platform,
  facts: InterfaceFacts,
  path: readonly string[],
): { readonly usable: readonly UsableAddress[]; readonly said: Lines } {
  const read = facts.addresses.map((address) => readAddress(platform, address, facts, path));
  return {
    usable: read.flatMap(({ usable }) => usable ?? []),
    said: joinLines(read.map(({ said }) => said)),
  };
}

interface ReadAddress {
  readonly usable: UsableAddress | null;
  readonly said: Lines;
}

function readAddress(
  platform: Platform,
  facts: AddressFacts,
  owner: InterfaceFacts,
  path: readonly string[],
): ReadAddress {
  const [code, why] = leftOut(platform, facts, owner) ?? [];
  if (code !== undefined && why !== undefined) {
    const message = `${facts.address} on ${owner.name} is left out: ${why}.`;
    return { usable: null, said: warning(code, message, path) };
  }
  const parsed = parseAddress(facts.address);
  if (parsed === null) {
    const message = `The address ${facts.object.name} is no IP address with a prefix length. Correct it in NetBox.`;
    return { usable: null, said: problem(facts.object, message) };
  }
  return { usable: { facts, ...parsed, use: useOf(facts.role) }, said: ofTwoVrfs(facts, owner, path) };
}

/** Code and reason of an address that is not to be configured on the interface. */
function leftOut(
  platform: Platform,
  { status, role }: AddressFacts,
  { name }: InterfaceFacts,
): readonly [code: string, why: string] | null {
  if (status !== 'active') return ['address-status', `its status in NetBox is "${status}", not active`];
  if (role !== null && SHARED_ROLES.has(role))
    return ['address-role', `its role "${role}" is shared by several devices`];
  const anycast = role === 'anycast' ? ANYCAST[platform](name) : null;
  return anycast === null ? null : ['address-not-expressible', anycast];
}

function useOf(role: string | null): UsableAddress['use'] {
  return role === 'secondary' || role === 'anycast' ? role : 'primary';
}

/** NetBox keeps a VRF with the address and one with the interface; a device knows only the interface's. */
function ofTwoVrfs(facts: AddressFacts, owner: InterfaceFacts, path: readonly string[]): Lines {
  if (facts.vrf === null || facts.vrf.object.id === owner.vrf?.object.id) return NO_LINES;
  if (owner.vrf !== null) {
    const message = `${facts.address} is in VRF ${facts.vrf.name}, and its interface ${owner.name} in VRF ${owner.vrf.name}: make them agree in NetBox.`;
    return problem(facts.object, message);
  }
  const message = `${facts.address} is in VRF ${facts.vrf.name}, but NetBox names no VRF for ${owner.name}: its VRF is left as it is.`;
  return warning('address-vrf', message, path);
}
