import { faultFactsOf } from '../../domain/fault.ts';
import type { Recipient } from '../../domain/notice.ts';
import type { Log } from '../../ports/log.ts';
import type { Meter } from '../../ports/meter.ts';
import type { NoticeTarget } from '../../ports/notice-target.ts';
import type { Delivery, DeliveryResult, DueDelivery, Outbox, Unaddressed } from '../../ports/outbox.ts';
import type { People } from '../../ports/people.ts';
import { findRecipients, type RecipientRules } from './find-recipients.ts';
import { pauseAfter } from './pause-after.ts';
import { rememberPeople } from './remember-people.ts';

export interface DeliveryParts {
  readonly outbox: Outbox;
  readonly people: People;
  readonly targets: readonly NoticeTarget[];
  readonly rules: RecipientRules;
  /** What could not be told for this long is given up. */
  readonly giveUpAfterMs: number;
  readonly log: Log;
  readonly meter: Meter;
}

/** Notices worked on in one turn; a stop waits for no more than one. */
const BATCH = 50;
/** Longer than finding somebody's recipients may take with a slow NetBox; a killed worker's notice waits that long. */
const ADDRESS_HOLD_MS = 120_000;
/** Beyond what a delivery may take: it must have ended before another process tries the same. */
const HOLD_MARGIN_MS = 10_000;

/** One turn of finding out who is told; then what is too old is given up. Throws when the database fails. */
export async function addressNotices(all: DeliveryParts, signal: AbortSignal): Promise<void> {
  const parts = { ...all, people: rememberPeople(all.people) };
  for (let count = 0; count < BATCH && !signal.aborted; count += 1) {
    const found = await parts.outbox.takeUnaddressed(ADDRESS_HOLD_MS);
    if (found === null || !(await address(parts, found))) break;
  }
  for (const id of await parts.outbox.giveUp(parts.giveUpAfterMs)) {
    const target = parts.targets.find((one) => one.id === id);
    parts.meter.notice(target?.kind ?? 'unknown', 'given up');
    parts.log.error('a notice is given up: nobody took it', { target: target?.name ?? id });
  }
}

/** False when NetBox does not answer: the others would fare no better now. */
async function address(parts: DeliveryParts, { notice, failures }: Unaddressed): Promise<boolean> {
  try {
    const recipients = await findRecipients(parts.people, notice, parts.rules);
    await parts.outbox.address(notice.id, recipients === null ? [] : deliveriesOf(recipients, parts.targets));
    return true;
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (code.startsWith('store.')) throw error;
    parts.meter.failed('notice', code);
    parts.log.warn('who is told could not be read yet', { noticeId: notice.id, code, err: message });
    await parts.outbox.addressLater(notice.id, code, pauseAfter(failures + 1));
    return false;
  }
}

/** A bell rings for one user; a webhook is posted once, for everybody, and also when NetBox names nobody. */
function deliveriesOf(
  recipients: readonly Recipient[],
  targets: readonly NoticeTarget[],
): readonly Delivery[] {
  return targets.flatMap(({ id, kind }): readonly Delivery[] =>
    kind === 'webhook'
      ? [{ target: id, recipient: '', recipients }]
      : recipients.flatMap((one) =>
          one.kind === 'user' ? [{ target: id, recipient: one.username, recipients: [one] }] : [],
        ),
  );
}

/**
 * One turn of telling one target. Whatever went wrong is tried again, also a refusal: a receiver answers 404 while it is
 * being moved, and a permission is missing until somebody runs provision. It ends at the first failure, since the target has a pause
 * then. Throws when the database fails.
 */
export async function deliverTo(
  target: NoticeTarget,
  parts: DeliveryParts,
  signal: AbortSignal,
): Promise<void> {
  for (let count = 0; count < BATCH && !signal.aborted; count += 1) {
    const due = await parts.outbox.takeDue(target.id, target.deadlineMs + HOLD_MARGIN_MS);
    if (due === null || !(await deliver(target, due, parts))) return;
  }
}

async function deliver(target: NoticeTarget, due: DueDelivery, parts: DeliveryParts): Promise<boolean> {
  try {
    await end(target, due, await target.deliver(due), parts);
    if (due.targetFailures > 0) parts.log.info('notices arrive again', { target: target.name });
    return true;
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (code.startsWith('store.')) throw error;
    parts.meter.failed('notice', code);
    const fields = { target: target.name, noticeId: due.notice.id, code, err: message };
    parts.meter.notice(target.kind, 'failed');
    // Said once when the trouble begins; after that readiness and metrics tell it.
    if (due.targetFailures === 0) parts.log.warn('notices do not arrive; tried again for hours', fields);
    await parts.outbox.deliverLater(due, code, {
      inMs: pauseAfter(due.failures + 1),
      targetMs: pauseAfter(due.targetFailures + 1),
    });
    return false;
  }
}

async function end(
  target: NoticeTarget,
  due: DueDelivery,
  result: DeliveryResult,
  { outbox, meter }: DeliveryParts,
): Promise<void> {
  await outbox.end(due, result);
  meter.notice(target.kind, result);
  if (result === 'sent') meter.processed('notice');
}
