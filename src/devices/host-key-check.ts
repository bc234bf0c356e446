import { readFileSync, statSync } from 'node:fs';
import type { ServerHostKeyAlgorithm } from 'ssh2';
import { Fault } from '../domain/fault.ts';
import { fingerprintOf, judgeHostKey, knownKeyTypes, parseKnownHosts } from './known-hosts.ts';

/** The host key check of one connection, in the form ssh2 wants. */
export interface HostKeyCheck {
  /** Called during the handshake, before anything of the credential is sent. */
  readonly verify: (key: Buffer) => boolean;
  /** Asks the device for a key of a type we know. */
  readonly algorithms: { readonly serverHostKey: ServerHostKeyAlgorithm[] } | Record<string, never>;
  /** Why the key was refused, or null. */
  fault(): Fault | null;
}

const OTHERS: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
];

/**
 * Strict: only a key that the known_hosts file holds for this address and port is accepted; a missing file holds none. An RSA
 * key must sign in one of the given ways.
 */
export function createHostKeyCheck(
  path: string,
  host: { readonly address: string; readonly port: number; readonly name: string },
  rsaSignatures: readonly ServerHostKeyAlgorithm[],
): HostKeyCheck {
  const lines = readKnownHosts(path);
  const types = knownKeyTypes(lines, host);
  const wanted = [
    ...OTHERS.filter((type) => types.includes(type)),
    ...(types.includes('ssh-rsa') ? rsaSignatures : []),
  ];
  let fault: Fault | null = null;
  return {
    algorithms: wanted.length === 0 ? {} : { serverHostKey: wanted },
    verify(key) {
      const verdict = judgeHostKey(lines, host, key);
      if (verdict !== 'known') fault = refusal(host.name, verdict, key);
      return verdict === 'known';
    },
    fault: () => fault,
  };
}

function refusal(name: string, verdict: 'unknown' | 'changed' | 'revoked', key: Buffer): Fault {
  const print = fingerprintOf(key);
  const sentences = {
    unknown: `no host key of ${name} is known; it presents ${print}: compare that on its console, then add it to known_hosts`,
    changed: `${name} presents another host key (${print}) than the known one: somebody may stand in between; nothing was sent. If the device was replaced, correct known_hosts`,
    revoked: `${name} presents a host key (${print}) that known_hosts marks as revoked; nothing was sent`,
  };
  return new Fault('device.host-key', sentences[verdict]);
}

type Lines = ReturnType<typeof parseKnownHosts>;

/** The file as it was read last. A sweep connects thousands of times, and would parse thousands of lines each time. */
let last: { readonly path: string; readonly stamp: string; readonly lines: Lines } | null = null;

function readKnownHosts(path: string): Lines {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    const stamp = `${mtimeMs} ${size} ${ino}`;
    if (last?.path !== path || last.stamp !== stamp)
      last = { path, stamp, lines: parseKnownHosts(readFileSync(path, 'utf8')) };
    return last.lines;
  } catch (thrown) {
    const isMissing =
      typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ENOENT';
    if (isMissing) return [];
    throw new Fault(
      'device.host-key',
      'the known_hosts file cannot be read: check its permissions',
      String(thrown),
    );
  }
}
