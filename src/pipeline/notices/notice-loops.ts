import { RECIPIENTS } from '../../ports/outbox.ts';
import { addressNotices, deliverTo, type DeliveryParts } from './deliver-notices.ts';

/** How often what is due is looked for: people do not read faster. */
const EVERY_MS = 500;
const COUNT_EVERY_MS = 15_000;

export interface NoticeLoop {
  readonly name: string;
  readonly everyMs: number;
  readonly turn: (stopping: AbortSignal) => Promise<void>;
}

/** What is repeated so that notices reach people. Each target has a loop of its own: a slow one delays no other. */
export function noticeLoops(parts: DeliveryParts): readonly NoticeLoop[] {
  return [
    { name: 'recipients of notices', everyMs: EVERY_MS, turn: (stopping) => addressNotices(parts, stopping) },
    ...parts.targets.map((target) => ({
      name: `notices to ${target.name}`,
      everyMs: EVERY_MS,
      turn: (stopping: AbortSignal) => deliverTo(target, parts, stopping),
    })),
    { name: 'count of notices', everyMs: COUNT_EVERY_MS, turn: () => countWaiting(parts) },
  ];
}

/** What waits, by kind of target: targets of one kind are summed up. */
async function countWaiting({ outbox, targets, meter }: DeliveryParts): Promise<void> {
  const counts = { bell: 0, webhook: 0, recipients: 0, unknown: 0 };
  for (const { target, waiting } of await outbox.backlog()) {
    const kind = targets.find(({ id }) => id === target)?.kind;
    counts[target === RECIPIENTS ? 'recipients' : (kind ?? 'unknown')] += waiting;
  }
  meter.noticesWaiting('bell', counts.bell);
  meter.noticesWaiting('webhook', counts.webhook);
  meter.noticesWaiting('recipients', counts.recipients);
  meter.noticesWaiting('unknown', counts.unknown);
}
