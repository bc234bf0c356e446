import type { Platform } from '../../domain/platform.ts';
import { ARISTA_EOS } from './arista-eos.ts';
import { CISCO_IOS } from './cisco-ios.ts';
import { FRR } from './frr.ts';
import { JUNIPER_JUNOS } from './juniper-junos.ts';
import type { PlatformRules } from './platform-rules.ts';

const RULES: Readonly<Record<Platform, PlatformRules>> = {
  frr: FRR,
  cisco_ios: CISCO_IOS,
  arista_eos: ARISTA_EOS,
  juniper_junos: JUNIPER_JUNOS,
};

/** The rules of a platform. */
export function rulesOf(platform: Platform): PlatformRules {
  return RULES[platform];
}
