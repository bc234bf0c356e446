import ssh2 from 'ssh2';
import type { AnyAuthMethod, AuthHandlerMiddleware, AuthenticationType } from 'ssh2';
import { Fault } from '../domain/fault.ts';
import type { Credential } from './credential.ts';
import { createPinnedAgent } from './pinned-agent.ts';

/** Decides which authentication methods one connection tries. */
export interface Login {
  readonly next: AuthHandlerMiddleware;
  /** True once a secret or key was offered. */
  wasOffered(): boolean;
}

/** Throws `device.no-credentials` when the private key cannot be read with its passphrase: the device would only seem to refuse it. */
export function requireReadableKey({ privateKey, passphrase }: Credential, name: string): void {
  if (privateKey === undefined) return;
  // ssh2's own message can quote the key.
  if (ssh2.utils.parseKey(privateKey, passphrase) instanceof Error)
    throw new Fault(
      'device.no-credentials',
      `the private key for ${name} cannot be read with its passphrase: check both in the credentials file; nothing was sent`,
    );
}

/**
 * Offers the key once (the agent's, or one's own), and the password once: as `password` where the device takes that, else by
 * `keyboard-interactive`. Never both, because every refusal counts towards locking the account.
 */
export function createLogin(credential: Credential): Login {
  const { username, password, privateKey, passphrase, agent } = credential;
  let hasAsked = false;
  let agentIsOpen = agent !== undefined;
  let keyIsOpen = privateKey !== undefined;
  let passwordIsOpen = password !== undefined;
  let offered = false;
  let isOver = false;

  function choose(left: readonly AuthenticationType[]): AnyAuthMethod | false {
    if (isOver) return false;
    if (agentIsOpen && agent !== undefined && left.includes('publickey')) {
      agentIsOpen = false;
      return { type: 'agent', username, agent: createPinnedAgent(agent, () => (isOver = true)) };
    }
    if (keyIsOpen && privateKey !== undefined && left.includes('publickey')) {
      keyIsOpen = false;
      return {
        type: 'publickey',
        username,
        key: privateKey,
        ...(passphrase === undefined ? {} : { passphrase }),
      };
    }
    if (!passwordIsOpen || password === undefined) return false;
    passwordIsOpen = false;
    if (left.includes('password')) return { type: 'password', username, password };
    if (!left.includes('keyboard-interactive')) return false;
    return {
      type: 'keyboard-interactive',
      username,
      prompt: (_name, _instructions, _language, prompts, finish) =>
        finish(prompts.map((prompt) => (/pass(word|code)?:/i.test(prompt.prompt) ? password : ''))),
    };
  }

  return {
    next(left, _partial, next) {
      if (!hasAsked) {
        hasAsked = true; // `none` is how a client learns which methods there are
        next({ type: 'none', username });
        return;
      }
      const method = choose(left);
      offered ||= method !== false;
      // ssh2 takes false for "nothing left to try"; its types do not say so.
      next(method as AnyAuthMethod);
    },
    wasOffered: () => offered,
  };
}
