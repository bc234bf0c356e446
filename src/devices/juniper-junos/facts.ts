import { Fault } from '../../domain/fault.ts';
import type { DeviceFacts } from '../../domain/live.ts';
import { allOf, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** Who the device is, out of `show version`; `inventory` is `show chassis hardware`, or null where that is not to be had. */
export function parseFacts(version: XmlElement, inventory: XmlElement | null, name: string): DeviceFacts {
  const [software] = allOf(version, 'software-information');
  const hostname = software === undefined ? null : textIn(software, 'host-name');
  const release = software === undefined ? null : releaseOf(software);
  if (hostname === null || release === null)
    throw new Fault('device.unexpected-output', `${name} does not tell its host name and software version`);
  return { hostname, version: release, serial: inventory === null ? null : serialOf(inventory) };
}

/** Old releases name it only among their packages: `JUNOS Base OS boot [12.3R12.4]`. */
function releaseOf(software: XmlElement): string | null {
  const remarks = allOf(software, 'package-information').map((one) => textIn(one, 'comment') ?? '');
  return (
    textIn(software, 'junos-version') ?? remarks.map((text) => /\[([^\]]+)\]/.exec(text)?.[1])[0] ?? null
  );
}

function serialOf(inventory: XmlElement): string | null {
  const [chassis] = allOf(inventory, 'chassis');
  return chassis === undefined ? null : textIn(chassis, 'serial-number');
}
