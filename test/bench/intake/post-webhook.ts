import { request, type Agent } from 'node:http';
import type { SignedWebhook } from './signed-webhooks.ts';

/** Longer than the receiver's own deadline, so that it is the receiver that gives up. */
const ANSWER_LIMIT_MS = 5_000;

/** Posts one webhook and reads the answer to its end. Returns the status, or the error's code; never rejects. */
export function postWebhook(
  agent: Agent,
  url: string,
  { body, signature }: SignedWebhook,
): Promise<number | string> {
  return new Promise((resolve) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      'x-hook-signature': signature,
    };
    const posting = request(url, { method: 'POST', agent, headers, timeout: ANSWER_LIMIT_MS }, (response) => {
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', (error) => resolve(codeOf(error)));
      response.resume();
    });
    posting.on('timeout', () => posting.destroy(Object.assign(new Error('no answer'), { code: 'timeout' })));
    posting.on('error', (error) => resolve(codeOf(error)));
    posting.end(body);
  });
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.message;
}
