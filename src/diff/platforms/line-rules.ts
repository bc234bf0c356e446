import type { LineRule, SectionRule } from './platform-rules.ts';

/** One line per key; the short form `no <key>` removes it. */
export function attribute(pattern: string, more: Partial<LineRule> = {}): LineRule {
  return { pattern, negation: 'key', ...more };
}

/** One of many; `no <line>` removes it. */
export function member(pattern: string, more: Partial<LineRule> = {}): LineRule {
  return { pattern, negation: 'line', ...more };
}

/** A switch with its state when nothing is shown. */
export function toggle(
  pattern: string,
  standard: NonNullable<LineRule['toggle']>,
  more: Partial<LineRule> = {},
): LineRule {
  return { pattern, negation: 'line', toggle: standard, ...more };
}

/** Compared, but not changed by commands. */
export function fixed(pattern: string, more: Partial<LineRule> = {}): LineRule {
  return { pattern, negation: 'never', fixed: true, ...more };
}

/** A section that `no` + header removes, without anything special. */
export function section(
  opener: string,
  lines: readonly LineRule[],
  more: Partial<SectionRule> = {},
): SectionRule {
  return {
    opener,
    presence: 'removable',
    lines,
    sections: [],
    model: false,
    exit: null,
    meant: [],
    ...more,
  };
}
