import express, { type Express, type RequestHandler } from 'express';
import { createWebhookHandler } from './receive-webhook.ts';
import { BODY_LIMIT_BYTES, type ReceiverOptions } from './receiver-options.ts';
import { answerError, createErrorHandler, postponeWebhook } from './refuse-webhook.ts';

/** Where NetBox posts its webhooks. */
export const WEBHOOK_PATH = '/webhooks/netbox';

/**
 * The inbound edge: `POST /webhooks/netbox`. Answers 202 only once the delivery is stored (again for a duplicate), 200
 * when it is dropped with a reason, 401 without detail for a bad signature, 4xx with the reason for a body that cannot be
 * read, 503 when it cannot be stored now. Never redirects: NetBox would follow and lose the body.
 * Throws `settings.invalid` without a secret. The caller listens, with header and request timeouts.
 */
export function createReceiver(options: ReceiverOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.post(
    WEBHOOK_PATH,
    limitInFlight(options),
    // Raw bytes, because they are what is signed; never inflated, because a small bomb becomes a large body.
    express.raw({ limit: BODY_LIMIT_BYTES, type: () => true, inflate: false }),
    createWebhookHandler(options),
  );
  app.all(WEBHOOK_PATH, (_request, response) => {
    response.set('Allow', 'POST');
    answerError(response, { status: 405, code: 'method-not-allowed', reason: 'Expected POST.' });
  });
  app.use((_request, response) =>
    answerError(response, { status: 404, code: 'not-found', reason: `Expected ${WEBHOOK_PATH}.` }),
  );
  app.use(createErrorHandler(options));
  return app;
}

function limitInFlight(options: ReceiverOptions): RequestHandler {
  let inFlight = 0;
  return (_request, response, next) => {
    if (inFlight >= options.maxInFlight) {
      options.log.warn('webhook postponed: too many at once', { inFlight });
      postponeWebhook(options, response, 'Too many webhooks at once; send it again.');
      return;
    }
    inFlight += 1;
    response.once('close', () => (inFlight -= 1));
    next();
  };
}
