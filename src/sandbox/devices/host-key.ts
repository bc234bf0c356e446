import ssh2 from 'ssh2';

/** A host key pair of a simulated device. */
export interface HostKey {
  readonly privateKey: string;
  /** As a known_hosts line has it after the host: `ssh-ed25519 AAAA…`. */
  readonly publicLine: string;
}

/** Makes a new ed25519 key pair. */
export function createHostKey(): HostKey {
  for (let tries = 1; ; tries += 1) {
    // ssh2's types want options that its code does not need for ed25519.
    const pair = ssh2.utils.generateKeyPairSync('ed25519', {});
    // ssh2 1.17.0 writes about one ed25519 key in 150 so that it cannot read it back (19 of 3 000 measured): then make another.
    if (tries < MAX_TRIES && ssh2.utils.parseKey(pair.private) instanceof Error) continue;
    return hostKeyOf(pair.private);
  }
}

const MAX_TRIES = 10;

/** The pair of a private key in OpenSSH format. Throws when it is none. */
export function hostKeyOf(privateKey: string): HostKey {
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  const publicLine = `${parsed.type} ${parsed.getPublicSSH().toString('base64')}`;
  return { privateKey, publicLine };
}
