import type { ConfigurationNode } from '../configuration-node.ts';
import { archivePathOf, archiveRunning } from './archive.ts';
import type { IosBox } from './box.ts';
import { clockText } from './text.ts';

/** What IOS answers when no change waits (facts/devices.md 2.2). */
const NOT_PENDING = '%No Rollback Confirmed Change pending';

/** A change that waits for `configure confirm`; `root` is the configuration it would go back to. */
interface Waiting {
  readonly user: string;
  readonly root: ConfigurationNode;
  readonly file: string;
  minutes: number;
  since: Date;
  timer: NodeJS.Timeout;
}

/**
 * IOS's Rollback Confirmed Change (facts/devices.md 2.3 A). States: idle → armed with a copy of the configuration → confirmed,
 * or back to the copy, by `configure revert now` or when the minutes are over; a reboot forgets it. Only the user who armed it
 * may end it (Cisco, command reference of `configure revert`). Every answer is the text the device prints.
 */
export interface ConfirmedChange {
  arm(user: string, minutes: number): { readonly armed: boolean; readonly text: string };
  confirm(user: string): string;
  revertNow(user: string): string;
  extend(user: string, minutes: number): string;
  show(): string;
  /** Forgets the change without an effect: the device loses power. */
  forget(): void;
}

/** `goBack` puts a configuration in place of the running one. A minute lasts `minuteMs`. */
export function createConfirmedChange(
  box: IosBox,
  minuteMs: number,
  goBack: (root: ConfigurationNode, by: string) => void,
): ConfirmedChange {
  let waiting: Waiting | null = null;

  function forget(): void {
    clearTimeout(waiting?.timer);
    waiting = null;
  }

  function rollBack(): string {
    if (waiting === null) return NOT_PENDING;
    const { root, user, file } = waiting;
    forget();
    goBack(root, user);
    // As seen on a router (blog transcripts; the list of commands it also prints is left out).
    return `\nRollback:Acquired Configuration lock.\nStart rolling to: ${file}\nTotal number of passes: 1\nRollback Done\n`;
  }

  const startTimer = (minutes: number) => setTimeout(rollBack, minutes * minuteMs);

  /** What the device answers instead when this user may not end the change, or there is none. */
  function hindrance(user: string): string | null {
    if (waiting === null) return NOT_PENDING;
    // The rule is Cisco's; these words are ours, no transcript of them was found.
    return waiting.user === user ? null : `%Rollback Confirmed Change is owned by user ${waiting.user}`;
  }

  return {
    arm(user, minutes) {
      const path = archivePathOf(box);
      if (path === null)
        return {
          armed: false,
          text: '%Turn config archive on before using Rollback Confirmed Change',
        };
      // Its words are ours, too: no source tells what IOS answers to a second one.
      if (waiting !== null) return { armed: false, text: '%Rollback Confirmed Change is already pending' };
      const file = archiveRunning(box, path);
      const root = structuredClone(box.root);
      waiting = { user, root, file, minutes, since: new Date(), timer: startTimer(minutes) };
      return { armed: true, text: `Rollback Confirmed Change: Backing up current running config to ${file}` };
    },
    confirm(user) {
      const hindered = hindrance(user);
      if (hindered === null) forget();
      return hindered ?? '';
    },
    revertNow: (user) => hindrance(user) ?? rollBack(),
    extend(user, minutes) {
      const hindered = hindrance(user);
      if (hindered !== null || waiting === null) return hindered ?? NOT_PENDING;
      clearTimeout(waiting.timer);
      Object.assign(waiting, { minutes, since: new Date(), timer: startTimer(minutes) });
      return '';
    },
    show: () =>
      waiting === null
        ? NOT_PENDING
        : [
            `Time configured(or reconfigured): ${clockText(waiting.since)}`,
            'Timer type: absolute timer',
            `Timer value: ${waiting.minutes} min`,
            `User: ${waiting.user}`,
          ].join('\n'),
    forget,
  };
}
