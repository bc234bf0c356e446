import type { Unit } from '../../../src/domain/unit.ts';
import type { SimulatedDevice } from '../../../src/sandbox/devices/simulated-device.ts';
import type { SimulatedFault } from '../../../src/sandbox/devices/simulated-fault.ts';
import type { DeviceBench } from './device-bench.ts';

/** What a bench sees of a simulated device and does to it past the driver; the same for every platform. */
export function pastTheDriver(
  device: SimulatedDevice,
  unit: Unit,
): Pick<DeviceBench, 'editByHand' | 'received' | 'startup' | 'logins' | 'interrupt'> {
  const count = (kind: string) => device.events().filter((event) => event.kind === kind).length;
  return {
    editByHand(lines) {
      device.editByHand(lines);
      return Promise.resolve();
    },
    received: () => Promise.resolve(device.log().map(({ command }) => command)),
    startup: () => Promise.resolve(device.startup()),
    logins: () => Promise.resolve({ accepted: count('login'), refused: count('login-refused') }),
    async interrupt(how, command, work) {
      device.setFault({ kind: how === 'cut' ? 'close' : 'hang', at: command, applied: true });
      try {
        return await work(unit, {});
      } finally {
        device.setFault(null);
      }
    },
  };
}

/** How a bench makes the device misbehave from now on. */
export function faultOn(device: SimulatedDevice): (fault: SimulatedFault) => Promise<void> {
  return (fault) => {
    device.setFault(fault);
    return Promise.resolve();
  };
}
