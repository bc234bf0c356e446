import type { WatchState } from '../../ports/netbox-watch.ts';
import { decideOwnDatabase } from './decide-own-database.ts';
import type { PinParts } from './pin-parts.ts';

/**
 * Why nothing may be written on the strength of our own database, in words; null while it is up to date, which is noted then.
 * The doubt is kept, and ends by {@link endOutdated} or by a person.
 */
export async function verifyOwnDatabase(
  { changelog, watch, log, everyMs }: PinParts,
  { own }: WatchState,
): Promise<string | null> {
  if (own.outdated !== null) return own.outdated.reason;
  const { entry, at } = await changelog.newestOwn();
  const reason = decideOwnDatabase(own, entry, everyMs);
  if (reason === null) {
    await watch.current(at ?? entry?.time ?? null);
    return null;
  }
  log.error('the own database is in doubt: nothing is written', { reason });
  await watch.outdated(reason);
  return reason;
}

/**
 * Ends the doubt once every unit was looked at since it was raised. What was edited until then needs an approval: among it
 * may be what was carried out, undone or rejected in the time the database lost.
 */
export async function endOutdated({ changelog, watch, log }: PinParts): Promise<void> {
  const outdated = (await watch.read())?.own.outdated;
  if (outdated?.compared !== 'all') return;
  const { entry, at } = await changelog.newestOwn();
  await watch.current(at ?? entry?.time ?? null, EDITED_MEANWHILE);
  log.warn('every device was looked at since the own database was in doubt: it is trusted again');
}

/** Why the plans of edits that were found meanwhile need an approval. */
export const EDITED_MEANWHILE =
  "it was found while Plumbline's own database was older than what Plumbline had done";
