import type { PendingRevert } from '../../domain/transaction.ts';
import { allOf, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** The newest entry of the commit history. */
export interface LastCommit {
  readonly at: string;
  readonly user: string;
  /** `cli`, `netconf`, `other` (the device itself), … */
  readonly client: string;
  /** What stands behind `comment`. */
  readonly log: string | null;
  /** True while it waits for a confirmation. */
  readonly isPending: boolean;
}

/** Names of our transactions (src/domain/transaction.ts). */
const OUR_NAME = /^pl-[A-Za-z0-9]{1,12}$/;

/**
 * The newest entry of `show system commit`, or null when there is none. `commit confirmed, rollback in 5mins` stays in the
 * history for good, so it proves nothing: an entry waits while the device marks it (`rollback pending`), or, for releases
 * without the mark, while it announces the rollback in every answer of a command line (`isAnnounced`).
 */
export function parseLastCommit(reply: XmlElement, isAnnounced: boolean): LastCommit | null {
  const newest = allOf(reply, 'commit-history').find((entry) => textIn(entry, 'sequence-number') === '0');
  if (newest === undefined) return null;
  const isMarked = newest.children.some(({ name }) => name === 'commit-confirmed');
  const wasConfirmed = textIn(newest, 'comment')?.startsWith('commit confirmed') === true;
  return {
    at: textIn(newest, 'date-time') ?? '',
    user: textIn(newest, 'user') ?? 'somebody unknown',
    client: textIn(newest, 'client') ?? '',
    log: textIn(newest, 'log'),
    isPending: isMarked || (wasConfirmed && isAnnounced),
  };
}

/** The change that waits, as the port tells it. It is ours when one of our accounts gave it a name of ours. */
export function toPendingRevert(last: LastCommit | null, accounts: readonly string[]): PendingRevert | null {
  if (last?.isPending !== true) return null;
  const { user, client, log, at } = last;
  const remark = log === null ? '' : `, "${log.slice(0, 100)}"`;
  return {
    isOurs: accounts.includes(user) && OUR_NAME.test(log ?? ''),
    owner: `${user} (by ${client} at ${at}${remark})`,
  };
}
