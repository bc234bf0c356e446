import { setTimeout as sleep } from 'node:timers/promises';
import type { Meter } from '../ports/meter.ts';
import { boundedText } from './bounded-text.ts';
import { createRequestPause } from './request-pause.ts';
import { createSemaphore } from './semaphore.ts';
import { toFault } from './to-fault.ts';

/** What is needed to send requests to one NetBox. */
export interface GuardedFetchOptions {
  readonly token: string;
  /** For one request, from sending it to the last byte of its answer. */
  readonly timeoutMs: number;
  readonly maxConcurrent: number;
  readonly maxAnswerBytes: number;
  readonly meter: Meter;
  readonly fetch: typeof globalThis.fetch;
}

/** Both lanes share the places, the pause and the deadline; background work may not take the last place. */
export interface LanedFetch {
  readonly interactive: (request: Request) => Promise<Response>;
  readonly background: (request: Request) => Promise<Response>;
}

const KEPT_HEADERS = ['content-type', 'date', 'etag', 'location', 'x-request-id'];

/**
 * A `fetch` that keeps Plumbline's promises towards NetBox: at most `maxConcurrent` requests at once, each with a
 * deadline for its whole answer, which is read to its last byte and bounded; redirects are not followed; a pause NetBox
 * asked for is kept. Throws `netbox.unreachable`, `netbox.bad-answer` (broken off, too large) or
 * `netbox.too-many-requests` (a pause longer than `timeoutMs`); any status is an answer and not a fault here.
 */
export function createGuardedFetch(options: GuardedFetchOptions): LanedFetch {
  const slots = createSemaphore(options.maxConcurrent);
  // One place always stays free of background work, so that somebody who just saved a form never waits for a bulk edit.
  const background = createSemaphore(Math.max(1, options.maxConcurrent - 1));
  const pause = createRequestPause();

  async function send(request: Request): Promise<Response> {
    const what = `answer ${request.method} ${new URL(request.url).pathname}`;
    for (let waitMs = pause.remainingMs(); waitMs > 0; waitMs = pause.remainingMs()) {
      if (waitMs > options.timeoutMs)
        throw toFault(what, { kind: 'paused', seconds: Math.ceil(waitMs / 1_000) });
      await sleep(waitMs);
    }
    const begun = performance.now();
    let status = 0;
    try {
      const answer = await exchange(request, what, options);
      status = answer.status;
      pause.note(answer.status, answer.retryAfter);
      return answer.response;
    } finally {
      options.meter.apiRequest('netbox', request.method, status, (performance.now() - begun) / 1_000);
    }
  }

  const interactive = (request: Request) => slots.run(() => send(request));
  return { interactive, background: (request) => background.run(() => interactive(request)) };
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly response: Response;
}

async function exchange(request: Request, what: string, options: GuardedFetchOptions): Promise<Answer> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  const response = await reach(request, signal, options).catch((error: unknown) => {
    throw toFault(what, { kind: 'unreachable', words: wordsOf(error, options.token) });
  });
  const body = await readWhole(response, what, signal, options);
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    // A response with status 204 must not have a body, not even an empty one.
    response: new Response(body.length === 0 ? null : body, { status: response.status, headers }),
  };
}

/**
 * NetBox's server closes a connection that was idle for a few seconds, sometimes in the very moment a request is sent on it.
 * Reading asks once more, on a new one. So does a save under an ETag: had the first been carried out, NetBox would refuse the
 * second. Any other write may have been carried out, and it is its caller who decides.
 */
async function reach(
  request: Request,
  signal: AbortSignal,
  options: Pick<GuardedFetchOptions, 'fetch'>,
): Promise<Response> {
  // A body can be sent once: what may be sent again is a copy.
  const once = (one: Request) => options.fetch(one, { signal, redirect: 'manual' });
  if (request.method !== 'GET' && !request.headers.has('if-match')) return await once(request);
  return await once(request.clone()).catch((error: unknown) => {
    if (signal.aborted) throw error;
    return once(request);
  });
}

async function readWhole(
  response: Response,
  what: string,
  signal: AbortSignal,
  options: GuardedFetchOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? [];
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > options.maxAnswerBytes) break; // leaving the loop gives the connection up
    }
  } catch (error) {
    const words = wordsOf(error, options.token);
    if (signal.aborted) throw toFault(what, { kind: 'unreachable', words });
    throw toFault(what, { kind: 'bad-answer', words: `it broke off after ${size} bytes: ${words}` });
  }
  if (size <= options.maxAnswerBytes) return new Uint8Array(Buffer.concat(chunks));
  throw toFault(what, { kind: 'bad-answer', words: `more than ${options.maxAnswerBytes} bytes` });
}

/** An error's words with its cause, where Node puts what really happened (ECONNREFUSED, certificate …). */
function wordsOf(error: unknown, token: string): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return boundedText(`${String(error)}${cause}`, token);
}
