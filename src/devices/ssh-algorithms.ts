import type { Algorithms, CipherAlgorithm, KexAlgorithm, MacAlgorithm, ServerHostKeyAlgorithm } from 'ssh2';

/**
 * How old the SSH of a device may be. Set for each credential profile, never widened by itself: whoever stands in between
 * could otherwise talk both ends down to the oldest.
 *
 * | profile | for | allows besides |
 * |---|---|---|
 * | `modern` | everything current | – |
 * | `legacy-14sha1` | IOS 15, early IOS-XE, Junos before 18 | group14 and group exchange with SHA-1, CBC, RSA keys signed with SHA-1 |
 * | `legacy-1` | IOS 12 | group1, 3DES, MD5 |
 */
export const SSH_PROFILES = ['modern', 'legacy-14sha1', 'legacy-1'] as const;
export type SshProfile = (typeof SSH_PROFILES)[number];

type Lists = Pick<Algorithms, 'kex' | 'cipher' | 'hmac'> & {
  readonly kex: KexAlgorithm[];
  readonly cipher: CipherAlgorithm[];
  readonly hmac: MacAlgorithm[];
  /** How an RSA host key may sign. */
  readonly rsa: readonly ServerHostKeyAlgorithm[];
};

const MODERN: Lists = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group15-sha512',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group17-sha512',
    'diffie-hellman-group18-sha512',
  ],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes192-ctr', 'aes256-ctr'],
  // SHA-1 is sound as a MAC, and all that many current devices have.
  hmac: [
    'hmac-sha2-256-etm@openssh.com',
    'hmac-sha2-512-etm@openssh.com',
    'hmac-sha2-256',
    'hmac-sha2-512',
    'hmac-sha1',
  ],
  rsa: ['rsa-sha2-512', 'rsa-sha2-256'],
};

const LISTS: Readonly<Record<SshProfile, Lists>> = {
  modern: MODERN,
  'legacy-14sha1': {
    kex: [...MODERN.kex, 'diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1'],
    cipher: [...MODERN.cipher, 'aes256-cbc', 'aes192-cbc', 'aes128-cbc'],
    hmac: MODERN.hmac,
    rsa: [...MODERN.rsa, 'ssh-rsa'],
  },
  // Short, because the oldest devices refuse a client that offers too much.
  'legacy-1': {
    kex: ['diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
    cipher: ['aes256-cbc', 'aes128-cbc', '3des-cbc'],
    hmac: ['hmac-sha1', 'hmac-md5'],
    rsa: ['ssh-rsa'],
  },
};

/** What is offered to a device besides the kinds of host key. A new copy each time, because ssh2 keeps what it is given. */
export function algorithmsOf(profile: SshProfile): Algorithms {
  const { kex, cipher, hmac } = LISTS[profile];
  return { kex: [...kex], cipher: [...cipher], hmac: [...hmac] };
}

/** The ways an RSA host key may sign, best first. */
export function rsaSignaturesOf(profile: SshProfile): readonly ServerHostKeyAlgorithm[] {
  return LISTS[profile].rsa;
}
