import type { ExecAnswer } from '../exec-session.ts';

type Words = Pick<ExecAnswer, 'code' | 'stdout' | 'stderr'>;

/**
 * zebra (seen on 8.4.4) exits with 1 and no word when an address is removed that never reached the kernel, because the port is
 * down or missing: the line is gone all the same. Taken for a refusal, an address on a disabled port could never be changed;
 * the read-back decides.
 */
const SILENT_SUCCESS = /^no (ip|ipv6) address /;

/**
 * Lines with a percent sign that tell something about a command that was taken, exit status 0 (all seen on 8.4.4). Every other one
 * counts as a refusal: `% Refusing to remove a non-existent route` and `% Can't find interface` come with status 0, too.
 */
const NOTICES: readonly RegExp[] = [
  // `echo-mode` of a BFD peer or profile
  /^% Echo mode works correctly for IPv4, but only works when the peer is also FRR for IPv6\.$/,
  // `no auto-cost reference-bandwidth`
  /^% OSPF6?: Reference bandwidth is changed\.$/,
  /^% "log monitor" is deprecated and does nothing\.$/,
];

/** Whether vtysh refused `command`: by its exit status, by standard error, or by words alone. */
export function isFrrRefusal({ code, stdout, stderr }: Words, command: string): boolean {
  if (code === 1 && stdout.trim() === '' && stderr === '' && SILENT_SUCCESS.test(command)) return false;
  if (code !== 0 || stderr !== '') return true;
  const told = stdout.split('\n').filter((line) => /^\s*%/.test(line));
  return told.some((line) => !NOTICES.some((notice) => notice.test(line.trim())));
}
