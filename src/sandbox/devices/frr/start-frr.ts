import { createDeviceLog } from '../device-log.ts';
import { openDevice } from '../open-device.ts';
import type { SimulatedDevice } from '../simulated-device.ts';
import type { SimulatedDeviceOptions } from '../simulated-device-options.ts';
import { createBox } from './create-box.ts';
import { createFrrDevice } from './device.ts';
import type { FrrDevice } from './device.ts';
import { editByHand } from './edit-by-hand.ts';
import { createHost } from './host/host.ts';
import { createFrrHouse } from './house.ts';
import { isReachable } from './state.ts';
import { runVtysh } from './vtysh.ts';

/**
 * Starts a router that behaves like FRR 8.4 on a Linux host over SSH: exec channels with exit status and standard error, for
 * accounts that log in to vtysh and for those that have bash. Written from facts/devices.md 5 and from what the lab shows.
 */
export async function startFrr(options: SimulatedDeviceOptions): Promise<SimulatedDevice> {
  const log = createDeviceLog(options.logPath ?? null);
  const box = createBox(options);
  return await openDevice(options, log, (door) => {
    const host = createHost({
      box,
      faultAt: (line) => device.faults.atExec(line),
      vtysh: (session, text, told) => void runVtysh(device, session, text, told),
      running: () => device.running(),
      replace: (root) => device.replace(root),
    });
    const device: FrrDevice = createFrrDevice(box, log, host, {
      changed: () => door.hold(!isReachable(box)),
      cutAll: () => door.cutAll(),
    });
    const house = createFrrHouse(device);
    return {
      house,
      running: () => device.running(),
      startup: () => box.startup,
      setFault: (fault) => device.setFault(fault),
      editByHand: (lines, user) => editByHand(device, lines, user),
      reboot: () => device.reboot(),
      sessions: () => house.sessions(),
      stop: () => device.stop(),
    };
  });
}
