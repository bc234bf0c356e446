/** How a unit's part of a change ended. Nothing else exists (semantics.md 8). `detail` is a sentence for an engineer. */
export type Ending =
  | { readonly kind: 'untouched'; readonly reason: UntouchedReason; readonly detail: string }
  | { readonly kind: 'applied'; readonly saved: boolean; readonly detail: string }
  | { readonly kind: 'rolled-back'; readonly by: 'us' | 'device'; readonly detail: string }
  | { readonly kind: 'quarantined'; readonly reason: QuarantineReason; readonly detail: string };

export type UntouchedReason = 'in line' | 'refused' | 'skipped' | 'superseded';
export type QuarantineReason = 'differs' | 'unknown' | 'not undone';

/** One word pair per ending, for metrics, lists and logs: `untouched: refused`, `applied: saved`. */
export function endingLabel(ending: Ending): string {
  switch (ending.kind) {
    case 'untouched':
    case 'quarantined':
      return `${ending.kind}: ${ending.reason}`;
    case 'applied':
      return ending.saved ? 'applied: saved' : 'applied: not saved';
    case 'rolled-back':
      return `rolled back: by ${ending.by === 'us' ? 'us' : 'the device'}`;
  }
}
