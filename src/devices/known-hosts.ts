import { createHash, createHmac } from 'node:crypto';

/** What a known_hosts file says about a key a device presents. */
export type HostKeyVerdict = 'known' | 'unknown' | 'changed' | 'revoked';

interface KnownHostLine {
  readonly isRevoked: boolean;
  readonly hosts: string;
  readonly type: string;
  readonly key: Buffer;
}

/** Reads OpenSSH known_hosts text. Comments, certificate authorities and unreadable lines hold no key. */
export function parseKnownHosts(text: string): readonly KnownHostLine[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const words = line.trim().split(/\s+/);
    const marker = words[0]?.startsWith('@') === true ? words.shift() : undefined;
    const [hosts = '', type = '', key = ''] = words;
    if (hosts === '' || hosts.startsWith('#') || key === '') return [];
    if (marker !== undefined && marker !== '@revoked') return [];
    return [{ isRevoked: marker === '@revoked', hosts, type, key: Buffer.from(key, 'base64') }];
  });
}

/** Judges a presented key. A host that has only other keys is `changed`; a host without any is `unknown`. */
export function judgeHostKey(
  lines: readonly KnownHostLine[],
  host: { readonly address: string; readonly port: number },
  key: Buffer,
): HostKeyVerdict {
  const own = linesOf(lines, host);
  const equal = own.filter((line) => line.key.equals(key));
  if (equal.some((line) => line.isRevoked)) return 'revoked';
  if (equal.length > 0) return 'known';
  return own.some((line) => !line.isRevoked) ? 'changed' : 'unknown';
}

/**
 * Key types known for a host. The handshake must ask for these only: otherwise a device that also has a key of another type
 * may present that one, and looks like an impostor.
 */
export function knownKeyTypes(
  lines: readonly KnownHostLine[],
  host: { readonly address: string; readonly port: number },
): readonly string[] {
  const usable = linesOf(lines, host).filter((line) => !line.isRevoked);
  return [...new Set(usable.map((line) => line.type))];
}

/** `SHA256:…`, as ssh-keygen prints it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function linesOf(
  lines: readonly KnownHostLine[],
  { address, port }: { readonly address: string; readonly port: number },
): readonly KnownHostLine[] {
  const name = port === 22 ? address : `[${address}]:${port}`;
  return lines.filter((line) => names(line.hosts, name));
}

function names(hosts: string, name: string): boolean {
  if (hosts.startsWith('|1|')) return isHashOf(hosts, name);
  const patterns = hosts.split(',');
  if (patterns.some((pattern) => pattern.startsWith('!') && fits(pattern.slice(1), name))) return false;
  return patterns.some((pattern) => fits(pattern, name));
}

function isHashOf(hosts: string, name: string): boolean {
  const [, , salt = '', hash = ''] = hosts.split('|');
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
}

function fits(pattern: string, name: string): boolean {
  // Almost all; a file of thousands of hosts is looked through at every connection.
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === name.toLowerCase();
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  const expression = escaped.replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 'i').test(name);
}
