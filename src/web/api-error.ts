import type { ErrorRequestHandler, Response } from 'express';
import { faultFactsOf, type FaultCode } from '../domain/fault.ts';
import { redactSecrets } from '../domain/redaction.ts';
import type { Log } from '../ports/log.ts';

/** Why a request is not done, as its sender reads it. Thrown by routes. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** One shape for every error: `{"error":{"code","message"}}`, secrets redacted. */
export function answerError(response: Response, { status, code, message }: ApiError): void {
  if (status === 401) response.set('WWW-Authenticate', 'Bearer');
  response.status(status).json({ error: { code, message: redactSecrets(message) } });
}

/** Turns everything thrown into an answer; what nobody foresaw is logged and told without detail. */
export function createErrorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = toApiError(error);
    if (known === null) log.error('request failed', { err: error });
    answerError(
      response,
      known ?? new ApiError(500, 'internal.unexpected', 'This failed for a reason of our own; see the log.'),
    );
  };
}

/** Faults that a client is told as they are, with the status that fits. */
const FAULT_STATUS: Partial<Record<FaultCode, number>> = {
  'netbox.unreachable': 503,
  'netbox.server-error': 503,
  'netbox.too-many-requests': 503,
  'netbox.bad-answer': 503,
  'netbox.forbidden': 403,
  'store.unavailable': 503,
};

function toApiError(error: unknown): ApiError | null {
  if (error instanceof ApiError) return error;
  const { code, message } = faultFactsOf(error);
  const status = FAULT_STATUS[code];
  if (status !== undefined) return new ApiError(status, code, message);
  return toRequestError(error);
}

/** What express and its body reader throw at the sender's fault. */
function toRequestError(error: unknown): ApiError | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  switch (error.status) {
    case 413:
      return new ApiError(413, 'too-large', 'The body is too large.');
    case 415:
      return new ApiError(415, 'unsupported-encoding', 'The body must be uncompressed JSON in UTF-8.');
    case 400:
      return new ApiError(400, 'bad-request', 'The request cannot be read: expected JSON.');
    default:
      return null;
  }
}
