import type { SimulatedPlatform } from '../devices/simulated-device-options.ts';
import { ARISTA_EOS_SEED } from './arista-eos.ts';
import { CISCO_IOS_SEED } from './cisco-ios.ts';
import { FRR_SEED } from './frr.ts';
import { JUNIPER_JUNOS_SEED } from './juniper-junos.ts';
import type { PlatformSeed } from './platform-seed.ts';

/** How sandbox devices of each simulated platform begin. */
export const SEED_OF_PLATFORM: Readonly<Record<SimulatedPlatform, PlatformSeed>> = {
  cisco_ios: CISCO_IOS_SEED,
  arista_eos: ARISTA_EOS_SEED,
  frr: FRR_SEED,
  juniper_junos: JUNIPER_JUNOS_SEED,
};
