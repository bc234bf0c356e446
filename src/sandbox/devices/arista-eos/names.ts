/** Interface types with what a prompt shows of them: `Et1`, `Ma1` (facts/devices.md 3.1). */
const TYPES: Readonly<Record<string, string>> = {
  Ethernet: 'Et',
  Management: 'Ma',
  Loopback: 'Lo',
  Vlan: 'Vl',
  'Port-Channel': 'Po',
  Vxlan: 'Vx',
  Tunnel: 'Tu',
};

const LOGICAL = /^(Loopback|Vlan|Port-Channel|Vxlan|Tunnel)\d/;

/** The full name of a typed interface (`et1`, `Eth 1` → `Ethernet1`), or null when no type fits. */
export function interfaceNameOf(typed: string): string | null {
  const [, type, number] = /^([a-z-]+)\s*(\d[\d/.]*)$/i.exec(typed) ?? [];
  if (type === undefined || number === undefined) return null;
  const full = Object.keys(TYPES).filter((name) => name.toLowerCase().startsWith(type.toLowerCase()));
  return full.length === 1 && full[0] !== undefined ? `${full[0]}${number}` : null;
}

/** `Ethernet1/1` → `Et1/1` */
export function shortNameOf(name: string): string {
  const [, type = '', number = ''] = /^([A-Za-z-]+)(.*)$/.exec(name) ?? [];
  return `${TYPES[type] ?? type}${number}`;
}

/** True for interfaces that exist because they are configured. */
export function isLogical(name: string): boolean {
  return LOGICAL.test(name) || name.includes('.');
}

/** True for ports that switch unless `no switchport` says otherwise. */
export function switches(name: string): boolean {
  return /^(Ethernet|Port-Channel)[\d/]+$/.test(name);
}

/** An IPv6 address as EOS shows it: shortest form, lower case. Null when it is none. */
export function ipv6NameOf(typed: string): string | null {
  const [address, length] = typed.split('/');
  if (address === undefined || !address.includes(':') || !URL.canParse(`http://[${address}]/`)) return null;
  const shortest = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  if (length === undefined) return shortest;
  return /^\d{1,3}$/.test(length) && Number(length) <= 128 ? `${shortest}/${length}` : null;
}
