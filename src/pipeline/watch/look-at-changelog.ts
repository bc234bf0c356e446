import { plusMs, type Instant } from '../../domain/ids.ts';
import { isSubscribedType } from '../../domain/netbox-object.ts';
import type { ChangelogEntry } from '../../ports/changelog.ts';
import type { Meter } from '../../ports/meter.ts';
import type { Witness, WatchState } from '../../ports/netbox-watch.ts';
import { EDITED_MEANWHILE, endOutdated } from './verify-own-database.ts';
import type { PinParts } from './pin-parts.ts';
import { verifyPin } from './verify-pin.ts';

export interface WatchSettings {
  /** How far back each look goes behind the newest entry seen: entries of long transactions appear late. */
  readonly overlapMs: number;
  /** A longer time without a look is a gap: what was edited in it needs an approval. */
  readonly gapMs: number;
  /** Edits without any webhook for this long are an alarm. */
  readonly silentMs: number;
  /** The NetBox user Plumbline writes as. */
  readonly ownUser: string;
}

export interface WatchParts extends PinParts {
  readonly settings: WatchSettings;
  readonly meter: Meter;
  /** Starts a comparison of everything; starting the same one again changes nothing. */
  readonly compareEverything: (name: string) => Promise<void>;
}

/**
 * One look at NetBox's changelog, the truth about edits: whatever no webhook told of becomes an edit all the same. Entries of
 * our own and of types that influence nothing are dropped, as the receiver drops their webhooks. While our own database is in
 * doubt edits are found all the same; they wait, and need an approval.
 */
export async function lookAtChangelog(
  parts: WatchParts,
  backMs: number = parts.settings.overlapMs,
): Promise<void> {
  const verified = await verifyPin(parts);
  parts.meter.netboxDoubt(verified.kind === 'doubt' || verified.outdated !== null);
  if (verified.kind === 'doubt') return;
  const { known, outdated } = verified;
  const found =
    known.lookedAt === null ? await skipHistory(parts, known) : await takeUpNews(parts, known, backMs);
  const gap = gapOf(known, parts.settings);
  if (gap !== null)
    parts.log.warn('edits made while NetBox was not watched need an approval', { reason: gap });
  await parts.watch.looked({
    witness: found.newest,
    freshForMs: parts.settings.gapMs,
    forgetBefore: found.newest === null ? null : plusMs(found.newest.time, -2 * parts.settings.overlapMs),
    missing: found.missing > 0,
    needsApproval: gap ?? (outdated === null ? null : EDITED_MEANWHILE),
    comparison: verified.pruned ? 'the changelog no longer reaches back to what was read last' : null,
  });
  await tellAndCompare(parts);
  if (outdated !== null) await compareOwn(parts);
}

/** A device that cannot be looked at, is again only so often. */
const AGAIN_MS = 600_000;

/** A sweep that missed a unit is followed by another one: the unit it missed is as unknown as before. */
async function compareOwn(parts: WatchParts): Promise<void> {
  const outdated = (await parts.watch.read())?.own.outdated;
  if (outdated == null) return;
  const { compared, since, sweeps, lastAgoMs } = outdated;
  if (compared === 'none' || (compared === 'some' && (lastAgoMs ?? 0) > AGAIN_MS))
    await parts.compareEverything(`own-${Date.parse(since)}-${sweeps}`);
  await endOutdated(parts);
}

interface Found {
  readonly newest: Witness | null;
  readonly missing: number;
}

async function takeUpNews(parts: WatchParts, known: WatchState, backMs: number): Promise<Found> {
  const { changelog, watch, settings, log, meter } = parts;
  const from = known.witness === null ? EVER : plusMs(known.witness.time, -backMs);
  let newest: Witness | null = known.witness;
  let missing = 0;
  for (
    let page = await changelog.page(from, 0);
    page.length > 0;
    page = await changelog.page(from, lastId(page))
  ) {
    const taken = await watch.takeUp(page, (entry) => !isOfInterest(entry, settings.ownUser));
    missing += taken.missing;
    if (taken.requests > 0) log.info('edits found in the changelog', { edits: taken.requests });
    for (let count = 0; count < taken.requests; count += 1) meter.caughtUp();
    newest = newerOf(newest, page.at(-1));
  }
  return { newest, missing };
}

/** Before the first look nothing was promised: the first sweep compares everything as it stands. */
async function skipHistory({ changelog, watch, settings }: WatchParts, known: WatchState): Promise<Found> {
  const from = known.witness === null ? EVER : plusMs(known.witness.time, -settings.overlapMs);
  const pinnedAt = known.witness?.id ?? 0;
  let newest: Witness | null = known.witness;
  for (
    let page = await changelog.page(from, 0);
    page.length > 0;
    page = await changelog.page(from, lastId(page))
  ) {
    await watch.takeUp(page, (entry) => entry.id <= pinnedAt || !isOfInterest(entry, settings.ownUser));
    newest = newerOf(newest, page.at(-1));
  }
  return { newest, missing: 0 };
}

const EVER = '1970-01-01T00:00:00.000Z' as Instant;

function lastId(page: readonly ChangelogEntry[]): number {
  return page.at(-1)?.id ?? 0;
}

function newerOf(known: Witness | null, entry: ChangelogEntry | undefined): Witness | null {
  if (entry === undefined || (known !== null && known.id >= entry.id)) return known;
  return { id: entry.id, requestId: entry.requestId, time: entry.time };
}

/** True where a webhook of it would be taken: it may influence a device, and we did not write it. */
export function isOfInterest({ type, user }: ChangelogEntry, ownUser: string): boolean {
  return isSubscribedType(type) && user.toLowerCase() !== ownUser.toLowerCase();
}

/** Why what was collected just now needs an approval; null without a gap. */
function gapOf({ lookedAt, lookedAgoMs }: WatchState, { gapMs }: WatchSettings): string | null {
  if (lookedAt === null || lookedAgoMs === null || lookedAgoMs <= gapMs) return null;
  const minutes = Math.round(lookedAgoMs / 60_000);
  return `it was edited while NetBox was not watched (for ${minutes} min since ${lookedAt})`;
}

async function tellAndCompare(parts: WatchParts): Promise<void> {
  const now = await parts.watch.read();
  const silent = isSilent(now, parts.settings);
  parts.meter.webhooksSilent(silent);
  if (silent) parts.log.warn('NetBox is edited and no webhook arrives', { forMs: now?.missingForMs });
  if (now?.comparisonWanted == null) return;
  parts.log.warn('everything is compared once', { reason: now.comparisonWanted });
  await parts.compareEverything(String(now.witness?.id ?? 0));
  await parts.watch.comparisonStarted();
}

/** Whether edits appear in the changelog and no webhook arrives. */
export function isSilent(state: WatchState | null, { silentMs }: Pick<WatchSettings, 'silentMs'>): boolean {
  return (state?.missingForMs ?? 0) > silentMs;
}
