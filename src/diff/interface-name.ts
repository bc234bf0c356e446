/** IOS interface types by their full names; anything that starts one of them, and only one, abbreviates it. */
const TYPES = [
  'Ethernet',
  'FastEthernet',
  'GigabitEthernet',
  'TwoGigabitEthernet',
  'FiveGigabitEthernet',
  'TenGigabitEthernet',
  'TwentyFiveGigE',
  'FortyGigabitEthernet',
  'FiftyGigE',
  'HundredGigE',
  'AppGigabitEthernet',
  'Loopback',
  'Vlan',
  'Port-channel',
  'Tunnel',
  'Serial',
  'Null',
  'BDI',
  'Dialer',
  'Multilink',
  'Cellular',
] as const;

/** Abbreviations IOS itself prints although they start several types. */
const PRINTED: Readonly<Record<string, string>> = { tw: 'TwoGigabitEthernet', fi: 'FiveGigabitEthernet' };

const LOGICAL = /^(Loopback|Port-channel|Tunnel|BDI|Dialer|Multilink)\d/;

/** `gi1/0/1` and `GigabitEthernet 1/0/1` are `GigabitEthernet1/0/1`; what is unknown or ambiguous stays as it is. */
export function iosInterfaceName(name: string): string {
  const match = /^([A-Za-z-]+) ?(\d[\d/.:]*)$/.exec(name);
  const [, type = '', number = ''] = match ?? [];
  if (match === null) return name;
  const wanted = type.toLowerCase();
  const candidates = TYPES.filter((known) => known.toLowerCase().startsWith(wanted));
  const exact = candidates.find((known) => known.toLowerCase() === wanted);
  const full = exact ?? PRINTED[wanted] ?? (candidates.length === 1 ? candidates[0] : undefined);
  return full === undefined ? name : `${full}${number}`;
}

/** True for interfaces that exist only in the configuration, so that `no interface` removes them. */
export function isLogicalIosInterface(name: string): boolean {
  // `no interface Vlan1` is refused by many switches: VLAN 1 is always there.
  return LOGICAL.test(name) || (/^Vlan\d+$/.test(name) && name !== 'Vlan1') || /\.\d+$/.test(name);
}
