import type { DeviceRecord } from '../domain/device-model.ts';
import type { Platform } from '../domain/platform.ts';
import { encodeHostname } from './encode-value.ts';
import { lineOrProblem, NO_LINES, type Lines } from './section-lines.ts';

/** The line of the device's own name; a device without one has no opinion on what it is called. */
export function hostnameLine(platform: Platform, key: string, command: string, device: DeviceRecord): Lines {
  if (device.name === '') return NO_LINES;
  return lineOrProblem(key, encodeHostname(platform, command, device.name), device.object, 'name');
}
