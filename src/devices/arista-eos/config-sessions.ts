import type { LastChange } from '../../domain/live.ts';
import { objectOf } from '../json-answer.ts';
import type { JsonObject } from '../json-answer.ts';

/** One configuration session as the device lists it. */
export interface EosConfigSession {
  readonly name: string;
  readonly isPending: boolean;
  /** Who committed it; null for a session that is not committed. */
  readonly commitUser: string | null;
  /** Seconds since 1970; null for a session that is not completed. */
  readonly completedAt: number | null;
  /** Who stands in it. */
  readonly instances: readonly { readonly user: string; readonly terminal: string }[];
}

/** All configuration sessions of a device. */
export interface EosConfigSessions {
  readonly sessions: readonly EosConfigSession[];
  /** The session whose commit waits for a second one, or null. */
  readonly waiting: { readonly name: string; readonly user: string } | null;
  readonly maxOpen: number;
  /** True where every commit also saves. */
  readonly savesOnCommit: boolean;
}

/** What EOS allows where the device does not tell. */
const DEFAULT_MAX_OPEN = 5;

/**
 * `show configuration sessions detail | json`. Up to 4.31 the state of a session says that its commit waits; from 4.32 on the
 * session is `committed` at once and the timer stands beside the sessions. A tool that knew the first form only took its own
 * good changes back (napalm #2166, cnaas-nms #395).
 */
export function parseConfigSessions(answer: JsonObject): EosConfigSessions {
  const entries = Object.entries(objectOf(answer['sessions'])).map(
    ([name, value]) => [name, objectOf(value)] as const,
  );
  const sessions = entries.map(([name, value]) => sessionOf(name, value));
  const { commitTimerSessionName: beside, maxOpenSessions, saveToStartupConfigOnCommit } = answer;
  const byState = entries.find(([, { state }]) => state === 'pendingCommitTimer')?.[0];
  const waiting = typeof beside === 'string' && beside !== '' ? beside : byState;
  const user = sessions.find(({ name }) => name === waiting)?.commitUser;
  return {
    sessions,
    waiting: waiting === undefined ? null : { name: waiting, user: user ?? 'somebody unknown' },
    maxOpen: typeof maxOpenSessions === 'number' ? maxOpenSessions : DEFAULT_MAX_OPEN,
    savesOnCommit: saveToStartupConfigOnCommit === true,
  };
}

function sessionOf(name: string, value: JsonObject): EosConfigSession {
  const { state, commitUser, completedTime, instances } = value;
  return {
    name,
    isPending: state === 'pending',
    commitUser: typeof commitUser === 'string' && commitUser !== '' ? commitUser : null,
    completedAt: typeof completedTime === 'number' ? completedTime : null,
    instances: Object.values(objectOf(instances)).map((instance) => {
      const { user, terminal } = objectOf(instance);
      return { user: String(user), terminal: String(terminal) };
    }),
  };
}

/** The last commit of a session. EOS does not tell of changes outside of sessions, so a later one may be hidden behind it. */
export function lastCommitOf({ sessions }: EosConfigSessions): LastChange | null {
  const times = sessions.map(({ completedAt, commitUser }) => ({ at: completedAt ?? 0, by: commitUser }));
  const last = times.toSorted((a, b) => b.at - a.at)[0];
  if (last === undefined || last.at === 0) return null;
  return { at: new Date(last.at * 1000).toISOString(), by: last.by, from: null };
}

/** Why nobody else can commit now: EOS has no lock, but one waiting commit and too many sessions do the same. Null when free. */
export function hindranceOf({ sessions, waiting, maxOpen }: EosConfigSessions): string | null {
  if (waiting !== null)
    return `the commit of session ${waiting.name} by ${waiting.user} waits for its confirmation, and until then no other is possible`;
  const open = sessions.filter(({ isPending }) => isPending);
  if (open.length < maxOpen) return null;
  const names = open.map(({ name, instances: [first] }) =>
    first === undefined ? name : `${name} (${first.user})`,
  );
  return `all ${maxOpen} configuration sessions are open: ${names.join(', ')}; abort those nobody needs`;
}
