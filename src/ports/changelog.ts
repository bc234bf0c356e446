import type { Instant } from '../domain/ids.ts';
import type { EditedObject } from '../domain/netbox-object.ts';

/** One row of NetBox's changelog, without the data it keeps of the object. */
export interface ChangelogEntry {
  readonly id: number;
  readonly time: Instant;
  readonly requestId: string;
  readonly user: string;
  readonly action: EditedObject['action'];
  readonly type: string;
  readonly objectId: number;
  readonly name: string;
}

/** NetBox's changelog as a list that grows. Every method throws a `Fault` (`netbox.*`). */
export interface Changelog {
  /** Which NetBox this is: its address, and a mark no other NetBox database carries. */
  identity(): Promise<{ readonly url: string; readonly mark: string }>;
  newest(): Promise<ChangelogEntry | null>;
  /** The newest entries that are not older than `from`, newest first, at most a page of them. */
  latest(from: Instant): Promise<readonly ChangelogEntry[]>;
  find(id: number): Promise<ChangelogEntry | null>;
  /** The newest entry of the account we write as, and NetBox's clock when it answered; null where it told no time. */
  newestOwn(): Promise<{ readonly entry: ChangelogEntry | null; readonly at: Instant | null }>;
  /**
   * Entries not older than `from` with ids above `afterId`, in id order, at most a page of them; empty at the end. Entries of
   * a long transaction appear late, with ids and times below others already seen: read an overlap, and tell them by id.
   */
  page(from: Instant, afterId: number): Promise<readonly ChangelogEntry[]>;
}
