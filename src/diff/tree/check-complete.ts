import type { PlatformRules } from '../platforms/platform-rules.ts';

/** Left over from a pager: everything after it is missing or mangled. */
const PAGER = /^\s*(<?-+ ?more ?-+>?|-+\(more.*\)-+)/im;

/** Backspaces and escape sequences belong to a terminal, not to a configuration. ETX stands in banners of some devices. */
const TERMINAL = /[\u0000-\u0002\u0004-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * Says why a live text is not one whole configuration, or null when it is.
 * A truncated text looks like removed configuration, so it must never be compared.
 */
export function incompleteReason(rules: PlatformRules, text: string): string | null {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const last = lines.findLast((line) => line.trim() !== '')?.trimEnd();
  if (last === undefined) return 'The live configuration is empty: read the device again.';
  // Braces say themselves whether they are whole, and the reader of Junos looks for the rest.
  if (rules.platform === 'juniper_junos') return null;
  if (last !== 'end') {
    return 'The live configuration does not end with "end", so a part of it is missing: read the device again.';
  }
  if (PAGER.test(text))
    return 'The live configuration was cut by the pager ("--More--"): read the device again.';
  if (TERMINAL.test(text))
    return 'The live configuration holds terminal control characters: read the device again.';
  const failure = lines.find((line) => rules.failures.some((pattern) => pattern.test(line)));
  if (failure !== undefined) {
    return `The live configuration holds an error message ("${failure.trim().slice(0, 80)}"): read the device again.`;
  }
  return null;
}
