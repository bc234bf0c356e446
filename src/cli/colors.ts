import type { WriteStream } from 'node:tty';

/** What a line of output is; `plain` is shown as it is. */
export type LineRole = 'missing' | 'extra' | 'order' | 'faint' | 'plain';

const CODES: Readonly<Record<LineRole, string>> = {
  missing: '32',
  extra: '31',
  order: '33',
  faint: '2',
  plain: '',
};

/** Colors a line, on a terminal that has colors and where NO_COLOR is not set; elsewhere returns it as it is. */
export function painterFor(stream: WriteStream): (role: LineRole, line: string) => string {
  // Node's `hasColors` knows NO_COLOR and FORCE_COLOR; a pipe has no such method.
  if (!stream.isTTY || !stream.hasColors()) return (_role, line) => line;
  return (role, line) => (CODES[role] === '' ? line : `\u001b[${CODES[role]}m${line}\u001b[0m`);
}
