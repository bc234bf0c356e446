import type { Json } from '../../domain/json.ts';
import type { Seed, SeedDevice } from './seed.ts';

export interface SeedSize {
  readonly devices: number;
  readonly interfaces: number;
  /** Slug, `frr` unless said otherwise. */
  readonly platform?: string;
  /** `device` gives `device-1`, `device-2`, … */
  readonly prefix?: string;
  readonly plumbline?: { readonly [key: string]: Json };
}

/**
 * A network of that size: devices `<prefix>-1` …, each with interfaces `eth0` … and a primary address of its own
 * (`10.<n>.<n>.1/24`) on the first of them.
 */
export function makeSeed(size: SeedSize): Seed {
  return { devices: Array.from({ length: size.devices }, (_nothing, index) => seedDevice(size, index + 1)) };
}

function seedDevice(size: SeedSize, number: number): SeedDevice {
  const address = `10.${number >> 8}.${number & 255}.1/24`;
  return {
    name: `${size.prefix ?? 'device'}-${number}`,
    platform: size.platform ?? 'frr',
    serial: `SN${String(number).padStart(5, '0')}`,
    ...(size.interfaces > 0 ? { primaryAddress: address } : {}),
    ...(size.plumbline === undefined ? {} : { plumbline: size.plumbline }),
    interfaces: Array.from({ length: size.interfaces }, (_nothing, index) => ({
      name: `eth${index}`,
      ...(index === 0 ? { addresses: [address] } : {}),
    })),
  };
}
