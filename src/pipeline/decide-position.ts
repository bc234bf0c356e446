import { readItems } from '../diff/read-items.ts';
import { itemIdOf } from '../domain/finding.ts';
import { type Plan, scopeOf } from '../domain/plan.ts';

/**
 * Where a device stands on the way of a plan, judged by the items the plan writes and nothing else.
 * `before`: none took effect; `after`: all did; `between`: some did, or somebody else changed one of them.
 */
export type Position =
  | { readonly kind: 'before' | 'after' | 'between' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Decides the position from a live configuration. */
export function decidePosition(plan: Plan, configuration: string): Position {
  const read = readItems(plan.unit.platform, configuration, scopeOf(plan), 'live');
  if (!read.ok) return { kind: 'unreadable', reason: read.reason };
  const live = new Map(read.items.map((item) => [itemIdOf(item), item.line]));
  const lines = plan.applies.map((finding) => ({ finding, line: live.get(itemIdOf(finding)) ?? null }));
  // Intended is looked at first: a plan whose items already stand as intended has nothing left to do.
  if (lines.every(({ finding, line }) => line === finding.intended)) return { kind: 'after' };
  if (lines.every(({ finding, line }) => line === finding.live)) return { kind: 'before' };
  return { kind: 'between' };
}
