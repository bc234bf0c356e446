import { describe, expect, it } from 'vitest';
import {
  hindranceOf,
  lastCommitOf,
  parseConfigSessions,
} from '../../../../src/devices/arista-eos/config-sessions.ts';

const LIMITS = { maxSavedSessions: 1, maxOpenSessions: 5, mergeOnCommit: false };
const COMMITTED = { completedTime: 1_739_832_190.84, commitUser: 'anna', description: '', instances: {} };
/** Up to 4.31 (napalm #2166). */
const OLD = {
  sessions: { night: { state: 'pendingCommitTimer', commitBy: 1_739_835_851.8, ...COMMITTED } },
  ...LIMITS,
};
/** From 4.32 on. */
const NEW = {
  sessions: { night: { state: 'committed', ...COMMITTED } },
  ...LIMITS,
  commitTimerSessionName: 'night',
  commitTimerExpireTime: 4_211.3,
};

describe('the configuration sessions of an EOS device', () => {
  it.each([
    ['4.31', OLD],
    ['4.32', NEW],
  ])('tell which commit waits, in the form of %s', (_version, answer) => {
    expect(parseConfigSessions(answer).waiting).toEqual({ name: 'night', user: 'anna' });
  });

  it.each([
    ['completed, as 4.31 says', 'completed'],
    ['committed, as 4.32 says', 'committed'],
    ['pending, not committed at all', 'pending'],
  ])('tell that none waits when a session is %s', (_what, state) => {
    const answer = { sessions: { night: { ...COMMITTED, state } }, ...LIMITS };
    expect(parseConfigSessions(answer).waiting).toBeNull();
  });

  it('name a commit that waits although its session is not listed', () => {
    const { waiting } = parseConfigSessions({ sessions: {}, commitTimerSessionName: 'gone' });
    expect(waiting).toEqual({ name: 'gone', user: 'somebody unknown' });
  });

  it('tell the last commit, and none where there was none', () => {
    expect(lastCommitOf(parseConfigSessions(NEW))).toEqual({
      at: '2025-02-17T22:43:10.840Z',
      by: 'anna',
      from: null,
    });
    expect(lastCommitOf(parseConfigSessions({ sessions: {} }))).toBeNull();
  });

  it('keep others out while a commit waits, and when all are open', () => {
    expect(hindranceOf(parseConfigSessions(OLD))).toContain('session night by anna');
    const open = (name: string) =>
      [name, { state: 'pending', instances: { 7: { user: 'bob', terminal: 'vty2' } } }] as const;
    const some = (names: string[]) => ({ sessions: Object.fromEntries(names.map(open)), ...LIMITS });
    expect(hindranceOf(parseConfigSessions(some(['a', 'b', 'c', 'd'])))).toBeNull();
    expect(hindranceOf(parseConfigSessions(some(['a', 'b', 'c', 'd', 'e'])))).toContain('a (bob), b (bob)');
  });
});
