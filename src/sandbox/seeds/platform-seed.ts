import type { LldpFarEnd } from '../devices/simulated-device-options.ts';
import type { SeedInterface } from '../netbox/seed.ts';

/** What one sandbox device is made of, whatever its platform. */
export interface SeededDevice {
  readonly number: number;
  readonly hostname: string;
  /** Where sessions arrive, in a network of length 16. */
  readonly management: string;
  /** The first three octets of the link to the core: `.1` is the device, `.2` the core, in a network of length 30. */
  readonly uplink: string;
  /** Its own AS; that of the core is 64500. */
  readonly as: number;
  readonly accessPorts: number;
}

/** The AS at the other end of every uplink. */
export const CORE_AS = 64_500;

/**
 * How a sandbox device of one platform begins: its configuration, and what NetBox holds of it. Both say the same, so that a
 * first check finds it in line; and the device can take a change back by itself.
 */
export interface PlatformSeed {
  /** The platform's slug in NetBox. */
  readonly slug: string;
  readonly configuration: (device: SeededDevice) => string;
  readonly interfaces: (device: SeededDevice) => readonly SeedInterface[];
  /** Who is heard by LLDP, where the simulated device speaks it. */
  readonly lldpNeighbors: readonly LldpFarEnd[];
  /** The port towards the core, by the name state is kept under; the fault `worse` takes it down. */
  readonly uplinkPort: string;
}

/** Ports for desks: `nameOf` gives their names, the first index is 0. */
export function deskPorts(
  device: Pick<SeededDevice, 'accessPorts'>,
  nameOf: (index: number) => string,
): readonly { readonly name: string; readonly description: string }[] {
  return Array.from({ length: device.accessPorts }, (_, index) => ({
    name: nameOf(index),
    description: `desk ${index + 1}`,
  }));
}
