import type { DeviceLog } from './device-log.ts';
import { createDoorKeeper } from './door-keeper.ts';
import type { House } from './door-keeper.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { SimulatedDeviceOptions } from './simulated-device-options.ts';
import type { SimulatedFault } from './simulated-fault.ts';
import type { SshDoor } from './ssh-door.ts';
import { openSshDoor } from './ssh-door.ts';

/** What a device may do to its door; nothing happens before it is open. */
export interface DoorHandle {
  hold(isHeld: boolean): void;
  cutAll(): void;
}

/** A platform's device without its door. */
export interface DeviceBody {
  readonly house: House;
  running(): string;
  startup(): string;
  setFault(fault: SimulatedFault | null): void;
  editByHand(lines: readonly string[], user: string): void;
  reboot(): void;
  sessions(): number;
  /** Ends its timers. */
  stop(): void;
}

/** Makes a device and opens its SSH server. `make` is given the door it will have. */
export async function openDevice(
  options: SimulatedDeviceOptions,
  log: DeviceLog,
  make: (door: DoorHandle) => DeviceBody,
): Promise<SimulatedDevice> {
  let door: SshDoor | null = null;
  const body = make({ hold: (isHeld) => door?.hold(isHeld), cutAll: () => door?.cutAll() });
  const keeper = createDoorKeeper(body.house, options.hostKey);
  body.setFault(options.fault ?? null);
  const opened = await openSshDoor(options, keeper);
  door = opened;
  return {
    address: options.host,
    port: opened.port,
    hostKey: keeper.publicKey,
    running: () => body.running(),
    startup: () => body.startup(),
    log: () => log.lines,
    events: () => log.events,
    setFault: (fault) => body.setFault(fault),
    editByHand: (lines, user = 'console') => body.editByHand(lines, user),
    cutSessions: () => opened.cutAll(),
    reboot: () => body.reboot(),
    sessions: () => body.sessions(),
    async stop() {
      body.stop();
      await opened.close();
    },
  };
}
