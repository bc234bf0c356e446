import type { DeviceUser } from '../../domain/live.ts';
import type { EosConfigSessions } from './config-sessions.ts';

/**
 * Who is logged in beside us, out of `show users`: neither the session that asks (it has a star) nor the others of our own
 * accounts. In configuration mode is who stands in a configuration session; EOS does not tell of plain configuration mode.
 */
export function parseEosUsers(
  text: string,
  accounts: readonly string[],
  { sessions }: EosConfigSessions,
): readonly DeviceUser[] {
  const inside = sessions.flatMap(({ instances }) => instances);
  const users: DeviceUser[] = [];
  for (const row of text.split('\n')) {
    // `   3 vty 2      anna         idle       00:03:10    10.99.1.4`
    const [, star, line = '', name = '', from] =
      /^(\*?)\s*\d+\s+((?:con|vty|aux|tty)\s+\d+)\s+(\S+)\s+\S+\s+[\d:]+(?:\s+(\S+))?\s*$/.exec(row) ?? [];
    if (name === '' || star === '*' || accounts.includes(name)) continue;
    const terminal = line.replace(/\s+/, '');
    users.push({
      name,
      line,
      from: from === undefined || from === '-' ? null : from,
      isConfiguring: inside.some((instance) => instance.terminal === terminal && instance.user === name),
    });
  }
  return users;
}
