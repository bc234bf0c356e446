import { cleanOutput } from './clean-output.ts';

/** The answer that is arriving at a terminal. Costs the same for each piece, however long the answer is. */
export interface AnswerBuffer {
  add(piece: string): void;
  isEmpty(): boolean;
  /** Characters so far. */
  length(): number;
  /** Whether the device has echoed `line`; looked for at the beginning only. */
  hasEcho(line: string): boolean;
  /** The last line as a person would read it; of a long line without an end only the last part. */
  lastLine(): string;
  /** Whether the last line but one is the same as the last. */
  isLastRepeated(): boolean;
  /** Everything, as it came. */
  text(): string;
}

/** An echo stands at the beginning: what was typed is not echoed after thousands of other characters. */
const ECHO_WITHIN = 16_384;
/** A prompt or a question is short. */
const LONGEST_LINE = 1_000;

export function createAnswerBuffer(): AnswerBuffer {
  const pieces: string[] = [];
  let length = 0;
  let head = '';
  let tail = '';
  let echoed = '';

  const lastLine = () => cleanOutput(tail.slice(tail.lastIndexOf('\n') + 1)).trimEnd();

  function findEcho(line: string): boolean {
    if (head.includes(`${line}\r`) || head.includes(`${line}\n`)) return true;
    return cleanOutput(head).includes(`${line}\n`);
  }
  return {
    add(piece) {
      pieces.push(piece);
      length += piece.length;
      if (head.length < ECHO_WITHIN) head = (head + piece).slice(0, ECHO_WITHIN);
      tail = tailOf(tail + piece);
    },
    isEmpty: () => length === 0,
    length: () => length,
    hasEcho(line) {
      if (echoed !== line && findEcho(line)) echoed = line;
      return echoed === line;
    },
    lastLine,
    isLastRepeated: () => tail.includes('\n') && lineBefore(tail) === lastLine(),
    text: () => pieces.join(''),
  };
}

/** The last two lines, and no more of them than two prompts can have. */
function tailOf(text: string): string {
  const end = text.lastIndexOf('\n');
  const start = end < 1 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
  return text.slice(Math.max(start, end - LONGEST_LINE, text.length - 2 * LONGEST_LINE));
}

function lineBefore(tail: string): string {
  return cleanOutput(tail.slice(0, tail.lastIndexOf('\n') + 1)).trimEnd();
}
