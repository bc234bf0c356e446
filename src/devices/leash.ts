import { onAbort } from './on-abort.ts';

/** The signal of a session that outlives the work it was opened for: it aborts when whoever holds the session now is stopped. */
export interface Leash {
  readonly signal: AbortSignal;
  /** The session now belongs to the work of this signal, and no longer to that of the former one. */
  hold(signal: AbortSignal): void;
  /** The session belongs to nobody. */
  drop(): void;
}

export function createLeash(first: AbortSignal): Leash {
  const own = new AbortController();
  let letGo = onAbort(first, () => own.abort());
  const drop = () => letGo();
  return {
    signal: own.signal,
    drop,
    hold(signal) {
      drop();
      letGo = onAbort(signal, () => own.abort());
    },
  };
}
