import type { PendingRevert, SelfRevert } from '../../domain/transaction.ts';

/** Whether jobs are possible, and the one that waits. */
export interface JobLook {
  readonly selfRevert: SelfRevert;
  readonly pendingRevert: PendingRevert | null;
}

/** What arming came to; anything but `armed` means that nothing was changed and nothing may be sent. */
export type Arming =
  | { readonly kind: 'armed' }
  | { readonly kind: 'locked'; readonly answer: string }
  | { readonly kind: 'not-armed'; readonly answer: string };

/** Runs one of our scripts on the host and returns what it said. Throws `device.*`. */
export type RunScript = (script: string, args: readonly (string | number)[], ms: number) => Promise<string>;
