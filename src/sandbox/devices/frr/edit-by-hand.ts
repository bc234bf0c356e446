import type { FrrDevice } from './device.ts';
import { enterLine, TOP } from './enter.ts';
import type { Place } from './enter.ts';

/** Enters lines as somebody at the console would. Throws when one is refused. */
export function editByHand(device: FrrDevice, lines: readonly string[], user: string): void {
  let place: Place = TOP;
  for (const line of lines) {
    const before = device.running();
    const entered = enterLine(device.box, place, line);
    if (!entered.ok) throw new Error(`the simulated device refuses "${line}" of ${user}: ${entered.answer}`);
    place = entered.place;
    device.settle(before);
  }
}
