import type { DeviceUser } from '../../domain/live.ts';
import type { LockHolder } from './lock.ts';

/**
 * Who is logged in beside us, out of `show users`: neither the session that asks (it has a star) nor the others of our own
 * accounts. IOS does not tell who is in configuration mode unless that one holds the lock.
 */
export function parseUsers(
  text: string,
  accounts: readonly string[],
  holder: LockHolder | null,
): readonly DeviceUser[] {
  const users: DeviceUser[] = [];
  for (const row of text.split('\n')) {
    // `   3 vty 1     anna       idle                 00:03:10 10.99.1.4`; at the console the name may be missing.
    const [, star, number, line, name = '', from] =
      /^(\*?)\s*(\d+)\s+((?:con|vty|aux|tty)\s+\S+)\s+(?:(\S+)\s+)?\S+\s+(?:[\d:]+|[\dywdh]+|never)(?:\s+(\S+))?\s*$/.exec(
        row,
      ) ?? [];
    if (line === undefined || star === '*' || accounts.includes(name)) continue;
    users.push({
      name: name === '' ? 'somebody without a name' : name,
      line,
      from: from ?? null,
      isConfiguring: holder !== null && (holder.tty === number || holder.user === name),
    });
  }
  return users;
}
