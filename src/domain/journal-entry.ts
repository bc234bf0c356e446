import type { UnitId } from './ids.ts';

/** Kinds of a NetBox journal entry. */
export type JournalKind = 'info' | 'success' | 'warning' | 'danger';

/** Slugs of the tags entries are found by: what differs, what waits for a person, how a change ended. Declared in webhook-config/. */
export const JOURNAL_TAGS = ['plumbline-drift', 'plumbline-plan', 'plumbline-ending'] as const;
export type JournalTag = (typeof JOURNAL_TAGS)[number];

/** What an entry says, in its color. */
export interface EntryText {
  readonly kind: JournalKind;
  /** Markdown whose values are already encoded; verdict, reason and next step come first. */
  readonly comments: string;
}

/** One entry on one device. At most one entry per `marker` survives in NetBox (invariant I7). */
export interface JournalEntry extends EntryText {
  readonly unitId: UnitId;
  /** Names the event; stable over replays. */
  readonly marker: string;
  readonly tag?: JournalTag;
}
