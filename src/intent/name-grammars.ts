import type { Platform } from '../domain/platform.ts';

/** What a name looks like on a platform. `words` end the sentence "it is no …". */
export interface NameGrammar {
  readonly pattern: RegExp;
  readonly words: string;
}

/** Linux takes names of 15 characters; IOS and EOS have a type in letters and a number; Junos may end in `.unit`. */
export const INTERFACE_NAMES: Readonly<Record<Platform, NameGrammar>> = {
  frr: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9_.:@-]{0,14}$/,
    words: 'interface name of this platform (such as eth1)',
  },
  cisco_ios: {
    pattern: /^[A-Za-z][A-Za-z-]{0,30} ?\d{1,5}([/.:]\d{1,5}){0,5}$/,
    words: 'interface name of this platform (such as GigabitEthernet1/0/1)',
  },
  arista_eos: {
    pattern: /^[A-Za-z][A-Za-z-]{0,30}\d{1,5}([/.]\d{1,5}){0,3}$/,
    words: 'interface name of this platform (such as Ethernet1 or Ethernet49/1)',
  },
  juniper_junos: {
    pattern:
      /^(?:[a-z]{2,4}-\d{1,3}\/\d{1,3}\/\d{1,3}(?::\d{1,3})?|[a-z]{2,6}\d{1,5}|irb|vme|vlan)(?:\.\d{1,5})?$/,
    words: 'interface name of this platform (such as ge-0/0/0, ge-0/0/0.100 or ae1)',
  },
};

/** `default` and its like are words of the platforms for the table that is no VRF. */
const OWN_VRFS = String.raw`(?!(?:default|global|master)$)`;

/** VRF names, one word on every platform. On FRR a VRF is a network interface of Linux. */
export const VRF_NAMES: Readonly<Record<Platform, NameGrammar>> = {
  frr: vrfGrammar('[A-Za-z0-9][A-Za-z0-9_.-]{0,14}', 'at most 15 letters, digits, "_", "." and "-"'),
  cisco_ios: vrfGrammar(
    '[A-Za-z0-9][A-Za-z0-9_.:-]{0,31}',
    'at most 32 letters, digits, "_", ".", ":" and "-"',
  ),
  arista_eos: vrfGrammar('[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}', 'letters, digits, "_", ".", ":" and "-"'),
  juniper_junos: vrfGrammar('[A-Za-z0-9][A-Za-z0-9_.-]{0,99}', 'letters, digits, "_", "." and "-"'),
};

/** VLAN names, one word. Junos calls a VLAN by its name, so it must not look like a number or a word with a meaning there. */
export const VLAN_NAMES: Readonly<Record<VlanPlatform, NameGrammar>> = {
  cisco_ios: {
    pattern: /^\S{1,32}$/,
    words: 'VLAN name of this platform (one word of at most 32 characters)',
  },
  arista_eos: {
    pattern: /^\S{1,32}$/,
    words: 'VLAN name of this platform (one word of at most 32 characters)',
  },
  juniper_junos: {
    pattern: /^(?!(?:all|default)$)[A-Za-z][A-Za-z0-9_.-]{0,63}$/,
    words: 'VLAN name of this platform (a letter, then letters, digits, "_", "." and "-")',
  },
};

/** Platforms whose VLANs are configured through us; FRR leaves them to Linux. */
export type VlanPlatform = Exclude<Platform, 'frr'>;

/** Interfaces that can be switch ports. The rest has no VLAN mode, whatever NetBox says: `Vlan10`, `irb`, subinterfaces. */
export const SWITCH_PORTS: Readonly<Record<VlanPlatform, RegExp>> = {
  cisco_ios: /^(?:fa|gi|te|tw|fi|fo|hu|et|ap|po)[a-z-]* ?\d+(?:[/:]\d+)*$/i,
  arista_eos: /^(?:et|po)[a-z-]*\d+(?:\/\d+)*$/i,
  juniper_junos: /^(?:(?:fe|ge|mge|xe|et)-\d+\/\d+\/\d+(?::\d+)?|ae\d+)$/,
};

/** LAG interfaces; group 1 is what a member names. */
export const LAG_NAMES: Readonly<Record<VlanPlatform, NameGrammar>> = {
  cisco_ios: {
    pattern: /^po(?:rt-channel)? ?(\d{1,4})$/i,
    words: 'LAG of this platform (such as Port-channel1)',
  },
  arista_eos: {
    pattern: /^po(?:rt-channel)?(\d{1,6})$/i,
    words: 'LAG of this platform (such as Port-Channel1)',
  },
  juniper_junos: { pattern: /^(ae\d{1,4})$/, words: 'LAG of this platform (such as ae1)' },
};

/** VLANs that are there from the start and keep their name. */
export const OWN_VLANS: Readonly<Record<VlanPlatform, readonly number[]>> = {
  cisco_ios: [1, 1002, 1003, 1004, 1005],
  arista_eos: [1],
  juniper_junos: [1],
};

function vrfGrammar(pattern: string, words: string): NameGrammar {
  return {
    pattern: new RegExp(`^${OWN_VRFS}${pattern}$`, 'i'),
    words: `VRF name of this platform (one word of ${words}, and not the platform's own name of a table)`,
  };
}
