import { REDACTION_RULES } from './redaction-rules.ts';
import { REDACTED } from './redacted.ts';

/** More passes than nested secrets were ever seen to need; bounds the work on hostile text. */
const MAX_PASSES = 6;

/**
 * Replaces the secret part of configuration lines and of free text by `<redacted>`.
 * Everything that leaves the process as text passes here once: log lines, journal entries, pages, command output.
 * Idempotent: text redacted before comes back unchanged. Prose about secrets ("the key is missing") stays readable.
 */
export function redactSecrets(text: string): string {
  let current = text;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const next = REDACTION_RULES.reduce((result, rule) => rule(result), current);
    if (next === current) return current;
    current = next;
  }
  return current;
}

/** Field names whose value is a secret whatever it looks like; `key` alone names items and is not among them. */
const SECRET_FIELD =
  /^(?:x-hook-signature|cookie|set-cookie)$|pass(?:word|phrase|wd)$|secret$|token$|authorization$|api[-_]?key$|private[-_]?key$|psk$|community$|credentials?$/i;

/** True for the name of a field that must never be shown with its value. */
export function isSecretField(name: string): boolean {
  return SECRET_FIELD.test(name);
}

/**
 * The same value with every string in it redacted and every secret field replaced, at any depth. For plain data
 * (JSON) on its way out; `redactText` is {@link redactSecrets} unless the caller knows more secrets.
 */
export function redactDeep(value: unknown, redactText: (text: string) => string = redactSecrets): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map((element) => redactDeep(element, redactText));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      redactText(name),
      isSecretField(name) && isShowable(field) ? REDACTED : redactDeep(field, redactText),
    ]),
  );
}

/** Absence and yes/no tell no secret and help an engineer ("token: null"). */
function isShowable(field: unknown): boolean {
  return field !== null && field !== undefined && typeof field !== 'boolean';
}
