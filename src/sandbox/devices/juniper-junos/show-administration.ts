import { timeText } from './commit.ts';
import type { Commit } from './box.ts';
import type { JunosDevice } from './device.ts';
import { holderSession } from './holder.ts';
import type { Shown } from './show.ts';
import { element } from './xml.ts';

/** Logins with a terminal; exec channels and NETCONF sessions are not listed. */
export function showUsers({ box, sessions, faults }: JunosDevice): Shown {
  const fault = faults.current();
  const holder = fault?.kind === 'locked' ? [holderSession(fault.by, box)] : [];
  const users = [...sessions.values(), ...holder].filter(({ terminal }) => terminal !== null);
  return {
    text: [
      `${timeText(new Date()).slice(11, 16)}  up 1:02, ${users.length} users, load averages: 0.31, 0.28, 0.25`,
      'USER     TTY      FROM                              LOGIN@  IDLE WHAT',
      ...users.map(
        (one) =>
          `${one.user.padEnd(8)} ${(one.terminal ?? '').padEnd(8)} ${one.from.padEnd(33)} ${timeText(one.since).slice(11, 16)}      - -cli (cli)`,
      ),
    ].join('\n'),
    xml: [
      element('system-users-information', [
        element('uptime-information', [
          element('active-user-count', String(users.length)),
          element(
            'user-table',
            users.map((one) =>
              element('user-entry', [
                element('user', one.user),
                element('tty', one.terminal ?? ''),
                element('from', one.from),
                element('login-time', timeText(one.since).slice(11, 16)),
                element('idle-time', '-'),
                element('command', '-cli (cli)'),
              ]),
            ),
          ),
        ]),
      ]),
    ],
  };
}

export function showCommits({ box }: JunosDevice): Shown {
  const isWaiting = (entry: Commit) => box.pending?.commit === entry;
  return {
    text: box.history
      .flatMap((entry, index) => [
        `${String(index).padEnd(3)} ${timeText(entry.at)} by ${entry.user} via ${entry.via}${confirmedText(entry, ' ')}`,
        ...(entry.comment === null ? [] : [`    ${entry.comment}`]),
        ...(isWaiting(entry) ? ['    rollback pending'] : []),
      ])
      .join('\n'),
    xml: [
      element(
        'commit-information',
        box.history.map((entry, index) =>
          element('commit-history', [
            element('sequence-number', String(index)),
            element('user', entry.user),
            element('client', entry.via),
            element(
              'date-time',
              timeText(entry.at),
              `junos:seconds="${Math.floor(entry.at.getTime() / 1000)}"`,
            ),
            ...(entry.confirmedFor === null ? [] : [element('comment', confirmedText(entry, ''))]),
            ...(entry.comment === null ? [] : [element('log', entry.comment)]),
            ...(isWaiting(entry) ? [element('commit-confirmed', 'rollback pending')] : []),
          ]),
        ),
      ),
    ],
  };
}

/** Stays in the history for good, also once the commit was confirmed. */
function confirmedText({ confirmedFor }: Commit, before: string): string {
  return confirmedFor === null ? '' : `${before}commit confirmed, rollback in ${confirmedFor}mins`;
}

export function showUptime({ box }: JunosDevice): Shown {
  const [last] = box.history;
  const configured = last === undefined ? '' : timeText(last.at);
  return {
    text: `Current time: ${timeText(new Date())}\nSystem booted: ${timeText(box.bootedAt)}\nLast configured: ${configured} by ${last?.user ?? 'root'}`,
    xml: [
      element('system-uptime-information', [
        element('current-time', [element('date-time', timeText(new Date()))]),
        element('system-booted-time', [element('date-time', timeText(box.bootedAt))]),
        element('last-configured-time', [
          element('date-time', configured),
          element('user', last?.user ?? 'root'),
        ]),
      ]),
    ],
  };
}
