/** An IPv4 address as a number, or null when it is none. */
export function ipv4Of(text: string): number | null {
  const bytes = text.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  if (bytes.length !== 4 || bytes.some((byte) => byte > 255)) return null;
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** Prefix length of a mask, or null when its ones are not contiguous. */
export function maskLengthOf(mask: string): number | null {
  const value = ipv4Of(mask);
  if (value === null) return null;
  const bits = value.toString(2).padStart(32, '0');
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : null;
}

/** True when both addresses lie in one network of this prefix length. */
export function sameNetwork(left: string, right: string, length: number): boolean {
  const [a, b] = [ipv4Of(left), ipv4Of(right)];
  if (a === null || b === null) return false;
  const size = 2 ** (32 - length);
  return Math.floor(a / size) === Math.floor(b / size);
}

/** The network address of an address, as text. */
export function networkOf(address: string, length: number): string {
  const size = 2 ** (32 - length);
  const network = Math.floor((ipv4Of(address) ?? 0) / size) * size;
  return [24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256).join('.');
}

/** True when both IPv6 addresses lie in one network of this prefix length. */
export function sameIpv6Network(left: string, right: string, length: number): boolean {
  const [a, b] = [ipv6Bits(left), ipv6Bits(right)];
  return a !== null && b !== null && a.slice(0, length) === b.slice(0, length);
}

function ipv6Bits(text: string): string | null {
  if (!text.includes(':') || !URL.canParse(`http://[${text}]/`)) return null;
  const [head = '', tail] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split('::');
  const groups = (part: string | undefined) => (part === undefined || part === '' ? [] : part.split(':'));
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  return [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}
