import { createDeviceLog } from '../device-log.ts';
import { openDevice } from '../open-device.ts';
import type { SimulatedDevice } from '../simulated-device.ts';
import type { SimulatedDeviceOptions } from '../simulated-device-options.ts';
import { createBox } from './create-box.ts';
import { createEosDevice } from './device.ts';
import { editByHand } from './edit-by-hand.ts';
import { createEosHouse } from './house.ts';
import { isReachable } from './state.ts';

/** Starts a device that behaves like an EOS switch's command line over SSH. */
export async function startAristaEos(options: SimulatedDeviceOptions): Promise<SimulatedDevice> {
  const log = createDeviceLog(options.logPath ?? null);
  const box = createBox(options);
  return await openDevice(options, log, (door) => {
    const device = createEosDevice(box, log, {
      minuteMs: options.minuteMs ?? 60_000,
      changed: () => door.hold(!isReachable(box)),
      cutAll: () => door.cutAll(),
    });
    return {
      house: createEosHouse(device),
      running: () => device.running(),
      startup: () => box.startup,
      setFault: (fault) => device.setFault(fault),
      editByHand: (lines) => editByHand(device, lines),
      reboot: () => device.reboot(),
      sessions: () => device.sessions.size,
      stop: () => device.stop(),
    };
  });
}
