import { Fault } from '../../domain/fault.ts';

/** What `show configuration` says about itself: `## Last commit: 2026-03-03 09:14:22 UTC by anna`. */
export interface Header {
  readonly at: string;
  readonly by: string;
}

export interface ShownConfiguration {
  readonly text: string;
  readonly header: Header | null;
}

const HEADER = /^## Last (?:commit|changed): (.+?)(?: by (\S+))?$/m;

/**
 * The configuration out of `show configuration`, in the form with braces: in that of `set` lines a cut would leave no trace, and
 * neither would a part the account may not see. Without the header, which changes by itself. Throws `device.incomplete` when
 * the text does not close, and `device.authentication` when the device kept something back.
 */
export function parseJunosConfiguration(answer: string, name: string): ShownConfiguration {
  const [, at, by] = HEADER.exec(answer) ?? [];
  const lines = answer.split('\n').filter((line) => !HEADER.test(line));
  const text = `${lines.join('\n').trim()}\n`;
  if (/\/\* (ACCESS-DENIED|SECRET-DATA) \*\//.test(text))
    throw new Fault(
      'device.authentication',
      `${name} keeps back parts of its configuration from this account: give its login class the permissions "view-configuration" and "secret"`,
    );
  if (!isClosed(text) || !/^system \{$/m.test(text))
    throw new Fault(
      'device.incomplete',
      `${name} did not show its whole configuration; it is read again later`,
    );
  return { text, header: at === undefined || by === undefined ? null : { at, by } };
}

const PIECE = /"(?:[^"\\\n]|\\.)*"|\/\*[\s\S]*?\*\/|#[^\n]*|[{}]|"|\/\*/g;

/** Every brace, quote and comment closes, and the last thing is a block: `}`. */
function isClosed(text: string): boolean {
  let depth = 0;
  for (const [piece] of text.matchAll(PIECE)) {
    if (piece === '{') depth += 1;
    if (piece === '}') depth -= 1;
    if (piece === '"' || piece === '/*' || depth < 0) return false;
  }
  return depth === 0 && /[;}]\s*(#[^\n]*)?$/.test(text.trimEnd());
}
