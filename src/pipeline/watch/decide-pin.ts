import type { ChangelogEntry } from '../../ports/changelog.ts';
import type { WatchState } from '../../ports/netbox-watch.ts';

/** What a NetBox shows of itself: its address, its mark, its newest changelog entry, and the entry that is our witness. */
export interface SeenNetBox {
  readonly url: string;
  readonly mark: string;
  readonly newest: ChangelogEntry | null;
  /** The entry with the witness's id; null when there is none. */
  readonly witness: ChangelogEntry | null;
}

/** Retention is counted in whole days: what is younger was never pruned. */
const DAY_MS = 86_400_000;

export type PinVerdict =
  { readonly kind: 'same'; readonly pruned: boolean } | { readonly kind: 'doubt'; readonly reason: string };

/**
 * Whether this is the NetBox that was pinned (semantics.md 9). A copy carries every object of its original, so objects prove
 * nothing; what differs is the address, the account (in another database), and the changelog: a restored NetBox has lost
 * its last entries, and a copy that went its own way has others under their numbers.
 */
export function decidePin(known: WatchState, seen: SeenNetBox): PinVerdict {
  if (seen.url !== known.url) return doubt(`its address was ${known.url} and is ${seen.url}`);
  if (seen.mark !== known.mark) {
    return doubt(`Plumbline's account there was "${known.mark}" and is "${seen.mark}"`);
  }
  const { witness } = known;
  if (witness === null) return { kind: 'same', pruned: false };
  const mayBePruned = (known.witnessAgeMs ?? 0) > DAY_MS;
  const newestId = seen.newest?.id ?? 0;
  if (newestId < witness.id && !(seen.newest === null && mayBePruned)) {
    return doubt(`its changelog had reached entry ${witness.id} and ends at ${newestId}`);
  }
  if (seen.witness === null) {
    if (mayBePruned) return { kind: 'same', pruned: true };
    return doubt(`its changelog lacks entry ${witness.id}, which was there`);
  }
  if (seen.witness.requestId !== witness.requestId) {
    return doubt(
      `its changelog entry ${witness.id} belonged to request ${witness.requestId} and belongs to ${seen.witness.requestId}`,
    );
  }
  return { kind: 'same', pruned: false };
}

function doubt(found: string): PinVerdict {
  return {
    kind: 'doubt',
    reason: `NetBox may be another one, or restored from a backup: ${found}. Nothing is written until somebody looks and runs plumbline doctor --accept`,
  };
}
