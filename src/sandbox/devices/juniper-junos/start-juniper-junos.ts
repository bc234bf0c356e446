import { createDeviceLog } from '../device-log.ts';
import { openDevice } from '../open-device.ts';
import type { SimulatedDevice } from '../simulated-device.ts';
import type { SimulatedDeviceOptions } from '../simulated-device-options.ts';
import { createBox } from './create-box.ts';
import { createJunosDevice } from './device.ts';
import { editByHand } from './edit-by-hand.ts';
import { createJunosHouse } from './house.ts';

/** Starts a device that behaves like the command line of a Junos router over SSH. */
export function startJuniperJunos(options: SimulatedDeviceOptions): Promise<SimulatedDevice> {
  const log = createDeviceLog(options.logPath ?? null);
  const box = createBox(options);
  return openDevice(options, log, (door) => {
    const device = createJunosDevice(box, log, {
      minuteMs: options.minuteMs ?? 60_000,
      hold: (isHeld) => door.hold(isHeld),
      cutAll: () => door.cutAll(),
    });
    return {
      house: createJunosHouse(device),
      running: () => device.running(),
      // What is committed is saved: there is no other startup configuration.
      startup: () => device.running(),
      setFault: (fault) => device.setFault(fault),
      editByHand: (lines, user) => editByHand(device, lines, user),
      reboot: () => device.reboot({}),
      sessions: () => device.sessions.size,
      stop: () => device.stop(),
    };
  });
}
