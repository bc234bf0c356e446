/** How Junos begins a line that refuses something (facts/devices.md 4.1). Warnings and the remarks of commit scripts do not. */
const REFUSAL =
  /^\s*(error:|unknown command|syntax error|missing\b|invalid\b|.* is ambiguous\.?$|No valid completions|.*permission denied|warning: statement not found|Invalid numeric value|value .* is not within range)/i;

/** Lines around answers: the place in the configuration, the role of a routing engine, the clock of a confirmed commit. */
const AROUND =
  /^(\{(master|backup|primary|secondary|linecard)[^}]*\}(\[edit.*\])?|\[edit.*\]|# commit confirmed will be rolled back in .*|)$/;

/** An answer without what the device prints around every answer. */
export function wordsOf(answer: string): string {
  const lines = answer.split('\n');
  while (lines.length > 0 && AROUND.test((lines.at(-1) ?? '').trim())) lines.pop();
  while (lines.length > 0 && AROUND.test((lines[0] ?? '').trim())) lines.shift();
  return lines.join('\n');
}

/**
 * The words with which the device refused a line, or null when it took it. `warning: statement not found` counts: a `delete`
 * that deletes nothing means that the device is not as the plan expects.
 */
export function refusalOf(answer: string): string | null {
  const words = wordsOf(answer);
  const lines = words.split('\n').filter((line) => !/^\s*\^\s*$/.test(line));
  return lines.some((line) => REFUSAL.test(line)) ? lines.join('\n').trim() : null;
}

/** True for an answer that refuses because somebody else works on the configuration. */
export function isLockedAnswer(answer: string): boolean {
  return /configuration database (locked by|modified|is locked)|database is already locked/i.test(answer);
}
