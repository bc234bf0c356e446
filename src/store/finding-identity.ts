import type { Finding } from '../domain/finding.ts';

/**
 * Each finding under what makes it the same one at the next look: item, class and values, not the NetBox object. Findings
 * that agree in all of it (a line that stands twice) are counted through.
 */
export function identify<T>(all: readonly T[], findingOf: (each: T) => Finding): Map<string, T> {
  const result = new Map<string, T>();
  const seen = new Map<string, number>();
  for (const each of all) {
    const identity = identityOf(findingOf(each));
    const times = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, times);
    result.set(`${times} ${identity}`, each);
  }
  return result;
}

function identityOf(finding: Finding): string {
  const { path, key, kind, class: findingClass, intended, live, baseline } = finding;
  return JSON.stringify([path, key, kind, findingClass, intended, live, baseline]);
}

/** Orders by path, outermost section first, then by key. */
export function compareFindings(a: Finding, b: Finding): number {
  const left = [...a.path, a.key];
  const right = [...b.path, b.key];
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (part !== other) return part < other ? -1 : 1;
  }
  return left.length - right.length;
}
