import { createDeviceLog } from '../device-log.ts';
import { openDevice } from '../open-device.ts';
import type { SimulatedDevice } from '../simulated-device.ts';
import type { SimulatedDeviceOptions } from '../simulated-device-options.ts';
import { createBox } from './create-box.ts';
import { createIosDevice } from './device.ts';
import { editByHand } from './edit-by-hand.ts';
import { createIosHouse } from './house.ts';
import { isReachable } from './state.ts';
import { formatConfiguration } from './text.ts';

/** Starts a device that behaves like an IOS router's command line over SSH. */
export async function startCiscoIos(options: SimulatedDeviceOptions): Promise<SimulatedDevice> {
  const log = createDeviceLog(options.logPath ?? null);
  const box = createBox(options);
  return await openDevice(options, log, (door) => {
    const device = createIosDevice(box, log, {
      minuteMs: options.minuteMs ?? 60_000,
      changed: () => door.hold(!isReachable(box)),
      cutAll: () => door.cutAll(),
    });
    return {
      house: createIosHouse(device),
      running: () => formatConfiguration(box.root),
      startup: () => box.startup,
      setFault: (fault) => device.setFault(fault),
      editByHand: (lines, user) => editByHand(device, lines, user),
      reboot: () => device.reboot(),
      sessions: () => device.sessions.size,
      stop: () => device.stop(),
    };
  });
}
