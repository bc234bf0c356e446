import type { InterfaceFacts } from '../domain/device-model.ts';
import { SWITCH_PORTS, type VlanPlatform } from './name-grammars.ts';
import { NO_LINES, problem, warning, type Lines } from './section-lines.ts';

/** What NetBox says of an interface's VLANs, in the words of a switch port. */
export type SwitchPort =
  /** NetBox has no mode: no opinion, the port may be routed. */
  | { readonly kind: 'none' }
  | { readonly kind: 'access'; readonly vlan: number | null }
  /** `vlans` is null where NetBox names none; the native VLAN is among them: a device drops untagged frames of one that is not. */
  | {
      readonly kind: 'trunk';
      readonly native: number | null;
      readonly vlans: readonly number[] | 'all' | null;
    };

/** Reads the VLANs of an interface; what cannot be expressed is told and leaves the rest of the interface as it is. */
export function readSwitchPort(
  platform: VlanPlatform,
  facts: InterfaceFacts,
  path: readonly string[],
): { readonly port: SwitchPort; readonly said: Lines } {
  const { name, mode, untaggedVlan, taggedVlans, object } = facts;
  const nothing = (said: Lines) => ({ port: { kind: 'none' } as const, said });
  const wrong = [untaggedVlan, ...taggedVlans].find((id) => id !== null && !isVlanId(id));
  if (wrong !== undefined) {
    const message = `${name} has the VLAN ${wrong ?? ''}, which is no VLAN id. Correct it in NetBox.`;
    return nothing(problem(object, message));
  }
  if (mode === null) return nothing(NO_LINES);
  if (!['access', 'tagged', 'tagged-all'].includes(mode)) {
    const message = `The mode "${mode}" of ${name} is not supported yet: set it by hand.`;
    return nothing(warning('not-expressible', message, path));
  }
  if (!SWITCH_PORTS[platform].test(name)) {
    const message = `${name} is no switch port: its VLANs (mode ${mode}) are left out.`;
    return nothing(warning('not-expressible', message, path));
  }
  if (mode === 'access') return { port: { kind: 'access', vlan: untaggedVlan }, said: NO_LINES };
  if (mode === 'tagged-all') {
    return { port: { kind: 'trunk', native: untaggedVlan, vlans: 'all' }, said: NO_LINES };
  }
  return readTrunk(facts, path);
}

function readTrunk(
  { name, untaggedVlan, taggedVlans }: InterfaceFacts,
  path: readonly string[],
): { readonly port: SwitchPort; readonly said: Lines } {
  const port = { kind: 'trunk', native: untaggedVlan } as const;
  if (taggedVlans.length === 0) {
    const message = `${name} is tagged but names no tagged VLAN: NetBox has no opinion on its VLAN list.`;
    return { port: { ...port, vlans: null }, said: warning('no-tagged-vlans', message, path) };
  }
  const ids = new Set([...taggedVlans, ...(untaggedVlan === null ? [] : [untaggedVlan])]);
  return { port: { ...port, vlans: [...ids].sort((a, b) => a - b) }, said: NO_LINES };
}

/** The VLAN ids a switch port names. */
export function vlansOfPort(port: SwitchPort): readonly number[] {
  switch (port.kind) {
    case 'none':
      return [];
    case 'access':
      return port.vlan === null ? [] : [port.vlan];
    case 'trunk': {
      const { native, vlans } = port;
      return [...(native === null ? [] : [native]), ...(vlans === null || vlans === 'all' ? [] : vlans)];
    }
  }
}

function isVlanId(id: number): boolean {
  return Number.isInteger(id) && id >= 1 && id <= 4094;
}
