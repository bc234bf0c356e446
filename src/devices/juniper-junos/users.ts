import type { DeviceUser } from '../../domain/live.ts';
import type { Look } from './look.ts';
import { allOf, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** Who is logged in beside us, out of `show system users`: sessions of our own accounts are not told. */
export function parseUsers(reply: XmlElement, accounts: readonly string[]): readonly DeviceUser[] {
  return allOf(reply, 'user-entry').flatMap((entry) => {
    const name = textIn(entry, 'user');
    if (name === null || accounts.includes(name)) return [];
    const from = textIn(entry, 'from');
    const line = textIn(entry, 'tty') ?? 'a terminal without a name';
    return [{ name, line, from: from === '-' ? null : from, isConfiguring: false }];
  });
}

/** The same people with what a look into configuration mode told about them, and who else was seen there (NETCONF clients). */
export function withEditors(users: readonly DeviceUser[], look: Look): readonly DeviceUser[] {
  const edits = (user: DeviceUser) =>
    look.editors.some(({ user: name, terminal }) => name === user.name && terminal === user.line);
  const others = look.editors.filter(
    ({ user, terminal }) => !users.some(({ name, line }) => name === user && line === terminal),
  );
  return [
    ...users.map((user) => ({ ...user, isConfiguring: edits(user) })),
    ...others.map(({ user, terminal }) => ({ name: user, line: terminal, from: null, isConfiguring: true })),
  ];
}
