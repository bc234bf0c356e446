import type { Credentials } from './credentials.ts';
import type { Account } from './load-account.ts';

/** An account with where it may be used. */
export interface UsableAccount extends Account {
  readonly port: number;
  readonly prefixes: readonly string[];
  readonly sshProfile: 'modern' | 'legacy-14sha1' | 'legacy-1';
}

/** Finds the account of a profile for one kind of access; null when there is none, never the other one instead. */
export interface AccountSource {
  find(profile: string, access: 'read' | 'write'): UsableAccount | null;
}

/** The credentials as device sessions look them up. */
export function createAccountSource(credentials: Credentials): AccountSource {
  return {
    find(name, access) {
      const profile = Object.hasOwn(credentials, name) ? credentials[name] : undefined;
      const account = profile?.[access] ?? null;
      if (profile === undefined || account === null) return null;
      const { port, prefixes, sshProfile } = profile;
      return { ...account, port, prefixes, sshProfile };
    },
  };
}
