import { createHash } from 'node:crypto';
import { deviceIdOf } from '../domain/ids.ts';
import type { Audience, Notice, NoticeKind, Recipient } from '../domain/notice.ts';
import { redactDeep } from '../domain/redaction.ts';

/** What is posted (docs/notifications.md holds its JSON schema). The same event gives the same bytes at every try. */
export interface NoticePayload {
  readonly v: 1;
  /** Names the event over all Plumblines; a receiver that saw it ignores it. */
  readonly id: string;
  readonly event: NoticeKind;
  readonly at: string;
  readonly summary: string;
  readonly needsPerson: boolean;
  readonly verdict: string;
  readonly unit: { readonly id: string; readonly name: string; readonly deviceId: number };
  readonly change: { readonly id: string; readonly authors: readonly string[] };
  readonly findings: number | null;
  readonly plan: { readonly hash: string; readonly until: string } | null;
  readonly endings: Readonly<Record<string, number>> | null;
  readonly recipients: readonly PayloadRecipient[];
  readonly links: { readonly device: string; readonly journal: string };
}

export interface PayloadRecipient {
  readonly kind: 'user' | 'contact';
  /** User name, or the name of the contact. */
  readonly name: string;
  readonly email: string | null;
  /** Slug of the contact's role. */
  readonly role: string | null;
  readonly as: readonly Audience[];
}

/** A sentence for a subject line, and whether somebody has to do something. Fixed words: a reason in free text may quote a configuration. */
export const WORDS: Readonly<Record<NoticeKind, readonly [summary: string, needsPerson: boolean]>> = {
  'drift-appeared': ['The device differs from NetBox, and no edit explains it', true],
  'drift-ended': ['The device is as NetBox intends again', false],
  'plan-waiting': ['A plan waits for approval', true],
  applied: ['The edit is applied, verified and saved', false],
  'not-saved': ['The edit is applied and verified, but NOT saved on the device', true],
  'rolled-back': ['The edit was rolled back: the device is as it was before', true],
  quarantined: ['QUARANTINED: look at the device now', true],
  refused: ['The edit was refused: nothing was written', true],
  skipped: ['The edit was not begun on this device: nothing was written', true],
  unreachable: ['The device cannot be reached', true],
  'in-error': ['The device cannot be compared with NetBox', true],
  parked: ['The device is not managed: Plumbline does nothing for it', true],
  'well-again': ['The device can be compared with NetBox again', false],
  'bulk-ended': ['The edit of many devices has ended', false],
};

/** The payload of one notice. `netboxUrl` is NetBox's own address, for the links. */
export function toPayload(
  notice: Notice,
  recipients: readonly Recipient[],
  netboxUrl: string,
): NoticePayload {
  const [words, needsPerson] = WORDS[notice.kind];
  const device = `${netboxUrl}/dcim/devices/${deviceIdOf(notice.unitId)}/`;
  const payload: NoticePayload = {
    v: 1,
    id: eventIdOf(notice, netboxUrl),
    event: notice.kind,
    at: notice.at,
    summary: `${notice.unitName}: ${words}`,
    needsPerson,
    verdict: notice.verdict,
    unit: { id: notice.unitId, name: notice.unitName, deviceId: deviceIdOf(notice.unitId) },
    change: { id: notice.changeId, authors: notice.authors },
    findings: notice.findings ?? null,
    plan: notice.plan ?? null,
    endings: notice.endings ?? null,
    recipients: recipients.map(toRecipient),
    links: { device, journal: `${device}journal/` },
  };
  // Names come from NetBox, where somebody may have typed anything. Redaction keeps the shape: it replaces texts by texts.
  return redactDeep(payload) as NoticePayload;
}

function toRecipient(recipient: Recipient): PayloadRecipient {
  const { kind, email, as } = recipient;
  return kind === 'user'
    ? { kind, name: recipient.username, email, role: null, as }
    : { kind, name: recipient.name, email, role: recipient.role, as };
}

/** In the form of a UUID, since that is what receivers expect of a message id; two Plumblines never share one. */
function eventIdOf({ id }: Notice, netboxUrl: string): string {
  const hex = createHash('sha256').update(`${netboxUrl}\n${id}`).digest('hex');
  // Version 8: made in a way of our own (RFC 9562).
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
