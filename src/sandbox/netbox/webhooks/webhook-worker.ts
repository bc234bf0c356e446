import { setTimeout as wait } from 'node:timers/promises';
import type { World } from '../resource.ts';
import { idIn, textIn, type Row } from '../row.ts';
import { sendWebhook, webhookHeaders, type WebhookPost } from './send-webhook.ts';
import type { WebhookJob } from './webhook-jobs.ts';

/** How webhooks leave. NetBox's own defaults unless said otherwise. */
export interface WebhookPace {
  /** Posts a second of the one worker; measured 14 on a real rqworker. */
  readonly rate: number;
  /** From the end of the request to the first post; measured 41 to 59 ms. */
  readonly firstDelayMs: number;
  /** Further attempts after a failure (RQ_RETRY_MAX; NetBox's default is none). */
  readonly retryMax: number;
  /** RQ_RETRY_INTERVAL. */
  readonly retryIntervalMs: number;
  readonly timeoutMs: number;
}

/** One attempt, as it was made. `status` 0: no answer. */
export interface WebhookDelivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly requestId: string;
  readonly objectType: string;
  readonly objectId: number;
  readonly event: WebhookJob['event'];
  readonly attempt: number;
  readonly status: number;
  readonly at: Date;
}

export interface WebhookWorker {
  enqueue(jobs: readonly WebhookJob[]): void;
  /** Jobs waiting, on their way, or waiting for another attempt. */
  pending(): number;
  /** The latest attempts, oldest first. */
  deliveries(): readonly WebhookDelivery[];
  /** Drops what waits, cuts what is on its way. */
  stop(): Promise<void>;
}

/** Attempts kept for looking at. */
const KEPT = 5000;

/** One worker that takes one job at a time in the order of the queue, at the given pace. Starts at once. */
export function startWebhookWorker(world: World, pace: WebhookPace, clock: () => Date): WebhookWorker {
  const queue: WebhookJob[] = [];
  const deliveries: WebhookDelivery[] = [];
  const abort = new AbortController();
  const retries = new Set<NodeJS.Timeout>();
  let waiting = 0;
  let running: Promise<void> | null = null;
  let stopped = false;

  function enqueue(jobs: readonly WebhookJob[]): void {
    if (stopped || jobs.length === 0) return;
    queue.push(...jobs);
    running ??= drain().finally(() => (running = null));
  }

  async function drain(): Promise<void> {
    await pause(pace.firstDelayMs);
    for (let job = queue.shift(); job !== undefined && !stopped; job = queue.shift()) {
      waiting = 1;
      const began = performance.now();
      const status = await deliver(job);
      waiting = 0;
      if (status < 200 || status > 299) retryLater(job);
      if (queue.length > 0) await pause(1000 / pace.rate - (performance.now() - began));
    }
  }

  async function pause(ms: number): Promise<void> {
    // Timers are late by a millisecond or so; a fast pace is kept by not asking for less.
    if (ms >= 1) await wait(ms, undefined, { signal: abort.signal }).catch(() => undefined);
  }

  async function deliver(job: WebhookJob): Promise<number> {
    const post = postOf(job, world, pace.timeoutMs);
    // Rule or webhook were deleted while the job waited: the job fails.
    if (post === null) return 0;
    const status = await sendWebhook(post, abort.signal).catch(() => 0);
    const { requestId, objectType, objectId, event, attempt } = job;
    const { url, headers, body } = post;
    deliveries.push({
      url,
      headers,
      body,
      requestId,
      objectType,
      objectId,
      event,
      attempt,
      status,
      at: clock(),
    });
    deliveries.splice(0, Math.max(0, deliveries.length - KEPT));
    return status;
  }

  function retryLater(job: WebhookJob): void {
    if (stopped || job.attempt > pace.retryMax) return;
    const timer = setTimeout(() => {
      retries.delete(timer);
      enqueue([{ ...job, attempt: job.attempt + 1 }]);
    }, pace.retryIntervalMs);
    retries.add(timer);
  }

  return {
    enqueue,
    pending: () => queue.length + waiting + retries.size,
    deliveries: () => [...deliveries],
    async stop() {
      stopped = true;
      queue.splice(0);
      for (const timer of retries) clearTimeout(timer);
      retries.clear();
      abort.abort();
      await running;
    },
  };
}

function postOf(job: WebhookJob, world: World, timeoutMs: number): WebhookPost | null {
  const rule = world.tables.find('extras.eventrule', job.ruleId);
  const webhook =
    rule === null ? null : world.tables.find('extras.webhook', idIn(rule, 'action_object_id') ?? 0);
  if (webhook === null) return null;
  return {
    url: textIn(webhook, 'payload_url'),
    method: textIn(webhook, 'http_method') || 'POST',
    headers: headersOf(job, webhook),
    body: job.body,
    timeoutMs: (idIn(webhook, 'timeout') ?? timeoutMs / 1000) * 1000,
  };
}

function headersOf(job: WebhookJob, webhook: Row): Readonly<Record<string, string>> {
  return webhookHeaders(
    job.body,
    textIn(webhook, 'http_content_type') || 'application/json',
    textIn(webhook, 'secret'),
    textIn(webhook, 'additional_headers'),
  );
}
