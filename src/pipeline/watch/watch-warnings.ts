import type { NetBoxWatch, Outdated, WatchState } from '../../ports/netbox-watch.ts';
import { isSilent, type WatchSettings } from './look-at-changelog.ts';

/** What an engineer should know of how NetBox is watched, each a sentence; empty while all is well. */
export async function watchWarnings(
  watch: NetBoxWatch,
  settings: Pick<WatchSettings, 'silentMs' | 'gapMs'>,
): Promise<readonly string[]> {
  const state = await watch.read();
  if (state === null) return ["NetBox's changelog was not read yet"];
  const warnings: string[] = [];
  if (state.doubt !== null) warnings.push(state.doubt);
  if (state.own.outdated !== null) warnings.push(outdatedInWords(state.own.outdated));
  if (isSilent(state, settings)) {
    const minutes = Math.round((state.missingForMs ?? 0) / 60_000);
    warnings.push(
      `NetBox is edited and no webhook arrived for ${minutes} min: edits are found in the changelog, later than they could be. Check the webhook, its event rule and the rqworker (plumbline doctor)`,
    );
  }
  const unread = unreadInWords(state, settings);
  if (unread !== null) warnings.push(unread);
  return warnings;
}

/** Which look fails, and why, stands in the log; what follows from it does not. */
function unreadInWords(
  { doubt, lookedAt, lookedAgoMs }: WatchState,
  { gapMs, silentMs }: Pick<WatchSettings, 'silentMs' | 'gapMs'>,
): string | null {
  const ago = lookedAgoMs ?? 0;
  if (doubt !== null || ago <= Math.min(gapMs, silentMs)) return null;
  const consequence =
    ago > gapMs ? 'no edit is carried out until it can be read again' : 'edits are found late, or not at all';
  return `NetBox's changelog was last read at ${lookedAt ?? 'no time'}, and every look since failed: ${consequence}. Check that NetBox answers and that the account may view the changelog (plumbline doctor)`;
}

const COMPARED: Readonly<Record<Outdated['compared'], string>> = {
  none: 'the look at every device begins in moments',
  runs: 'every device is being looked at',
  some: 'the last look missed devices that could not be read, and is repeated within ten minutes',
  all: 'every device was looked at, and this ends in moments',
};

function outdatedInWords({ reason, compared }: Outdated): string {
  return `${reason}: ${COMPARED[compared]}`;
}
