/** Lines with a percent sign that refuse nothing. */
const NOTICES: readonly RegExp[] = [
  /^%\s?Warning/i,
  // Log lines: `%SYS-5-CONFIG_I: …`
  /^%[A-Z][A-Z0-9_]*-\d-[A-Z0-9_]+:/,
];

/** Refusals without a percent sign (facts/devices.md 1.4 and 3.1). */
const REFUSALS =
  /Maximum number of pending sessions|Authorization denied|not authori[sz]ed|permission denied|^Error:|^Cannot commit/im;

/**
 * The words with which a device refused a line, or null when it took it. Every line with a percent sign that is no known
 * notice counts as a refusal: a refusal that goes unnoticed would be reported as done. Lines with `!` are remarks.
 */
export function refusalOf(answer: string): string | null {
  const lines = answer.split('\n').filter((line) => line.trim() !== '');
  const isNotice = (line: string) => NOTICES.some((pattern) => pattern.test(line.trim()));
  const isRefused = lines.some(
    (line) => !isNotice(line) && (line.trim().startsWith('%') || REFUSALS.test(line)),
  );
  return isRefused ? lines.join('\n') : null;
}
