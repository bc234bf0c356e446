import { MAX_OPEN, MAX_SAVED } from './config-sessions.ts';
import type { ConfigSession } from './config-sessions.ts';
import type { EosDevice } from './device.ts';
import type { EosSession } from './session.ts';

/**
 * `show configuration sessions detail | json`. Up to 4.31 the session itself says that its commit waits; from 4.32 on it says
 * `committed` at once, and the timer stands beside the sessions (facts/devices.md 3.2, napalm #2166).
 */
export function sessionsJson(device: EosDevice, asking: EosSession): object {
  const timer = device.configSessions.timer();
  const tellsApart = isFrom(device.box.version, 4, 32);
  const by = timer === null ? 0 : device.uptime(timer.expiresAt);
  const sessions = device.configSessions.list().map((session) => {
    const commitBy = session.state === 'waiting' && !tellsApart ? { commitBy: by } : {};
    return [session.name, { ...sessionJson(session, asking, tellsApart), ...commitBy }] as const;
  });
  if (timer !== null && device.configSessions.find(timer.name) === null)
    sessions.push([timer.name, pretendedJson(timer.user, by, tellsApart)]);
  return {
    sessions: Object.fromEntries(sessions),
    maxSavedSessions: MAX_SAVED,
    maxOpenSessions: MAX_OPEN,
    mergeOnCommit: false,
    saveToStartupConfigOnCommit: false,
    ...(timer !== null && tellsApart
      ? { commitTimerSessionName: timer.name, commitTimerExpireTime: by }
      : {}),
  };
}

function sessionJson(session: ConfigSession, asking: EosSession, tellsApart: boolean): object {
  const instances = [...session.instances].map(([login, { user, terminal }]) => [
    String(1000 + login),
    { user, terminal, currentTerminal: login === asking.id },
  ]);
  const done = tellsApart ? 'committed' : session.state === 'waiting' ? 'pendingCommitTimer' : 'completed';
  return {
    state: session.state === 'pending' ? 'pending' : done,
    ...(session.completedAt === null ? {} : { completedTime: session.completedAt.getTime() / 1000 }),
    commitUser: session.commitUser ?? '',
    description: '',
    instances: Object.fromEntries(instances) as object,
  };
}

function pretendedJson(commitUser: string, commitBy: number, tellsApart: boolean): object {
  const base = { commitUser, description: '', instances: {}, completedTime: Date.now() / 1000 };
  return tellsApart ? { state: 'committed', ...base } : { state: 'pendingCommitTimer', commitBy, ...base };
}

function isFrom(version: string, major: number, minor: number): boolean {
  const [a = 0, b = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return a > major || (a === major && b >= minor);
}

/** `show configuration sessions detail` as people read it. */
export function sessionsText(device: EosDevice): string {
  const timer = device.configSessions.timer();
  const rows = device.configSessions.list().map(({ name, state, commitUser, instances }) => {
    const [inside] = instances.values();
    const columns = [name.padEnd(22), state.padEnd(12), (inside?.user ?? '').padEnd(10)];
    return `  ${columns.join(' ')} ${(inside?.terminal ?? '').padEnd(8)} ${commitUser ?? ''}`;
  });
  return [
    `Maximum number of completed sessions: ${MAX_SAVED}`,
    `Maximum number of pending sessions: ${MAX_OPEN}`,
    'Merge on commit is disabled',
    'Autosave to startup-config on commit is disabled',
    ...(timer === null ? [] : [`Session with pending commit timer: ${timer.name}`]),
    '',
    '  Name                   State        User       Terminal Committed By',
    '  ---------------------- ------------ ---------- -------- ------------',
    ...rows,
  ].join('\n');
}
