import type { Reply } from '../command-line.ts';
import { noticeOf } from './commit.ts';
import { edit } from './edit.ts';
import { candidateOf, refused } from './typed.ts';
import type { Changed, Typed } from './typed.ts';
import { wordsOf } from './words.ts';

/** One of the lines that change the candidate, at the place where the session stands. */
export function editLine(typed: Typed, line: string): Changed {
  const read = wordsOf(line);
  if ('openQuoteAt' in read) return refused(`${caret(typed, read.openQuoteAt)}missing '"'`);
  const [verb = '', ...words] = read.words;
  if (verb === 'delete' && words.length === 0) return deleteAll(typed);
  const way = typed.session.editing?.way.flatMap((step) => step.split(' ')) ?? [];
  const edited = edit(candidateOf(typed), verb, [...way, ...words]);
  if (edited.kind === 'done') return { reply: text(withNotice(typed, edited.warning ?? '')), accepted: true };
  if (edited.kind === 'refused') return refused(edited.answer);
  const columns = [...line.matchAll(/"(?:[^"\\]|\\.)*"|\S+/g)].map(({ index }) => index);
  return refused(`${caret(typed, columns[edited.at - way.length + 1] ?? line.length)}${edited.answer}`);
}

/** The caret under the spot; the answer stands below it. */
function caret({ promptLength }: Typed, column: number): string {
  return `${' '.repeat(promptLength + column)}^\n`;
}

function deleteAll(typed: Typed): Changed {
  const answer = (reply: string | null): Reply => {
    if (reply?.startsWith('y') === true) candidateOf(typed).children.splice(0);
    return text('');
  };
  return {
    reply: {
      kind: 'question',
      text: 'This will delete the entire configuration\nDelete everything under this level? [yes,no] (no) ',
      input: 'line',
      answer,
    },
    accepted: true,
  };
}

/** Lines until Ctrl-D; those that are refused are told, and the others are taken all the same. */
export function loadTerminal(typed: Typed): Changed {
  const load = (lines: readonly string[]): Reply => {
    const said: string[] = [];
    for (const line of lines.filter((one) => one.trim() !== '')) {
      const changed = editLine({ ...typed, promptLength: 0 }, line.trim());
      if (!changed.accepted && changed.reply.kind === 'text')
        said.push(
          `terminal:${lines.indexOf(line) + 1}:(${line.length}) ${changed.reply.text.trim()}: ${line}`,
        );
    }
    const errors = said.length === 0 ? '' : ` (${said.length} errors)`;
    return text([...said, `load complete${errors}`].join('\n'));
  };
  const reply: Reply = { kind: 'lines', text: '[Type ^D at a new line to end input]\n', answer: load };
  return { reply, accepted: true };
}

function withNotice({ device }: Typed, answer: string): string {
  const notice = noticeOf(device);
  if (notice === '') return answer;
  return answer === '' ? notice : `${answer}\n${notice}`;
}

function text(value: string): Reply {
  return { kind: 'text', text: value };
}
