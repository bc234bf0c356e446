import { randomUUID } from 'node:crypto';
import { CATALOG } from './catalog.ts';
import { createFaults, type FaultPlan } from './faults.ts';
import { startHttpServer } from './http-server.ts';
import { loadSeed } from './load-seed.ts';
import { openAccounts, type StandInToken } from './open-accounts.ts';
import { createRenderer, type RenderTemplate } from './render/renderer.ts';
import type { World } from './resource.ts';
import { handleRequest, type RawRequest } from './rest/handle-request.ts';
import type { RestAnswer } from './rest/rest-request.ts';
import type { Seed } from './seed.ts';
import { sendEdit, type RestEdit, type RestResult } from './send-edit.ts';
import { setWebhook, type WebhookTarget } from './set-webhook.ts';
import { createTables } from './tables.ts';
import { createTimeline } from './timeline.ts';
import { customFieldOf, deviceViewOf, journalOf, type StandInDevice, type StandInEntry } from './views.ts';
import { webhookJobsOf } from './webhooks/webhook-jobs.ts';
import { startWebhookWorker, type WebhookDelivery, type WebhookPace } from './webhooks/webhook-worker.ts';

export interface StandInOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly tokens: readonly StandInToken[];
  readonly seed: Seed;
  /** Webhooks a second. 14 unless said otherwise, like one real rqworker. */
  readonly webhookRate?: number;
  /** From a request to its first webhook; 50 unless said otherwise. */
  readonly webhookDelayMs?: number;
  /** RQ_RETRY_MAX and RQ_RETRY_INTERVAL; NetBox's default is not to retry. */
  readonly webhookRetry?: { readonly max: number; readonly intervalMs: number };
  readonly webhookTimeoutMs?: number;
  /** Which NetBox is played: 4.7 unless said otherwise. */
  readonly version?: '4.6' | '4.7';
  readonly clock?: () => Date;
  /** Ids of REST requests, as UUIDs; random unless given. A store outlives a stand-in, so repeated ids would be taken for edits it knows. */
  readonly newRequestId?: () => string;
}

/** One REST request the stand-in received, faults included. `status` 0: it never answered. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  /** Null for a request that was refused. */
  readonly username: string | null;
  readonly status: number;
}

/** A running stand-in. REST is the way in and out; what is here is what a test or the demo cannot see or do over REST. */
export interface NetBoxStandIn {
  readonly url: string;
  readonly faults: FaultPlan;
  /** Points one webhook and one event rule (created, updated, deleted) to `url`, as an administrator had done before. Again: replaces it. */
  configureWebhook(target: WebhookTarget): void;
  /** All journal entries, oldest first. */
  journal(): readonly StandInEntry[];
  /** A device as it stands now; throws when there is none of that name. */
  device(name: string): StandInDevice;
  /** The value of Plumbline's state field on a device, null while it is not set. */
  stateField(deviceName: string, field?: string): string | null;
  /** What render-config answers for a device: a text, a function that may throw, or null for its template again. */
  setRendered(deviceName: string, text: string | RenderTemplate | null): void;
  /** Backs the database up, as an administrator does; the function restores it, while NetBox goes on under the same address. */
  backup(): () => void;
  /** Makes a REST request with the first superuser's token, or the given one. Rejects when there is no answer. */
  edit(change: RestEdit): Promise<RestResult>;
  /** Webhooks not delivered yet. */
  pendingWebhooks(): number;
  /** The latest webhook attempts, oldest first. */
  deliveries(): readonly WebhookDelivery[];
  /** The latest REST requests, oldest first. */
  requests(): readonly ReceivedRequest[];
  stop(): Promise<void>;
}

const KEPT_REQUESTS = 5000;

/** Starts a stand-in: REST, changelog and webhooks of a small NetBox, in memory, on a port of its own. */
export async function startNetBoxStandIn(options: StandInOptions): Promise<NetBoxStandIn> {
  const clock = options.clock ?? (() => new Date());
  const world: World = {
    tables: createTables(),
    timeline: createTimeline(clock),
    catalog: CATALOG,
    version: options.version ?? '4.7',
  };
  const renderer = createRenderer(world);
  loadSeed(options.seed, world, renderer);
  const ownToken = openAccounts(options.tokens, world);
  const worker = startWebhookWorker(world, paceOf(options), clock);
  const faults = createFaults();
  const received: ReceivedRequest[] = [];

  function note(request: ReceivedRequest): void {
    received.push(request);
    received.splice(0, Math.max(0, received.length - KEPT_REQUESTS));
  }

  function handle(raw: RawRequest): RestAnswer {
    const handled = handleRequest(raw, world, renderer);
    const { method, url } = raw;
    note({ method, url, username: handled.username, status: handled.answer.status });
    if (handled.edit !== null) worker.enqueue(webhookJobsOf(handled.events, handled.edit, world));
    return handled.answer;
  }

  function onFault(method: string, url: string, status: number): void {
    note({ method, url, username: null, status });
  }

  const newRequestId = options.newRequestId ?? randomUUID;
  const server = await startHttpServer({
    host: options.host,
    port: options.port,
    faults,
    newRequestId,
    handle,
    onFault,
  });
  return {
    url: server.url,
    faults,
    configureWebhook: (target) => setWebhook(target, world),
    journal: () => journalOf(world),
    device: (name) => deviceViewOf(name, world),
    stateField: (name, field = 'plumbline_state') => customFieldOf(name, field, world),
    setRendered: (name, text) => renderer.override(name, text),
    backup: () => world.tables.backup(),
    edit: (change) => sendEdit(server.url, change, ownToken),
    pendingWebhooks: () => worker.pending(),
    deliveries: () => worker.deliveries(),
    requests: () => [...received],
    async stop() {
      await Promise.all([worker.stop(), server.stop()]);
    },
  };
}

function paceOf(options: StandInOptions): WebhookPace {
  return {
    rate: options.webhookRate ?? 14,
    firstDelayMs: options.webhookDelayMs ?? 50,
    retryMax: options.webhookRetry?.max ?? 0,
    retryIntervalMs: options.webhookRetry?.intervalMs ?? 60_000,
    timeoutMs: options.webhookTimeoutMs ?? 60_000,
  };
}
