/** EOS interface types by their full names; what starts one of them, and only one, abbreviates it. */
const TYPES = [
  'Ethernet',
  'Port-Channel',
  'Management',
  'Loopback',
  'Vlan',
  'Vxlan',
  'Tunnel',
  'Null',
  'Recirc-Channel',
  'Fabric',
  'Switch',
  'Dps',
] as const;

const LOGICAL = /^(Loopback|Vlan|Vxlan|Port-Channel|Tunnel|Recirc-Channel|Dps)\d/;

/** `et1/1`, `Eth 1/1` and `Ethernet1/1` are `Ethernet1/1`; what is unknown or ambiguous stays as it is. */
export function eosInterfaceName(name: string): string {
  const match = /^([A-Za-z-]+) ?(\d[\d/.]*)$/.exec(name);
  if (match === null) return name;
  const [, type = '', number = ''] = match;
  const wanted = type.toLowerCase();
  const candidates = TYPES.filter((known) => known.toLowerCase().startsWith(wanted));
  return candidates.length === 1 ? `${candidates[0] ?? type}${number}` : name;
}

/** True for interfaces that exist only in the configuration, so that `no interface` removes them. */
export function isLogicalEosInterface(name: string): boolean {
  return LOGICAL.test(name) || /^Ethernet[\d/]+\.\d+$/.test(name);
}

/**
 * `interface Ethernet1-3,7` is four headers, `vlan 10,20-22` another four. Null for every header that names one thing,
 * and for a range whose meaning is not certain (`Ethernet1/1-2/4`): that one is then compared as it is.
 */
export function expandEosHeader(line: string): readonly string[] | null {
  const vlans = /^vlan ([\d,-]+)$/i.exec(line)?.[1];
  if (vlans !== undefined && /[,-]/.test(vlans)) {
    return expandList(vlans.split(','), (id) => `vlan ${id}`);
  }
  const interfaces = /^interface (?:range )?(\S+[,-]\S+)$/i.exec(line)?.[1];
  if (interfaces === undefined) return null;
  return expandInterfaces(interfaces.split(','));
}

/** `Ethernet1-3`, `7` and `Po5` behind it: a part without a type has the type of the part before it. */
function expandInterfaces(parts: readonly string[]): readonly string[] | null {
  const headers: string[] = [];
  let type = '';
  for (const part of parts) {
    const match = /^([A-Za-z-]*?)(\d[\d/]*)?(?:-(\d+))?(\.\d+)?$/.exec(part);
    const [, named = '', first = '', last, sub = ''] = match ?? [];
    if (named !== '') type = named;
    if (match === null || first === '' || type === '') return null;
    const stem = first.slice(0, first.lastIndexOf('/') + 1);
    const expanded = range(first.slice(stem.length), last);
    if (expanded === null) return null;
    headers.push(...expanded.map((number) => `interface ${eosInterfaceName(type + stem + number + sub)}`));
  }
  return headers.length > 1 ? headers : null;
}

function expandList(parts: readonly string[], headerOf: (id: string) => string): readonly string[] | null {
  const ids = parts.map((part) => {
    const [first = '', last] = part.split('-');
    return range(first, last);
  });
  return ids.some((found) => found === null) ? null : ids.flatMap((found) => (found ?? []).map(headerOf));
}

/** The numbers from `first` to `last`; the first alone without a last; null for what is no range of sensible size. */
function range(first: string, last: string | undefined): readonly string[] | null {
  if (last === undefined) return /^\d+$/.test(first) ? [first] : null;
  const [from, to] = [Number(first), Number(last)];
  if (!/^\d+$/.test(first) || !/^\d+$/.test(last) || to < from || to - from > 4094) return null;
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}
