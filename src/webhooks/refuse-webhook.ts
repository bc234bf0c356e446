import type { ErrorRequestHandler, Response } from 'express';
import { faultFactsOf } from '../domain/fault.ts';
import { BODY_LIMIT_BYTES, type ReceiverOptions } from './receiver-options.ts';

/** Why a webhook is refused, as its sender reads it. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly reason: string;
}

/** Answers, counts and logs a webhook that its sender must not send again unchanged. */
export function refuseWebhook(options: ReceiverOptions, response: Response, refusal: Refusal): void {
  const { deliveries, log, meter } = options;
  deliveries.note({ requestId: null, outcome: 'refused', reason: refusal.code });
  meter.webhook('rejected');
  log.warn('webhook refused', { ...refusal });
  answerError(response, refusal);
}

/** Answers and counts a webhook that cannot be taken now; NetBox sends it again when its retries are switched on. */
export function postponeWebhook({ meter }: ReceiverOptions, response: Response, reason: string): void {
  meter.webhook('overloaded');
  response.set('Retry-After', '5');
  answerError(response, { status: 503, code: 'unavailable', reason });
}

/** One shape for every error: `{"error":{"code","message"}}`. */
export function answerError(response: Response, { status, code, reason }: Refusal): void {
  response.status(status).json({ error: { code, message: reason } });
}

/** Turns what was thrown on the way into an answer. Express recognizes an error handler by its four parameters. */
export function createErrorHandler(options: ReceiverOptions): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = toRefusal(error);
    if (refusal !== null) {
      refuseWebhook(options, response, refusal);
      return;
    }
    const { code } = faultFactsOf(error);
    options.meter.failed('webhook', code);
    if (code === 'internal.unexpected') options.log.error('webhook failed', { err: error });
    else options.log.warn('webhook not stored', { code, err: error });
    postponeWebhook(options, response, 'The webhook is not stored; send it again.');
  };
}

/** What express or its body reader threw at the sender's fault, or null. */
function toRefusal(error: unknown): Refusal | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  switch (error.status) {
    case 413:
      return { status: 413, code: 'too-large', reason: `The body is larger than ${BODY_LIMIT_BYTES} bytes.` };
    case 415:
      return { status: 415, code: 'unsupported-encoding', reason: 'The body must not be compressed.' };
    case 400:
      return { status: 400, code: 'bad-request', reason: 'The request cannot be read.' };
    default:
      return null;
  }
}
