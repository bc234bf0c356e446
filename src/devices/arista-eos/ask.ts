import { parseJsonAnswer } from '../json-answer.ts';
import type { JsonObject } from '../json-answer.ts';
import type { SessionContext } from '../platform-session.ts';
import { createAsking, refusalIn } from '../shell-ask.ts';
import type { EosCommandLine } from './command-line.ts';

const asking = createAsking({
  unknown: /^% ?(Invalid|Incomplete|Ambiguous|Unavailable|This is an unconverted|Error)/m,
  forbidden: /Authorization denied|privileged mode required/,
});

/** The answer to a command that every EOS device knows. Throws `device.*`. */
export const { ask } = asking;

/** The answer to `command | json` as an object. */
export async function askJson(
  line: EosCommandLine,
  context: SessionContext,
  command: string,
  ms: number = context.timeouts.commandMs,
): Promise<JsonObject> {
  const asked = `${command} | json`;
  return objectIn(await ask(line, context, asked, ms), asked, context.connection.name);
}

/** Like {@link askJson} for a command that not every device has: null where it is unknown, or answered with an error only. */
export async function askJsonIfKnown(
  line: EosCommandLine,
  context: SessionContext,
  command: string,
  ms: number = context.timeouts.commandMs,
): Promise<JsonObject | null> {
  const asked = `${command} | json`;
  const answer = await asking.askIfKnown(line, context, asked, ms);
  if (answer === null || /^% /m.test(refusalIn(answer))) return null;
  const value = objectIn(answer, asked, context.connection.name);
  return 'errors' in value ? null : value;
}

/** From the first brace that begins a line: a log line may stand before the answer. What follows must be all of it. */
function objectIn(answer: string, command: string, name: string): JsonObject {
  const start = answer.search(/^\{/m);
  return parseJsonAnswer(start === -1 ? answer : answer.slice(start), command, name);
}
