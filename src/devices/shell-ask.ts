import { Fault } from '../domain/fault.ts';
import type { SessionContext } from './platform-session.ts';

/** A command line that is asked for what it shows. */
export interface Looking {
  look(command: string, totalMs: number): Promise<string>;
}

/** How a platform says no. */
export interface RefusalWords {
  /** It does not know the command. */
  readonly unknown: RegExp;
  /** The account may not run it. */
  readonly forbidden: RegExp;
}

/** Asks a command; by default it may take as long as any command. */
export type Ask<Answer> = (
  line: Looking,
  context: SessionContext,
  command: string,
  ms?: number,
) => Promise<Answer>;

/** The two ways to ask a platform for what it shows. Both throw `device.*`. */
export interface Asking {
  /** The answer; a fault also when the device does not know the command. */
  readonly ask: Ask<string>;
  /**
   * The answer to a command that not every device has; null where it is unknown. An account that may not run it is a fault all
   * the same: a lock or a neighbor that nobody may see would look like none.
   */
  readonly askIfKnown: Ask<string | null>;
}

/** {@link Asking} of a platform that refuses in these words. */
export function createAsking({ unknown, forbidden }: RefusalWords): Asking {
  const askIfKnown: Asking['askIfKnown'] = async (line, context, command, ms) => {
    const answer = await line.look(command, ms ?? context.timeouts.commandMs);
    if (forbidden.test(refusalIn(answer)))
      throw new Fault(
        'device.authentication',
        `${context.connection.name} refused "${command}": the account may not run it`,
        answer.slice(0, 300),
      );
    return unknown.test(refusalIn(answer)) ? null : answer;
  };
  return {
    askIfKnown,
    async ask(line, context, command, ms) {
      const answer = await askIfKnown(line, context, command, ms);
      if (answer !== null) return answer;
      throw new Fault('device.unexpected-output', `${context.connection.name} does not know "${command}"`);
    },
  };
}

/** A refusal is short; the banner in a configuration may say the same words. */
export function refusalIn(answer: string): string {
  return answer.length > 400 ? '' : answer;
}
