/** Notices that begin with a percent sign and refuse nothing. */
const NOTICES: readonly RegExp[] = [
  /^%\s?Warning/i,
  /^%\s?Informational/i,
  /portfast/i,
  /will take effect after/i,
  // The one a person should see: the addresses are gone.
  /address(es)?(\(es\))? (from all interfaces in VRF .* )?(have been )?removed|address\(es\) removed due to/i,
  // Log lines: `%SYS-5-CONFIG_I: …`
  /^%[A-Z][A-Z0-9_]*-\d-[A-Z0-9_]+:/,
];

/** Refusals without a percent sign (facts/devices.md 1.4 and 2.3). */
const REFUSALS =
  /Command rejected|Command authorization failed|not authori[sz]ed|permission denied|Invalid input detected|overlaps with|is locked|locked by|locked exclusively|Could not lock|^Bad mask|^Must delete|^Invalid address|BGP is already running|^ERROR|^Error:|Do you want to kill/im;

/**
 * The words with which a device refused a configuration line, or null when it took it. Every line with a percent sign that
 * is no known notice counts as a refusal: a refusal that goes unnoticed would be reported as done.
 */
export function refusalOf(answer: string): string | null {
  const lines = answer.split('\n').filter((line) => line.trim() !== '');
  const isNotice = (line: string) => NOTICES.some((pattern) => pattern.test(line.trim()));
  const refused = lines.some(
    (line) => !isNotice(line) && (line.trim().startsWith('%') || REFUSALS.test(line)),
  );
  return refused ? lines.filter((line) => !/^\s*\^\s*$/.test(line)).join('\n') : null;
}
