import type { Instant } from '../domain/ids.ts';
import type { ChangelogEntry } from './changelog.ts';

/** A changelog entry that proves which NetBox this is. */
export type Witness = Pick<ChangelogEntry, 'id' | 'requestId' | 'time'>;

/** The NetBox this worker serves, and how far its changelog was read. Ages are by the database's own clock. */
export interface WatchState {
  readonly url: string;
  readonly mark: string;
  readonly witness: Witness | null;
  /** How long ago NetBox made the witness. */
  readonly witnessAgeMs: number | null;
  /** Why this may be another NetBox: nothing is written until somebody accepts it. */
  readonly doubt: string | null;
  /** When the changelog was read to its end last, and how long ago; null before the first time. */
  readonly lookedAt: Instant | null;
  readonly lookedAgoMs: number | null;
  /** How long edits have been appearing in the changelog without any webhook; null while webhooks arrive. */
  readonly missingForMs: number | null;
  /** Why everything has to be compared once. */
  readonly comparisonWanted: string | null;
  readonly own: OwnDatabase;
}

/** What tells whether our own database knows all that was done with it. */
export interface OwnDatabase {
  /** Where it was when it was last known to be up to date, and where it is; null where that cannot be told. */
  readonly place: string | null;
  readonly placeNow: string | null;
  /** By NetBox's clock: when it was last known to be up to date. */
  readonly currentUntil: Instant | null;
  /** Why it may be older than what was done: nothing is written meanwhile, and no edit starts. */
  readonly outdated: Outdated | null;
}

export interface Outdated {
  readonly reason: string;
  readonly since: Instant;
  /** What sweeps that began since have done: `none` began; one `runs`; all ended and missed `some` units; one looked at `all`. */
  readonly compared: 'none' | 'runs' | 'some' | 'all';
  /** How many began since, and how long ago the last one. */
  readonly sweeps: number;
  readonly lastAgoMs: number | null;
}

/** What is remembered of the served NetBox. Every method may run twice. */
export interface NetBoxWatch {
  read(): Promise<WatchState | null>;
  /** True for one process at a time, until `forMs` have passed since it was last granted or that process no longer lives. */
  takeTurn(owner: string, forMs: number): Promise<boolean>;
  /** Serves this NetBox from now on: ends every doubt, forgets the changelog of the former one. */
  pin(pin: Pick<WatchState, 'url' | 'mark' | 'witness'>, by: string): Promise<void>;
  /** Notes the doubt; the first one stands. */
  doubt(reason: string): Promise<void>;
  /**
   * Our own database is up to date at that time of NetBox's, and where it is now. Ends the doubt about it only with
   * `needsApproval`: why all edits that wait need an approval.
   */
  current(at: Instant | null, needsApproval?: string): Promise<void>;
  /** Notes that our own database may be older than what was done; the first reason stands. */
  outdated(reason: string): Promise<void>;
  /**
   * Takes up entries never seen before: each becomes a fact of its edit, exactly as a webhook would. Those in `ignored`
   * only count as seen. Returns how many requests were new, and how many of them no webhook has told of.
   */
  takeUp(
    entries: readonly ChangelogEntry[],
    isIgnored: (entry: ChangelogEntry) => boolean,
  ): Promise<{ readonly requests: number; readonly missing: number }>;
  /** True when all of these entries were taken up before; true for none. */
  areSeen(ids: readonly number[]): Promise<boolean>;
  /** The changelog was read to its end. `freshForMs`: how long edits may start without another look. */
  looked(look: Look): Promise<void>;
  /** The comparison of everything was started. */
  comparisonStarted(): Promise<void>;
}

export interface Look {
  readonly witness: Witness | null;
  readonly freshForMs: number;
  /** Entries older than this are forgotten. */
  readonly forgetBefore: Instant | null;
  readonly missing: boolean;
  /** Edits that were collected without being watched: why all that wait need an approval. */
  readonly needsApproval: string | null;
  readonly comparison: string | null;
}
