import express, { Router, type Express, type Response } from 'express';
import { faultFactsOf } from '../domain/fault.ts';
import type { ChangeId } from '../domain/ids.ts';
import type { OrderResult } from '../domain/order.ts';
import { redactDeep } from '../domain/redaction.ts';
import type { Orders } from '../ports/orders.ts';
import { answerError, ApiError, createErrorHandler } from './api-error.ts';
import type { ApiOptions } from './api-options.ts';
import { viewOfChange } from './change-view.ts';
import { createIdentify, type Identify } from './identify.ts';
import { parseOrder, parseStopReason } from './parse-order.ts';

const BODY_LIMIT_BYTES = 256_000;
const CHANGES_SHOWN = 100;
/** Ids of workflows; anything else is no order and is not looked up. */
const ORDER_ID = /^[A-Za-z0-9:._-]{1,200}$/;

/**
 * `/healthz`, `/readyz`, `/metrics` and `/api/v1`. Everything under `/api/v1` needs a NetBox token; what an order may do
 * is decided by the order. Secrets are redacted in everything that leaves. The caller listens on loopback.
 */
export function createApi(options: ApiOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  addHealth(app, options);
  app.use('/api/v1', createV1(options));
  app.use((request, response) =>
    answerError(
      response,
      new ApiError(404, 'not-found', `There is nothing at ${request.method} ${request.path}.`),
    ),
  );
  app.use(createErrorHandler(options.log));
  return app;
}

/** For probes and collectors of this machine: no identity, nothing about devices. */
function addHealth(app: Express, { ready, metrics, warnings }: ApiOptions): void {
  app.get('/healthz', (_request, response) => {
    response.json({ ok: true });
  });
  app.get('/readyz', async (_request, response) => {
    const problems = await ready();
    // A warning must not take this process out of service: it would make missing webhooks miss for ever.
    const notes = (await warnings?.().catch(() => [])) ?? [];
    const ok = problems.length === 0;
    send(response, ok ? 200 : 503, { ok, problems, warnings: notes });
  });
  app.get('/metrics', async (_request, response) => {
    const text = await metrics();
    response.type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
}

function createV1(options: ApiOptions): Router {
  const router = Router();
  const identify = createIdentify(options.whoIs);
  // Before the body is read: strangers cannot make us parse.
  router.use(async (request, _response, next) => {
    await identify(request, request.method !== 'GET');
    next();
  });
  router.use(express.json({ limit: BODY_LIMIT_BYTES, inflate: false, type: () => true }));
  addOrders(router, options, identify);
  addViews(router, options);
  addStop(router, options, identify);
  return router;
}

function addOrders(router: Router, { orders, log }: ApiOptions, identify: Identify): void {
  router.post('/orders', async (request, response) => {
    const order = parseOrder(request.body);
    const person = await identify(request, false);
    const id = await orders.submit({ order, person });
    log.info('order taken', { orderId: id, kind: order.kind, user: person.username });
    response.set('Location', `/api/v1/orders/${encodeURIComponent(id)}`);
    send(response, 202, { id, running: true });
  });
  router.get('/orders/:id', async (request, response) => {
    const { id } = request.params;
    const result = await readResult(orders, id);
    if (result === null) send(response, 202, { id, running: true });
    else send(response, 200, { id, running: false, ...result });
  });
}

function addViews(router: Router, { queries, deliveries }: ApiOptions): void {
  router.get('/devices', async (_request, response) => {
    send(response, 200, { devices: await queries.devices() });
  });
  router.get('/sweeps', async (_request, response) => {
    send(response, 200, { sweeps: await queries.sweeps(null) });
  });
  router.get('/sweeps/:id', async (request, response) => {
    const { id } = request.params;
    const [sweep] = ORDER_ID.test(id) ? await queries.sweeps(id) : [];
    if (sweep === undefined) throw new ApiError(404, 'not-found', 'There is no sweep of this id.');
    send(response, 200, sweep);
  });
  router.get('/changes', async (_request, response) => {
    send(response, 200, { changes: await queries.changes(CHANGES_SHOWN) });
  });
  router.get('/changes/:id', async (request, response) => {
    const { id } = request.params;
    const change = ORDER_ID.test(id) ? await queries.change(id as ChangeId) : null;
    if (change === null) throw new ApiError(404, 'not-found', 'There is no change of this id.');
    send(response, 200, viewOfChange(change));
  });
  router.get('/webhooks/:requestId', (request, response) => {
    const received = deliveries.of(request.params.requestId);
    send(response, 200, { received, refused: deliveries.refused() });
  });
}

/** Anybody NetBox knows may stop; ending a stop loosens, so that needs an approver. */
function addStop(router: Router, { stopSwitch, approverGroups, log }: ApiOptions, identify: Identify): void {
  router.get('/stop', async (_request, response) => {
    send(response, 200, { reason: await stopSwitch.reason() });
  });
  router.post('/stop', async (request, response) => {
    const reason = parseStopReason(request.body);
    const { username } = await identify(request, false);
    await stopSwitch.set(`${username}: ${reason}`);
    log.warn('stopped: no new writes', { user: username });
    send(response, 200, { reason: await stopSwitch.reason() });
  });
  router.delete('/stop', async (request, response) => {
    const { username, groups } = await identify(request, false);
    if (!groups.some((group) => approverGroups.includes(group))) {
      throw new ApiError(
        403,
        'forbidden',
        `${username} is in none of the approver groups, which alone may end a stop.`,
      );
    }
    await stopSwitch.clear();
    log.warn('stop ended: writes are possible again', { user: username });
    send(response, 200, { reason: await stopSwitch.reason() });
  });
}

function send(response: Response, status: number, body: object): void {
  response.status(status).json(redactDeep(body));
}

/** The result, or null while the order runs. The port says only that an unknown id throws; faults stay what they are. */
async function readResult(orders: Orders, id: string): Promise<OrderResult | null> {
  if (!ORDER_ID.test(id)) throw noSuchOrder();
  try {
    return await orders.result(id);
  } catch (error) {
    if (faultFactsOf(error).code !== 'internal.unexpected') throw error;
    throw noSuchOrder();
  }
}

function noSuchOrder(): ApiError {
  return new ApiError(404, 'not-found', 'There is no order of this id.');
}
