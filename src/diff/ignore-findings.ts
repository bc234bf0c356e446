import type { Warning } from '../domain/configuration.ts';
import type { Finding, IgnoredFinding } from '../domain/finding.ts';
import type { Instant } from '../domain/ids.ts';
import type { IgnoreRule } from '../domain/policy.ts';
import { namesItem } from './path-pattern.ts';

/** Findings taken apart by the policy's ignore rules. */
export interface SortedFindings {
  readonly kept: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  /** One for each rule that has run out and would still ignore something. */
  readonly warnings: readonly Warning[];
}

/** Sorts findings by the rules in force at an instant; the first rule that names an item counts. */
export function ignoreFindings(
  findings: readonly Finding[],
  rules: readonly IgnoreRule[],
  now: Instant,
): SortedFindings {
  const valid = rules.filter((rule) => !isOver(rule, now));
  const kept: Finding[] = [];
  const ignored: IgnoredFinding[] = [];
  for (const finding of findings) {
    const rule = valid.find(({ path }) => namesItem(path, finding));
    if (rule === undefined) kept.push(finding);
    else ignored.push({ finding, rule });
  }
  const over = rules.filter((rule) => isOver(rule, now));
  const missed = over.filter(({ path }) => kept.some((finding) => namesItem(path, finding)));
  return { kept, ignored, warnings: missed.map(toWarning) };
}

/** A rule holds through its last day, in UTC. */
function isOver({ until }: IgnoreRule, now: Instant): boolean {
  return until !== null && now.slice(0, until.length) > until;
}

function toWarning({ name, path, owner, until }: IgnoreRule): Warning {
  const message = `The ignore rule "${name}" (${path}) of ${owner} ended on ${until ?? ''} and ignores nothing any more: remove it, or give it a new date.`;
  return { code: 'ignore-rule-over', message, path: [] };
}
