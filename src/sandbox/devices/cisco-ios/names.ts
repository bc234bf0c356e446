const TYPES = [
  'GigabitEthernet',
  'TenGigabitEthernet',
  'TwentyFiveGigE',
  'FortyGigabitEthernet',
  'HundredGigE',
  'FastEthernet',
  'Ethernet',
  'Loopback',
  'Vlan',
  'Port-channel',
  'Tunnel',
  'Serial',
];

const LOGICAL = /^(Loopback|Vlan|Port-channel|Tunnel)\d/;

/** The full name of a typed interface (`gi2`, `Gi 2` → `GigabitEthernet2`), or null when no type fits. */
export function interfaceNameOf(typed: string): string | null {
  const parts = /^([a-z-]+)\s*(\d[\d/.:]*)$/i.exec(typed);
  const [, type, number] = parts ?? [];
  if (type === undefined || number === undefined) return null;
  const full = TYPES.filter((name) => name.toLowerCase().startsWith(type.toLowerCase()));
  return full[0] === undefined ? null : `${full[0]}${number}`;
}

/** True for interfaces that exist because they are configured: loopbacks, VLANs, port channels, tunnels, subinterfaces. */
export function isLogical(name: string): boolean {
  return LOGICAL.test(name) || name.includes('.');
}

/** An IPv6 address as IOS shows it: shortest form, upper case (facts/devices.md 2.2). Null when it is none. */
export function ipv6NameOf(typed: string): string | null {
  const [address, length] = typed.split('/');
  if (address === undefined || !URL.canParse(`http://[${address}]/`)) return null;
  const shortest = new URL(`http://[${address}]/`).hostname.slice(1, -1).toUpperCase();
  if (length === undefined) return shortest;
  return /^\d{1,3}$/.test(length) && Number(length) <= 128 ? `${shortest}/${length}` : null;
}
