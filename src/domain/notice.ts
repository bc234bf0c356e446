import type { Instant, UnitId } from './ids.ts';

/**
 * Everything people are told about, and whom it concerns unless `PLUMBLINE_NOTIFY_WHO` says otherwise. What is not here is
 * told to nobody: it stands in the journal and on the device.
 *
 * - what an engineer asked for and got is his news alone;
 * - what went wrong on a device, or waits for somebody, is his and the owner's;
 * - what nobody asked for (drift, a device that does not answer or is not managed any more) is the owner's.
 */
export const AUDIENCES = {
  'drift-appeared': ['owner'],
  'drift-ended': ['owner'],
  'plan-waiting': ['author', 'owner'],
  applied: ['author'],
  'not-saved': ['author', 'owner'],
  'rolled-back': ['author', 'owner'],
  quarantined: ['author', 'owner'],
  refused: ['author'],
  skipped: ['author'],
  unreachable: ['author', 'owner'],
  'in-error': ['owner'],
  parked: ['author', 'owner'],
  'well-again': ['owner'],
  'bulk-ended': ['author'],
} as const satisfies Record<string, readonly Audience[]>;

/** Whom a notice can concern: who made the edit, who answers for the device. */
export type Audience = 'author' | 'owner';
export type NoticeKind = keyof typeof AUDIENCES;
export type Audiences = Readonly<Record<NoticeKind, readonly Audience[]>>;

export const NOTICE_KINDS = Object.keys(AUDIENCES) as readonly NoticeKind[];

/**
 * One event that people are told about, once. Made of closed words, names and numbers: it leaves the process, so nothing in
 * it may quote a configuration, a device's answer or a reason in free text; those stand in the journal.
 */
export type Notice = {
  /** Names the event: the same one whenever the step that tells it runs again. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly at: Instant;
  readonly unitId: UnitId;
  readonly unitName: string;
  /** The change, or the check that found it. */
  readonly changeId: string;
  /** The ending's label, or the state the device is in. */
  readonly verdict: string;
  /** User names, as NetBox's changelog gives them. */
  readonly authors: readonly string[];
  /** How many findings are open, where that is the news. */
  readonly findings?: number;
  /** The plan that waits: what `plumbline approve` takes, and until when it can be approved. */
  readonly plan?: { readonly hash: string; readonly until: Instant };
  /** Of a change of many units: how many ended how. */
  readonly endings?: Readonly<Record<string, number>>;
};

/** Somebody a notice goes to. Only NetBox users have a bell; a contact has at most an e-mail address. */
export type Recipient =
  | {
      readonly kind: 'user';
      readonly id: number;
      readonly username: string;
      readonly email: string | null;
      readonly as: readonly Audience[];
    }
  | {
      readonly kind: 'contact';
      readonly name: string;
      readonly email: string | null;
      readonly role: string | null;
      readonly as: readonly Audience[];
    };
