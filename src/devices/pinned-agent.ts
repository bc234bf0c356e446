import ssh2 from 'ssh2';
import type { BaseAgent, IdentityCallback, ParsedKey } from 'ssh2';
import type { Credential } from './credential.ts';

/**
 * An SSH agent that shows one of its keys only. An agent often holds several, and each that a device refuses counts towards
 * locking the account. `onFailure` is told when the agent does not answer, does not hold that key, or the public key cannot
 * be read: nothing else must be offered then, because the login has failed already.
 */
export function createPinnedAgent(agent: NonNullable<Credential['agent']>, onFailure: () => void): BaseAgent {
  return new PinnedAgent(agent, onFailure);
}

class PinnedAgent extends ssh2.OpenSSHAgent {
  readonly #wanted: Buffer | null;
  readonly #onFailure: () => void;

  constructor({ socket, publicKey }: NonNullable<Credential['agent']>, onFailure: () => void) {
    super(socket);
    const parsed = ssh2.utils.parseKey(publicKey);
    this.#wanted = parsed instanceof Error ? null : parsed.getPublicSSH();
    this.#onFailure = onFailure;
  }

  override getIdentities(done: IdentityCallback<ParsedKey>): void {
    super.getIdentities((error, keys = []) => {
      const own = keys.filter((key) => 'getPublicSSH' in key && this.#wanted?.equals(key.getPublicSSH()));
      if (!error && own.length > 0) {
        done(null, own);
        return;
      }
      this.#onFailure();
      done(error ?? new Error('the agent does not hold the key of the credential'));
    });
  }
}
