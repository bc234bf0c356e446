import type { EosDevice } from './device.ts';
import { enterLine } from './enter.ts';
import { TOP } from './entering.ts';
import type { Place } from './entering.ts';

/** Enters lines as somebody at the console would, outside of any session. Throws when one is refused. */
export function editByHand(device: EosDevice, lines: readonly string[]): void {
  let place: Place = TOP;
  for (const line of lines) {
    const before = device.running();
    const entered = enterLine(device.box, place, line);
    if (entered.kind !== 'accepted')
      throw new Error(`the simulated device refuses "${line}" by hand: ${JSON.stringify(entered)}`);
    place = entered.place;
    device.settle(before);
  }
}
