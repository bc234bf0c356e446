/** The bits of an IPv4 or IPv6 address as text, or null when it is none. */
export function bitsOf(address: string): string | null {
  return address.includes(':') ? sixBits(address) : fourBits(address);
}

function fourBits(address: string): string | null {
  const bytes = address.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  if (bytes.length !== 4 || bytes.some((byte) => byte > 255)) return null;
  return bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
}

function sixBits(address: string): string | null {
  if (!URL.canParse(`http://[${address}]/`)) return null;
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

/** True when `prefix` (`10.0.0.1/30`) is a prefix at all. */
export function isPrefix(prefix: string): boolean {
  const [address = '', length = ''] = prefix.split('/');
  const bits = bitsOf(address);
  return bits !== null && /^\d{1,3}$/.test(length) && Number(length) <= bits.length;
}

/** True when the address lies in the network of an interface address (`10.0.0.1/30`). */
export function isInNetworkOf(prefix: string, address: string): boolean {
  const [own = '', length = ''] = prefix.split('/');
  const [left, right] = [bitsOf(own), bitsOf(address)];
  if (left === null || right?.length !== left.length) return false;
  return left.slice(0, Number(length)) === right.slice(0, Number(length));
}
