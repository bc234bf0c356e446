import type { Unit } from '../domain/unit.ts';
import type { SessionLimits } from './device-options.ts';
import { createPlaces } from './places.ts';
import type { Places, PlacesOptions } from './places.ts';

/** Which limit somebody waits at; what does not matter there is left out. */
export type Limit = Partial<Pick<Unit, 'address' | 'site' | 'platform'>>;

/** Places for sessions: of the device, of its site, of its platform, and in all. */
export interface SessionSlots {
  /**
   * Waits for a place at each limit in this order: device, site, platform, total. So whoever waits for a slow device holds no
   * place that another device needs, and a device with many waiting has no more of them in the wider queues than it may have
   * sessions. Throws `device.timeout` when one limit keeps it waiting too long. The caller releases.
   */
  take(unit: Unit, signal: AbortSignal): Promise<() => void>;
  /** True when somebody waits at a limit of this unit. */
  isWanted(unit: Unit): boolean;
}

/** `onWait` is told at which limit somebody has to wait. */
export function createSessionSlots(
  limits: SessionLimits,
  waitMs: number,
  onWait: (limit: Limit) => void = () => undefined,
): SessionSlots {
  const create = (name: string, limit: Limit, most: number, more: Partial<PlacesOptions> = {}) =>
    createPlaces({ name, most, waitMs, onWait: () => onWait(limit), ...more });
  const devices = remember(({ name, address }) =>
    create(`device ${name}`, { address }, limits.perDevice, { gapMs: limits.minGapMs }),
  );
  const sites = remember(({ site }) => create(`site ${site}`, { site }, limits.perSite));
  const platforms = remember(({ platform }) =>
    create(`platform ${platform}`, { platform }, limits.perPlatform),
  );
  const total = create('worker', {}, limits.total);
  const placesOf = (unit: Unit): readonly Places[] => [
    devices(unit.address, unit),
    sites(unit.site, unit),
    platforms(unit.platform, unit),
    total,
  ];
  return {
    isWanted: (unit) => placesOf(unit).some((places) => places.waiting() > 0),
    async take(unit, signal) {
      const releases: (() => void)[] = [];
      const release = () => {
        for (const one of releases.splice(0).reverse()) one();
      };
      try {
        for (const places of placesOf(unit)) releases.push(await places.take(signal));
        return release;
      } catch (thrown) {
        release();
        throw thrown;
      }
    },
  };
}

/** One for each name, kept for as long as the process runs: there are no more than devices, sites and platforms. */
function remember(create: (unit: Unit) => Places): (name: string, unit: Unit) => Places {
  const known = new Map<string, Places>();
  return (name, unit) => {
    const places = known.get(name) ?? create(unit);
    known.set(name, places);
    return places;
  };
}
