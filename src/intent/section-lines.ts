import type { Warning } from '../domain/configuration.ts';
import type { ObjectRef } from '../domain/netbox-object.ts';
import type { EncodedValue } from './encode-value.ts';
import type { IntentProblem } from './intent-result.ts';
import { oneLine } from './one-line.ts';

/** One line of intent, under its section's header or (null) at the top level, and what it comes from. */
export interface IntentLine {
  readonly line: string;
  /** The item's key: the command words of an attribute, the whole line of a member of a collection. */
  readonly key: string;
  readonly object: ObjectRef;
}

/** What a platform makes of one NetBox object: lines, and what stands in the way. */
export interface Lines {
  readonly lines: readonly IntentLine[];
  readonly problems: readonly IntentProblem[];
  readonly warnings: readonly Warning[];
}

export const NO_LINES: Lines = { lines: [], problems: [], warnings: [] };

/** A line with its key, or the problem that keeps it from being one; `what` names the value for the reader. */
export function lineOrProblem(key: string, encoded: EncodedValue, object: ObjectRef, what: string): Lines {
  if (encoded.ok) return { ...NO_LINES, lines: [{ line: encoded.text, key, object }] };
  return problem(
    object,
    `The ${what} of ${object.name} cannot be sent: ${encoded.reason}. Change it in NetBox.`,
  );
}

/** A line that needs no encoding because nothing in it comes from free input. */
export function fixedLine(key: string, line: string, object: ObjectRef): Lines {
  return { ...NO_LINES, lines: [{ line, key, object }] };
}

export function problem(object: ObjectRef, message: string): Lines {
  return { ...NO_LINES, problems: [{ object, message: oneLine(message) }] };
}

export function warning(code: string, message: string, path: readonly string[]): Lines {
  return { ...NO_LINES, warnings: [{ code, message: oneLine(message), path }] };
}

export function joinLines(parts: readonly Lines[]): Lines {
  return {
    lines: parts.flatMap((part) => part.lines),
    problems: parts.flatMap((part) => part.problems),
    warnings: parts.flatMap((part) => part.warnings),
  };
}
