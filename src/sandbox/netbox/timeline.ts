/** Microseconds since 1970, as NetBox's database keeps times. */
export type Stamp = number;

/** Hands out times; never the same one twice, because an ETag is made of nothing but the time of the last save. */
export interface Timeline {
  stamp(): Stamp;
}

/** A timeline on the given clock. Two stamps within one millisecond differ by at least a microsecond. */
export function createTimeline(clock: () => Date): Timeline {
  let last = 0;
  return {
    stamp() {
      last = Math.max(clock().getTime() * 1000, last + 1);
      return last;
    },
  };
}

/** `2026-11-21T07:13:39.077647Z`, the form of times in REST answers. */
export function toRestTime(stamp: Stamp): string {
  return `${withoutZone(stamp)}Z`;
}

/** `2026-11-21T07:13:39.077647+00:00`, the form of ETags and of a webhook's timestamp. */
export function toOffsetTime(stamp: Stamp): string {
  return `${withoutZone(stamp)}+00:00`;
}

/** `2026-11-21T07:13:39.077Z`, the form of `created` inside snapshots. */
export function toSnapshotTime(stamp: Stamp): string {
  return new Date(Math.floor(stamp / 1000)).toISOString();
}

/** Reads a time from a filter value, in microseconds; null when it is none. */
export function parseTime(text: string): Stamp | null {
  const ms = Date.parse(text.includes('T') || text.includes(' ') ? text : `${text}T00:00:00Z`);
  if (Number.isNaN(ms)) return null;
  // Date.parse knows milliseconds only, and "after the entry I saw last" must not find that entry again.
  const fraction = /\.(\d{4,6})/.exec(text)?.[1]?.padEnd(6, '0') ?? '';
  return ms * 1000 + (fraction === '' ? 0 : Number(fraction.slice(3)));
}

function withoutZone(stamp: Stamp): string {
  const ms = new Date(Math.floor(stamp / 1000)).toISOString().slice(0, -1);
  return `${ms}${String(stamp % 1000).padStart(3, '0')}`;
}
