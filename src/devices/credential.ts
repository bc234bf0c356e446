import { BlockList, isIP } from 'node:net';
import type { SshProfile } from './ssh-algorithms.ts';

/** What a login needs, and where it may be used. */
export interface Credential {
  readonly username: string;
  readonly password?: string;
  /** Private key in OpenSSH or PEM format. */
  readonly privateKey?: string;
  readonly passphrase?: string;
  /** An SSH agent that holds the private key of `publicKey`; only that one of its keys is offered. */
  readonly agent?: { readonly socket: string; readonly publicKey: string };
  /** For platforms that ask again before a person may see or change the configuration (`enable`). */
  readonly enableSecret?: string;
  readonly port: number;
  /** Prefixes (`192.0.2.0/24`) this credential may be sent to; empty means none. */
  readonly prefixes: readonly string[];
  /** Which algorithms are offered; `modern` unless the profile says otherwise. */
  readonly sshProfile?: SshProfile;
}

/** The worker's credentials by profile. Reading and writing have separate ones; null where the profile has none. */
export interface CredentialSource {
  find(profile: string, access: 'read' | 'write'): Credential | null;
}

/** True when `address` is an address literal inside one of the credential's prefixes; an unreadable prefix holds nothing. */
export function isUsableTowards(credential: Credential, address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return credential.prefixes.some((prefix) => holds(prefix, address, family === 4 ? 'ipv4' : 'ipv6'));
}

/** Every text of a credential that must never be seen anywhere. */
export function secretsOf(credential: Credential): readonly string[] {
  const { password, privateKey, passphrase, enableSecret } = credential;
  const keyLines = privateKey?.split(/\r?\n/).filter((line) => line.length > 20 && !line.startsWith('-----'));
  return [password, passphrase, enableSecret, privateKey, ...(keyLines ?? [])].filter(
    (secret) => secret !== undefined,
  );
}

/** Text that differs whenever a login would be another one: address, port, account or any secret. Holds the secrets. */
export function loginIdentity(credential: Credential, address: string): string {
  const { username, port, password, privateKey, passphrase, agent, enableSecret } = credential;
  return JSON.stringify([
    address,
    port,
    username,
    password ?? null,
    privateKey ?? null,
    passphrase ?? null,
    agent?.publicKey ?? null,
    enableSecret ?? null,
  ]);
}

function holds(prefix: string, address: string, family: 'ipv4' | 'ipv6'): boolean {
  const [network = '', length = ''] = prefix.split('/');
  const bits = isIP(network) === 4 ? 32 : 128;
  if (isIP(network) === 0 || !/^\d{1,3}$/.test(length) || Number(length) > bits) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(length), bits === 32 ? 'ipv4' : 'ipv6');
  return list.check(address, family);
}
