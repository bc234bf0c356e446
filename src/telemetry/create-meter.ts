import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { endingLabel } from '../domain/ending.ts';
import type { Meter, NoticeResult, NoticeTargetLabel, WebhookOutcome } from '../ports/meter.ts';

/** The meter with what `/metrics` shows. */
export interface MeterWithMetrics {
  readonly meter: Meter;
  /** All metrics in Prometheus' text format. */
  readonly metrics: () => Promise<string>;
}

const OUTCOMES: readonly WebhookOutcome[] = ['stored', 'duplicate', 'dropped', 'rejected', 'overloaded'];
const NOTICE_TARGETS: readonly NoticeTargetLabel[] = ['bell', 'webhook'];
const NOTICE_RESULTS: readonly NoticeResult[] = ['sent', 'known', 'gone', 'failed', 'given up'];
const QUEUES = ['edits', 'changes'] as const;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** NetBox answers within 60 to 330 ms (a device, a page of interfaces); a render may take many seconds. */
const REQUEST_BUCKETS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * A meter with a registry of its own, so that several can live in one process. Labels are closed sets; what falls outside
 * is counted as `other`, because a label per device or message would fill the memory of whoever collects.
 */
export function createMeter(): MeterWithMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return { meter: createCounters(registry), metrics: () => registry.metrics() };
}

function createCounters(registry: Registry): Meter {
  const registers = [registry];
  const processed = new Counter({
    name: 'agent_processed_items_total',
    help: 'Items worked off, by kind.',
    labelNames: ['kind'],
    registers,
  });
  const failed = new Counter({
    name: 'agent_failed_items_total',
    help: 'Items that failed, by kind and fault code (docs/errors.md).',
    labelNames: ['kind', 'code'],
    registers,
  });
  const requests = new Histogram({
    name: 'agent_api_request_duration_seconds',
    help: 'Duration of outbound requests; status 0 is no answer.',
    labelNames: ['target', 'method', 'status'],
    buckets: REQUEST_BUCKETS,
    registers,
  });
  const queues = new Gauge({
    name: 'agent_queue_size',
    help: 'Items waiting, by queue.',
    labelNames: ['queue'],
    registers,
  });
  const changes = new Counter({
    name: 'plumbline_changes_total',
    help: 'How the units of changes ended.',
    labelNames: ['ending'],
    registers,
  });
  const webhooks = new Counter({
    name: 'plumbline_webhooks_total',
    help: 'Webhooks received, by what became of them.',
    labelNames: ['outcome'],
    registers,
  });
  const caughtUp = new Counter({
    name: 'plumbline_edits_caught_up_total',
    help: 'Edits first heard of through the changelog instead of a webhook.',
    registers,
  });
  const doubt = new Gauge({
    name: 'plumbline_netbox_doubt',
    help: '1 while NetBox may be another one than the worker serves, or our own database older than what was done; nothing is written then.',
    registers,
  });
  const silent = new Gauge({
    name: 'plumbline_webhooks_silent',
    help: '1 while NetBox is edited and no webhook arrives.',
    registers,
  });
  const refused = new Gauge({
    name: 'plumbline_refused_logins',
    help: 'Logins a device refused; not tried again before a person or another credential comes.',
    registers,
  });
  const backingOff = new Gauge({
    name: 'plumbline_devices_backing_off',
    help: 'Devices this process leaves alone for a while, because they do not answer.',
    registers,
  });
  const notices = new Counter({
    name: 'plumbline_notices_total',
    help: 'Notices to people, by kind of target and what became of the try.',
    labelNames: ['target', 'result'],
    registers,
  });
  const noticesWaiting = new Gauge({
    name: 'plumbline_notices_waiting',
    help: 'Notices that have not arrived yet, by kind of target.',
    labelNames: ['target'],
    registers,
  });
  // A series that starts at its first event hides that event from a rate.
  for (const outcome of OUTCOMES) webhooks.inc({ outcome }, 0);
  for (const target of NOTICE_TARGETS)
    for (const result of NOTICE_RESULTS) notices.inc({ target, result }, 0);
  for (const queue of QUEUES) queues.set({ queue }, 0);
  return {
    processed: (kind) => processed.inc({ kind }),
    failed: (kind, code) => failed.inc({ kind, code: toCodeLabel(code) }),
    apiRequest: (target, method, status, seconds) =>
      requests.observe({ target, method: toMethodLabel(method), status: toStatusLabel(status) }, seconds),
    queueSize: (queue, size) => queues.set({ queue }, size),
    changeEnded: (ending) => changes.inc({ ending: endingLabel(ending) }),
    webhook: (outcome) => webhooks.inc({ outcome }),
    caughtUp: () => caughtUp.inc(),
    netboxDoubt: (doubted) => doubt.set(doubted ? 1 : 0),
    refusedLogins: (count) => refused.set(count),
    devicesBackingOff: (count) => backingOff.set(count),
    notice: (target, result) => notices.inc({ target, result }),
    noticesWaiting: (target, waiting) => noticesWaiting.set({ target }, waiting),
    webhooksSilent: (isSilent) => silent.set(isSilent ? 1 : 0),
  };
}

/** Codes and endings are short lower-case words (`netbox.forbidden`, `quarantined: differs`); texts are not. */
function toCodeLabel(code: string): string {
  return /^[a-z][a-z .:-]{0,40}$/.test(code) ? code : 'other';
}

function toMethodLabel(method: string): string {
  const upper = method.toUpperCase();
  return METHODS.has(upper) ? upper : 'other';
}

function toStatusLabel(status: number): string {
  return Number.isInteger(status) && status >= 0 && status <= 599 ? String(status) : 'other';
}
