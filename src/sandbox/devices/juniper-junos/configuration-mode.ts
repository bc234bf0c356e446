import type { Reply } from '../command-line.ts';
import { activeOf } from './box.ts';
import { commitLine, rollback } from './commit-line.ts';
import { isModified } from './commit.ts';
import { compare } from './compare.ts';
import { editorsText, editorText, holderOf, leaveConfiguration } from './configure.ts';
import type { JunosDevice } from './device.ts';
import { editLine, loadTerminal } from './edit-line.ts';
import { runOperational } from './operational.ts';
import { partsOf, through } from './pipes.ts';
import { printCurly, printSet } from './print.ts';
import type { JunosSession } from './session.ts';
import { takeLine } from './take-line.ts';
import { candidateOf, refused } from './typed.ts';
import type { Changed, Typed } from './typed.ts';
import { wayTo } from './way.ts';

const VERBS = ['set', 'delete', 'activate', 'deactivate', 'insert', 'annotate', 'protect', 'unprotect'];

/** Answers one line in configuration mode. Going about and looking is not noted in the device's log; all else is. */
export function enterLine(typed: Typed): Reply {
  const { device, session, line } = typed;
  const [first = ''] = line.split(' ');
  if (first === 'run') return runOperational(device, session, line.slice(4));
  if (first === 'show') return show(typed);
  if (first === 'status') return text(editorsText(device));
  const moved = move(typed, first);
  if (moved !== null) return moved;
  return takeLine(typed, () => change(typed, first));
}

function show(typed: Typed): Reply {
  const fault = typed.device.faults.atExec(typed.line);
  if (fault?.kind === 'hang') return { kind: 'hang' };
  if (fault?.kind === 'close') return { kind: 'cut' };
  const { command, pipes } = partsOf(typed.line);
  if (command !== 'show') return text('syntax error.');
  const top = candidateOf(typed);
  const shown = pipes.includes('compare')
    ? compare(activeOf(typed.device.box), top)
    : pipes.includes('display set')
      ? printSet(top)
      : printCurly(top);
  return text(through(shown.trimEnd(), pipes) ?? 'syntax error, expecting <pipe>.');
}

/** `edit`, `up`, `top` and `exit`; null for other lines. */
function move({ device, session, line }: Typed, first: string): Reply | null {
  const { editing } = session;
  if (editing === null) return text('');
  if (first === 'edit') {
    const way = wayTo(candidateOf({ device, session }), [...editing.way, ...line.split(' ').slice(1)]);
    if (way === null) return text('syntax error.');
    editing.way = way;
    return text('');
  }
  if (first === 'up') editing.way = editing.way.slice(0, -1);
  else if (first === 'top' && line === 'top') editing.way = [];
  else if (line === 'exit' && editing.way.length > 0) editing.way = editing.way.slice(0, -1);
  else if (line === 'exit' || line === 'quit' || line === 'exit configuration-mode')
    return leave(device, session);
  else return null;
  return text('');
}

function leave(device: JunosDevice, session: JunosSession): Reply {
  const isExclusive = session.editing?.isExclusive === true;
  const goodbye = (answer: string | null): Reply => {
    if (answer !== '' && answer?.startsWith('y') !== true) return text('');
    leaveConfiguration(device, session);
    return text(
      `${isExclusive ? 'warning: discarding uncommitted changes\nload complete\n' : ''}Exiting configuration mode`,
    );
  };
  if (!isModified(device.box)) {
    leaveConfiguration(device, session);
    return text('Exiting configuration mode');
  }
  const words = isExclusive
    ? "warning: Auto rollback on exiting 'configure exclusive'\nDiscard uncommitted changes? [yes,no] (yes) "
    : 'Exit with uncommitted changes? [yes,no] (yes) ';
  const question = `The configuration has been changed but not committed\n${words}`;
  return { kind: 'question', text: question, input: 'line', answer: goodbye };
}

function change(typed: Typed, first: string): Changed {
  const { device, session, line } = typed;
  if (line === 'load set terminal') return loadTerminal(typed);
  const holder = holderOf(device, session);
  if (first === 'commit' && holder !== null)
    return refused(`error: configuration database locked by:\n${editorText(holder)}`);
  if (first === 'commit') return commitLine(typed);
  if (first === 'rollback') return rollback(typed);
  if (!VERBS.includes(first)) return refused(`${' '.repeat(typed.promptLength)}^\nunknown command.`);
  if (holder !== null) return refused(`error: configuration database locked by:\n${editorText(holder)}`);
  return editLine(typed, line);
}

function text(value: string): Reply {
  return { kind: 'text', text: value };
}
