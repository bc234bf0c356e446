import { plusMs } from '../../domain/ids.ts';
import { isOfInterest, lookAtChangelog, type WatchParts } from './look-at-changelog.ts';

/**
 * Objects of one request from which on it is a bulk edit. The webhook of a smaller one comes in moments, and brings what the
 * changelog lacks: of which device the object is, which lets a later edit of that device carry out both.
 */
const BULK = 10;

/** An edit is one transaction: when it appears, its entries are as old as NetBox was busy with it, and behind quicker ones. */
const LONG_EDIT_MS = 60_000;

/**
 * The turns of the loop that watches the changelog. Every `everyMs` one looks back over the whole overlap; those between only
 * glance, in one request, and look at once where there is a bulk edit not heard of. NetBox (4.7.3) works off one job an object
 * for its search index before it sends the webhooks of a bulk edit: 200 objects are 13 s in which only the changelog knows of it.
 */
export function createChangelogTurns(
  parts: WatchParts,
  elapsedMs: () => number = () => performance.now(),
): () => Promise<void> {
  // Further back than the overlap, what was seen is forgotten.
  const backMs = Math.min(LONG_EDIT_MS, parts.settings.overlapMs);
  let lookedAt: number | null = null;
  return async () => {
    const now = elapsedMs();
    if (lookedAt === null || now - lookedAt >= parts.everyMs) {
      await lookAtChangelog(parts);
      lookedAt = now;
    } else if (await hasUnheardBulkEdit(parts, backMs)) {
      await lookAtChangelog(parts, backMs);
    }
  };
}

/** Not while NetBox is in doubt, and not before the first look: how far back to go is for a whole look to decide. */
async function hasUnheardBulkEdit(
  { changelog, watch, settings }: WatchParts,
  backMs: number,
): Promise<boolean> {
  const known = await watch.read();
  if (known?.lookedAt == null || known.witness === null || known.doubt !== null) return false;
  const latest = await changelog.latest(plusMs(known.witness.time, -backMs));
  const ours = latest.filter((entry) => isOfInterest(entry, settings.ownUser));
  const requests = [...Map.groupBy(ours, ({ requestId }) => requestId).values()];
  const ofBulkEdits = requests.filter((entries) => entries.length >= BULK).flat();
  return !(await watch.areSeen(ofBulkEdits.map(({ id }) => id)));
}
