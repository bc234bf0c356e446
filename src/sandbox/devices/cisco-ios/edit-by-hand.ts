import type { IosDevice } from './device.ts';
import { enterLine } from './enter.ts';
import { TOP } from './entering.ts';
import type { Place } from './entering.ts';
import { formatConfiguration } from './text.ts';

/** Enters lines as somebody at the console would, confirming every question. Throws when one is refused. */
export function editByHand(device: IosDevice, lines: readonly string[], user: string): void {
  let place: Place = TOP;
  for (const line of lines) {
    const before = formatConfiguration(device.box.root);
    const entered = enterLine(device.box, place, line);
    if (entered.kind === 'question') entered.confirmed();
    else if (entered.kind === 'accepted') place = entered.place;
    else throw new Error(`the simulated device refuses "${line}" by hand: ${JSON.stringify(entered)}`);
    device.settle(before, user);
  }
}
