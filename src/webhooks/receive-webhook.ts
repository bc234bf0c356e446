import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Hint } from '../domain/edit.ts';
import { parseJson } from './parse-json.ts';
import { readHint } from './read-hint.ts';
import type { ReceiverOptions } from './receiver-options.ts';
import { refuseWebhook } from './refuse-webhook.ts';
import { storeInTime } from './store-in-time.ts';
import { createSignatureCheck } from './verify-signature.ts';

/** Handles one webhook whose raw body stands in `request.body`. Throws what the inbox throws. */
export function createWebhookHandler(options: ReceiverOptions): RequestHandler {
  const verify = createSignatureCheck(options.secrets);
  let saidPrevious = false;
  return async (request, response) => {
    const body = rawBodyOf(request);
    const verdict = verify(body, signaturesOf(request));
    if (verdict === 'invalid') {
      refuseWebhook(options, response, { status: 401, code: 'unauthorized', reason: 'Unauthorized.' });
      return;
    }
    if (verdict === 'previous' && !saidPrevious) {
      saidPrevious = true;
      options.log.warn('webhook signed with the previous secret: NetBox still uses it');
    }
    await receive(options, response, body);
  };
}

/** Express leaves the body undefined when the request has none. */
function rawBodyOf(request: Request): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** `headersDistinct`, because `headers` joins two signatures into one string. */
function signaturesOf(request: Request): readonly string[] {
  return request.headersDistinct['x-hook-signature'] ?? [];
}

async function receive(options: ReceiverOptions, response: Response, body: Buffer): Promise<void> {
  const json = parseJson(body);
  if (!json.ok) {
    refuseWebhook(options, response, { status: 400, code: 'not-json', reason: json.reason });
    return;
  }
  const reading = readHint(json.value, options.ownUser);
  switch (reading.kind) {
    case 'unreadable':
      refuseWebhook(options, response, { status: 400, code: 'wrong-shape', reason: reading.reason });
      return;
    case 'dropped':
      options.log.debug('webhook dropped', { reason: reading.reason });
      options.deliveries.note({ requestId: reading.requestId, outcome: 'dropped', reason: reading.reason });
      count(options, 'dropped');
      response.status(200).json({ outcome: 'dropped', reason: reading.reason });
      return;
    case 'hint':
      await keep(options, response, body, reading.hint);
      return;
  }
}

async function keep(options: ReceiverOptions, response: Response, body: Buffer, hint: Hint): Promise<void> {
  const id = createHash('sha256').update(body).digest('hex');
  const outcome = await storeInTime(options.inbox, { id, body, hint }, options.deadlineMs);
  options.log.debug('webhook stored', {
    deliveryId: id,
    requestId: hint.requestId,
    objectType: hint.object.type,
    objectId: hint.object.id,
    outcome,
  });
  options.deliveries.note({ requestId: hint.requestId, outcome, reason: null });
  count(options, outcome);
  response.status(202).json({ outcome });
}

function count({ meter }: ReceiverOptions, outcome: 'stored' | 'duplicate' | 'dropped'): void {
  meter.webhook(outcome);
  meter.processed('webhook');
}
