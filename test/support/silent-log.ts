import type { Log } from '../../src/ports/log.ts';

/** Tests look at the world, not at log lines. */
export const silentLog: Log = { error: ignore, warn: ignore, info: ignore, debug: ignore };

function ignore(): void {
  // Nothing to tell.
}
