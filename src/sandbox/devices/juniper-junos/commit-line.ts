import { check, commit } from './commit.ts';
import { leaveConfiguration } from './configure.ts';
import { copyOf } from './statement.ts';
import { refused } from './typed.ts';
import type { Changed, Typed } from './typed.ts';
import { wordsOf } from './words.ts';

/** `commit`, with `check`, `confirmed N`, `comment "…"` and `and-quit`. */
export function commitLine(typed: Typed): Changed {
  const { device, session, line } = typed;
  const read = wordsOf(line);
  const words = 'words' in read ? read.words.slice(1) : ['?'];
  const order = { user: session.user, comment: null as string | null, confirmed: null as number | null };
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === 'comment' && rest[0] !== undefined) order.comment = rest.shift() ?? null;
    else if (word === 'confirmed') order.confirmed = /^\d+$/.test(rest[0] ?? '') ? Number(rest.shift()) : 10;
    else if (word !== 'check' && word !== 'and-quit') return refused('syntax error.');
  }
  const answer = words.includes('check')
    ? check(device, device.box.candidate)
    : commit(device, device.box.candidate, order);
  const accepted = !/^error:/m.test(answer);
  if (accepted && words.includes('and-quit')) leaveConfiguration(device, session);
  return { reply: { kind: 'text', text: answer }, accepted };
}

/** `rollback N`: an entry of the history becomes the candidate. */
export function rollback({ device, line }: Typed): Changed {
  const number = /^rollback(?: (\d+))?$/.exec(line)?.[1] ?? '0';
  const entry = device.box.history[Number(number)];
  if (!/^rollback(?: \d+)?$/.test(line) || entry === undefined)
    return refused(`error: rollback ${line.slice(9)} is not available`);
  device.box.candidate = copyOf(entry.top);
  return { reply: { kind: 'text', text: 'load complete' }, accepted: true };
}
