import { type Instant, plusMs } from '../../domain/ids.ts';
import type { ChangelogEntry } from '../../ports/changelog.ts';
import type { OwnDatabase } from '../../ports/netbox-watch.ts';

/**
 * What a worker may still have written after it last noted that its database is up to date, and crashed: one look's distance,
 * a write under way, and clocks NetBox's web servers do not share to the second.
 */
const CRASH_GAP_MS = 120_000;

/**
 * Why our own database may be older than what was done with it (a backup was restored), in words; null while nothing says so.
 * Two witnesses. The database itself is another copy than before, or on another timeline. And NetBox remembers what we wrote:
 * an entry of our own account clearly later than the database's last note, both by NetBox's clock, is one it does not know.
 */
export function decideOwnDatabase(
  known: Pick<OwnDatabase, 'place' | 'placeNow' | 'currentUntil'>,
  newestOwn: ChangelogEntry | null,
  everyMs: number,
): string | null {
  const { place, placeNow, currentUntil } = known;
  if (place !== null && placeNow !== null && place !== placeNow) {
    return outdated(`it was at ${place} (server/database/timeline) and is at ${placeNow}`);
  }
  if (newestOwn === null || currentUntil === null) return null;
  if (newestOwn.time <= latestOf(currentUntil, everyMs)) return null;
  return outdated(
    `NetBox's changelog has entry ${newestOwn.id} of ${newestOwn.user} at ${newestOwn.time}, and the database ends at ${currentUntil}`,
  );
}

function latestOf(currentUntil: Instant, everyMs: number): Instant {
  return plusMs(currentUntil, CRASH_GAP_MS + 2 * everyMs);
}

function outdated(found: string): string {
  return `Plumbline's own database may be older than what Plumbline did (moved, or restored from a backup): ${found}. Nothing is written until every device was looked at once; that has been started, and plumbline doctor --accept ends it earlier`;
}
