/** Platforms whose configuration Plumbline understands, by the names network engineers use. A new one starts here (CONTRIBUTING). */
export const PLATFORMS = ['frr', 'cisco_ios', 'arista_eos', 'juniper_junos'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Platforms Plumbline can log in to and change. The others are for the offline commands until they have a driver. */
export const DRIVEN_PLATFORMS = [
  'frr',
  'cisco_ios',
  'arista_eos',
  'juniper_junos',
] as const satisfies readonly Platform[];
export type DrivenPlatform = (typeof DRIVEN_PLATFORMS)[number];

/** How well a platform's behaviour is proven: on a live device, from transcripts, or in our simulator only. */
export type Evidence = 'live-verified' | 'transcript-verified' | 'simulated';

/** README shows this table; below `live-verified` the ceiling is `pilot` unless the worker's limits raise it. */
export const EVIDENCE: Readonly<Record<Platform, Evidence>> = {
  frr: 'live-verified',
  cisco_ios: 'simulated',
  arista_eos: 'simulated',
  juniper_junos: 'simulated',
};

const SLUGS: ReadonlyMap<string, Platform> = new Map<string, Platform>([
  ['frr', 'frr'],
  ['frrouting', 'frr'],
  ['cisco_ios', 'cisco_ios'],
  ['cisco-ios', 'cisco_ios'],
  ['ios', 'cisco_ios'],
  ['ios-xe', 'cisco_ios'],
  ['cisco-ios-xe', 'cisco_ios'],
  ['arista_eos', 'arista_eos'],
  ['arista-eos', 'arista_eos'],
  ['eos', 'arista_eos'],
  ['juniper_junos', 'juniper_junos'],
  ['juniper-junos', 'juniper_junos'],
  ['junos', 'juniper_junos'],
]);

/** The platform a NetBox platform slug means, or null when Plumbline does not know it. */
export function platformOfSlug(slug: string): Platform | null {
  return SLUGS.get(slug.toLowerCase()) ?? null;
}

/** True when there is a driver for the platform. */
export function isDriven(platform: Platform): platform is DrivenPlatform {
  return DRIVEN_PLATFORMS.some((driven) => driven === platform);
}
