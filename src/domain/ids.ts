declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Names a managed unit for as long as its NetBox device exists: `device-<NetBox device id>`. */
export type UnitId = Branded<string, 'UnitId'>;
/** Names a change; equal to the id of the workflow that carries it: `edit:<request id>:<generation>`. */
export type ChangeId = Branded<string, 'ChangeId'>;
/** 64 lower-case hex digits naming a plan: unit, baseline, intended, live and the exact commands. */
export type PlanHash = Branded<string, 'PlanHash'>;
/** A point in time as ISO 8601 in UTC with milliseconds, so that text order is time order. */
export type Instant = Branded<string, 'Instant'>;

/** The unit that one login to this NetBox device configures. */
export function unitIdOf(deviceId: number): UnitId {
  return `device-${deviceId}` as UnitId;
}

/** The NetBox device id inside a unit id. */
export function deviceIdOf(unitId: UnitId): number {
  return Number(unitId.slice('device-'.length));
}

/** The change that carries one generation of an edit. */
export function changeIdOf(requestId: string, generation: number): ChangeId {
  return `edit:${requestId}:${generation}` as ChangeId;
}

/** Reads an instant from anything `Date` understands; the caller passes times, never "now". */
export function instantOf(time: string | number | Date): Instant {
  return new Date(time).toISOString() as Instant;
}

/** The instant `ms` milliseconds after `from`. */
export function plusMs(from: Instant, ms: number): Instant {
  return instantOf(new Date(from).getTime() + ms);
}
