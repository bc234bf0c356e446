import type { DeviceState } from './device-answer.ts';

/** A device's fields as NetBox showed them, and the ETag under which exactly this version may be changed. */
export interface SeenDevice {
  readonly device: DeviceState;
  readonly etag: string;
}

/** A device as a list shows it: without an ETag, but with the time of its last save. */
export type ListedDevice = DeviceState & { readonly last_updated: string | null };

/** What lists said of devices moments ago, for whoever shows a verdict there: most verdicts follow from such a list. */
export interface SeenDevices {
  note(devices: readonly ListedDevice[]): void;
  /** What was noted of the device, once: after the save it is kept for, it is another version. */
  take(id: number): SeenDevice | null;
}

/** A sweep shows a verdict soon after it read the device; more are never between the two. */
const KEPT = 500;

/**
 * Spares a sweep one request a device. Nothing depends on it: a save under an ETag that is not the device's any more is
 * refused by NetBox (412), and then the device is read.
 */
export function createSeenDevices(): SeenDevices {
  const seen = new Map<number, SeenDevice>();
  return {
    note(devices) {
      for (const { last_updated: lastUpdated, ...device } of devices) {
        seen.delete(device.id);
        if (lastUpdated !== null) seen.set(device.id, { device, etag: etagOf(lastUpdated) });
      }
      for (const oldest of [...seen.keys()].slice(0, Math.max(0, seen.size - KEPT))) seen.delete(oldest);
    },
    take(id) {
      const found = seen.get(id) ?? null;
      seen.delete(id);
      return found;
    },
  };
}

/**
 * The ETag NetBox 4.6 and 4.7 make of that time: always UTC and with all digits, while the list has NetBox's own time zone
 * and writes UTC as Z.
 */
function etagOf(lastUpdated: string): string {
  const fraction = /\.\d+/.exec(lastUpdated)?.[0] ?? '';
  return `W/"${new Date(lastUpdated).toISOString().slice(0, 19)}${fraction}+00:00"`;
}
