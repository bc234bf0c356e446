import type { FaultCode } from '../domain/fault.ts';

/** Why a text cannot be used. `message` is one line that begins with the place and ends with what to do. */
export interface TextProblem {
  readonly code: FaultCode;
  readonly message: string;
}

/** A problem of a certain line, counted from 1. */
export function problemAt(code: FaultCode, line: number, sentence: string): TextProblem {
  return { code, message: `line ${line}: ${sentence}` };
}

/** Text of a configuration inside a message: cut, in quotes, and on one line. */
export function quoted(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return `"${flat.length > 60 ? `${flat.slice(0, 60)}…` : flat}"`;
}
