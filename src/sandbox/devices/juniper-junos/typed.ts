import type { Reply } from '../command-line.ts';
import type { JunosDevice } from './device.ts';
import type { JunosSession } from './session.ts';
import type { Statement } from './statement.ts';

/** One line typed in configuration mode. */
export interface Typed {
  readonly device: JunosDevice;
  readonly session: JunosSession;
  readonly line: string;
  readonly promptLength: number;
}

/** What changes the candidate or commits it; false in the second place when the device did not take the line. */
export interface Changed {
  readonly reply: Reply;
  readonly accepted: boolean;
}

/** The candidate this session edits. */
export function candidateOf({ device, session }: Pick<Typed, 'device' | 'session'>): Statement {
  return session.editing?.scratch ?? device.box.candidate;
}

/** A line the device did not take. */
export function refused(answer: string): Changed {
  return { reply: { kind: 'text', text: answer }, accepted: false };
}
