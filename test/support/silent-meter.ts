import type { Meter } from '../../src/ports/meter.ts';

/** Counts nothing. */
export const silentMeter: Meter = {
  processed: ignore,
  failed: ignore,
  apiRequest: ignore,
  queueSize: ignore,
  changeEnded: ignore,
  webhook: ignore,
  caughtUp: ignore,
  netboxDoubt: ignore,
  webhooksSilent: ignore,
  refusedLogins: ignore,
  devicesBackingOff: ignore,
  notice: ignore,
  noticesWaiting: ignore,
};

function ignore(): void {
  // Nothing to count.
}
