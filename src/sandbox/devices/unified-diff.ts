/**
 * A unified diff of two texts with three lines around each change and the two names above; empty when they are the same. Made
 * for configurations of some thousand lines.
 */
export function unifiedDiff(
  before: { readonly name: string; readonly text: string },
  after: { readonly name: string; readonly text: string },
): string {
  const steps = stepsOf(before.text.split('\n'), after.text.split('\n'));
  const changed = steps.map((step) => step.mark !== ' ');
  const shown = steps.map((_step, at) =>
    changed.slice(Math.max(0, at - AROUND), at + AROUND + 1).includes(true),
  );
  if (!shown.includes(true)) return '';
  const lines = steps.flatMap((step, at) => {
    if (shown[at] !== true) return [];
    const header = shown[at - 1] === true ? [] : [`@@ -${step.before + 1} +${step.after + 1} @@`];
    return [...header, `${step.mark}${step.line}`];
  });
  return [`--- ${before.name}`, `+++ ${after.name}`, ...lines].join('\n');
}

const AROUND = 3;

interface Step {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
  /** How many lines of each text stand before. */
  readonly before: number;
  readonly after: number;
}

function stepsOf(before: readonly string[], after: readonly string[]): readonly Step[] {
  const lengths = commonLengths(before, after);
  const steps: Step[] = [];
  let [a, b] = [0, 0];
  while (a < before.length || b < after.length) {
    const [left, right] = [before[a], after[b]];
    if (left !== undefined && left === right) {
      steps.push({ mark: ' ', line: left, before: a, after: b });
      a += 1;
      b += 1;
    } else if (
      left !== undefined &&
      (right === undefined || lengthAt(lengths, a + 1, b) >= lengthAt(lengths, a, b + 1))
    ) {
      steps.push({ mark: '-', line: left, before: a, after: b });
      a += 1;
    } else {
      steps.push({ mark: '+', line: right ?? '', before: a, after: b });
      b += 1;
    }
  }
  return steps;
}

/** Row a, column b: how many lines the texts from there on have in common, in order. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly Uint16Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let a = before.length - 1; a >= 0; a -= 1) {
    const row = rows[a];
    for (let b = after.length - 1; row !== undefined && b >= 0; b -= 1)
      row[b] =
        before[a] === after[b]
          ? lengthAt(rows, a + 1, b + 1) + 1
          : Math.max(lengthAt(rows, a + 1, b), lengthAt(rows, a, b + 1));
  }
  return rows;
}

function lengthAt(rows: readonly Uint16Array[], a: number, b: number): number {
  return rows[a]?.[b] ?? 0;
}
