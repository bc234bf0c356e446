import type { Changelog } from '../../ports/changelog.ts';
import type { WatchState } from '../../ports/netbox-watch.ts';
import type { PinParts } from './pin-parts.ts';
import { decidePin } from './decide-pin.ts';
import { verifyOwnDatabase } from './verify-own-database.ts';

export type Verified =
  | {
      readonly kind: 'same';
      readonly known: WatchState;
      readonly pruned: boolean;
      /** Why our own database may be older than what was done. */
      readonly outdated: string | null;
    }
  | { readonly kind: 'doubt'; readonly reason: string };

/**
 * Compares the NetBox that answers with the pinned one; the first that ever answers is pinned. A doubt is kept: it ends by
 * {@link acceptNetBox} only, since a NetBox that was another one for a minute may have been edited in that minute.
 */
export async function verifyPin(parts: PinParts): Promise<Verified> {
  const { changelog, watch, log } = parts;
  const known = await watch.read();
  if (known === null) return await pinFirst(parts);
  if (known.doubt !== null) return { kind: 'doubt', reason: known.doubt };
  const { witness } = known;
  const [identity, entries] = await Promise.all([changelog.identity(), readEntries(changelog, witness)]);
  const verdict = decidePin(known, { ...identity, ...entries });
  if (verdict.kind === 'same') {
    const outdated = await verifyOwnDatabase(parts, known);
    return { kind: 'same', known, pruned: verdict.pruned, outdated };
  }
  log.error('NetBox is in doubt: nothing is written', { reason: verdict.reason });
  await watch.doubt(verdict.reason);
  return verdict;
}

/** The witness first: read the other way round, an entry could be pruned between the two. */
async function readEntries(changelog: Changelog, witness: WatchState['witness']) {
  const found = witness === null ? null : await changelog.find(witness.id);
  return { witness: found, newest: await changelog.newest() };
}

async function pinFirst(parts: PinParts): Promise<Verified> {
  const { changelog, watch, log } = parts;
  const pin = { ...(await changelog.identity()), witness: await changelog.newest() };
  await watch.pin(pin, 'plumbline');
  const known = await watch.read();
  if (known === null) throw new Error('the pin was not stored');
  // There is nothing to compare yet: the first sweep looks at everything anyway.
  await watch.comparisonStarted();
  log.info('NetBox pinned', { url: pin.url, entry: pin.witness?.id ?? 0 });
  return { kind: 'same', known, pruned: false, outdated: await verifyOwnDatabase(parts, known) };
}

/** Serves the NetBox that answers now, whatever was served before. Returns what that is, in words. */
export async function acceptNetBox(
  { changelog, watch, log }: Pick<PinParts, 'changelog' | 'watch' | 'log'>,
  by: string,
): Promise<string> {
  const pin = { ...(await changelog.identity()), witness: await changelog.newest() };
  await watch.pin(pin, by);
  log.warn('NetBox accepted', { url: pin.url, user: by });
  return `${pin.url}, account ${pin.mark}, changelog at entry ${pin.witness?.id ?? 0}`;
}
