import type { Clock } from '../../ports/clock.ts';
import type { Pin } from '../../ports/pin.ts';
import type { PinParts } from './pin-parts.ts';
import { acceptNetBox, verifyPin } from './verify-pin.ts';

/** How long one look serves all planning: NetBox is asked three cheap questions at most that often. */
const FRESH_MS = 5_000;

/** {@link Pin} of this process. Looked at anew before every write, so that not even the first one is made for another NetBox. */
export function createPin(parts: PinParts & { readonly clock: Clock }): Pin {
  let last: { readonly at: number; readonly doubt: Promise<string | null> } | null = null;

  async function look(): Promise<string | null> {
    const verified = await verifyPin(parts);
    return verified.kind === 'doubt' ? verified.reason : verified.outdated;
  }

  return {
    async doubt(wanted) {
      const now = Date.parse(parts.clock.now());
      const isRecent = last !== null && now >= last.at && now - last.at <= FRESH_MS;
      if (last === null || wanted === 'now' || !isRecent) last = { at: now, doubt: look() };
      const mine = last;
      let isCalm = false;
      try {
        const doubt = await mine.doubt;
        isCalm = doubt === null;
        return doubt;
      } finally {
        // An answer that failed serves nobody else, and a doubt may have ended meanwhile.
        if (!isCalm && last === mine) last = null;
      }
    },
    async accept(by) {
      const served = await acceptNetBox(parts, by);
      last = null;
      return served;
    },
  };
}
