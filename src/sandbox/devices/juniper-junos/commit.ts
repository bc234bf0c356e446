import { activeOf, hostnameOf } from './box.ts';
import type { Commit, JunosBox } from './box.ts';
import { checkProblem } from './check.ts';
import { forgetPending } from './device.ts';
import type { JunosDevice } from './device.ts';
import { printCurly } from './print.ts';
import { copyOf } from './statement.ts';
import type { Statement } from './statement.ts';

/** Configurations `rollback` can go back to, the active one included. */
const KEPT = 50;

/** What a `commit` line asks for. */
export interface CommitOrder {
  readonly user: string;
  readonly comment: string | null;
  /** Minutes until the device takes it back, or null. */
  readonly confirmed: number | null;
}

/**
 * Commits a candidate. Any commit confirms what waits, whoever made it (facts/devices.md 4.3); what was committed before goes
 * into the history. Refuses as a whole.
 */
export function commit(device: JunosDevice, candidate: Statement, order: CommitOrder): string {
  const { box } = device;
  const problem = checkProblem(candidate);
  if (problem !== null) return problem;
  if (device.faults.current()?.kind === 'save-fails')
    return '/config: write failed, filesystem is full\nerror: could not save to juniper.conf+\nerror: commit failed: (could not save configuration)';
  const before = activeOf(box);
  forgetPending(box);
  const made: Commit = {
    top: copyOf(candidate),
    at: new Date(),
    user: order.user,
    via: 'cli',
    comment: order.comment,
    confirmedFor: order.confirmed,
  };
  store(device, made);
  if (order.confirmed === null) return 'commit complete';
  const ms = order.confirmed * device.minuteMs;
  const timer = setTimeout(() => takeBack(device), ms);
  box.pending = { commit: made, before, endsAt: Date.now() + ms, timer };
  const minutes = `${order.confirmed} minute${order.confirmed === 1 ? '' : 's'}`;
  return `commit confirmed will be automatically rolled back in ${minutes} unless confirmed\ncommit complete\n\n${noticeOf(device)}`;
}

/** `commit check`; inside the window of a confirmed commit it confirms. */
export function check(device: JunosDevice, candidate: Statement): string {
  const problem = checkProblem(candidate);
  if (problem !== null) return problem;
  forgetPending(device.box);
  return 'configuration check succeeds';
}

/** The time is over: the device commits what was before, as root. */
function takeBack(device: JunosDevice): void {
  const { box } = device;
  const { pending } = box;
  if (pending === null) return;
  forgetPending(box);
  const top = copyOf(pending.before);
  store(device, { top, at: new Date(), user: 'root', via: 'other', comment: null, confirmedFor: null });
}

function store(device: JunosDevice, made: Commit): void {
  const { box } = device;
  box.history = [made, ...box.history].slice(0, KEPT);
  box.candidate = copyOf(made.top);
  device.settle();
}

/** The line every answer carries while a confirmed commit waits, or nothing. */
export function noticeOf({ box, minuteMs }: JunosDevice): string {
  if (box.pending === null) return '';
  const left = Math.max(1, Math.ceil((box.pending.endsAt - Date.now()) / minuteMs));
  return `# commit confirmed will be rolled back in ${left} minute${left === 1 ? '' : 's'}`;
}

/** True while the shared candidate differs from what is in force. */
export function isModified(box: JunosBox): boolean {
  return printCurly(box.candidate) !== printCurly(activeOf(box));
}

/** As `show configuration` prints it, with its first line. */
export function shownConfiguration(box: JunosBox, print: (top: Statement) => string): string {
  const [last] = box.history;
  const header = last === undefined ? '' : `## Last commit: ${timeText(last.at)} by ${last.user}\n`;
  return `${header}${print(activeOf(box))}`.trimEnd();
}

/** `2026-03-03 09:14:22 UTC` */
export function timeText(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Junos shows the prompt with the name in force. */
export function promptName(box: JunosBox): string {
  return hostnameOf(activeOf(box));
}
