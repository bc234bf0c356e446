import createOpenApiClient, { type Client } from 'openapi-fetch';
import type { paths } from '../../generated/netbox.ts';
import { Fault } from '../domain/fault.ts';
import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';
import { boundedText } from './bounded-text.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { createSemaphore, type Semaphore } from './semaphore.ts';
import { toFault } from './to-fault.ts';

/** How to reach one NetBox. */
export interface NetBoxOptions {
  /** NetBox's own address, with its base path and without `/api`. */
  readonly url: string;
  readonly token: string;
  /** For one request, from sending it to the last byte of its answer. */
  readonly timeoutMs: number;
  readonly maxConcurrent: number;
  readonly maxRenders: number;
  readonly log: Log;
  readonly meter: Meter;
  /** Objects asked for at once; NetBox may give fewer. */
  readonly pageSize?: number;
  readonly maxAnswerBytes?: number;
  /** Instead of Node's own. */
  readonly fetch?: typeof globalThis.fetch;
}

/** One answer, read completely. `body` is not believed before a schema has parsed it. */
export interface NetBoxAnswer {
  readonly status: number;
  readonly ok: boolean;
  readonly body: unknown;
  readonly etag: string | null;
  /** NetBox's id of the request, as it stands in changelog and webhooks. */
  readonly requestId: string | null;
  /** NetBox's clock when it answered, as HTTP writes it. */
  readonly date: string | null;
}

/** What openapi-fetch gives back, as far as we look at it: its types describe what NetBox's schema claims. */
export type ApiCall = Promise<{
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}>;

/** The calls of one NetBox with one token. Everything in this folder goes through it. */
export interface NetBoxClient {
  readonly api: Client<paths>;
  readonly log: Log;
  readonly pageSize: number;
  /** Renders allowed at once, beside the general bound: they are the dearest thing NetBox does for us. */
  readonly renders: Semaphore;
  /** Awaits a call; any status is an answer. Throws the faults of the guarded fetch, and `netbox.bad-answer` for text that is no JSON. */
  ask(what: string, call: ApiCall): Promise<NetBoxAnswer>;
  /** Like `ask`, and throws the fault of {@link toFault} for every status that is not 2xx. */
  demand(what: string, call: ApiCall): Promise<NetBoxAnswer>;
  /** The fault that an answer with another status than 2xx is. */
  faultOf(what: string, answer: NetBoxAnswer): Fault;
  /** An answer's text for a fault: bounded, redacted. */
  wordsOf(answer: NetBoxAnswer): string;
}

const PAGE_SIZE = 500;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** A client for one NetBox and one token. Sends nothing by itself. */
export function createNetBoxClient(options: NetBoxOptions): NetBoxClient {
  return createNetBoxClients(options).interactive;
}

/** Two clients that share what NetBox is asked at once; the one for background work leaves a place and a render free. */
export function createNetBoxClients(options: NetBoxOptions): {
  readonly interactive: NetBoxClient;
  readonly background: NetBoxClient;
} {
  const lanes = createGuardedFetch({
    ...options,
    maxAnswerBytes: options.maxAnswerBytes ?? MAX_ANSWER_BYTES,
    fetch: options.fetch ?? globalThis.fetch,
  });
  const renders = createSemaphore(options.maxRenders);
  const share = createSemaphore(Math.max(1, options.maxRenders - 1));
  return {
    interactive: clientOf(options, lanes.interactive, renders),
    background: clientOf(options, lanes.background, {
      run: (work) => share.run(() => renders.run(work)),
    }),
  };
}

function clientOf(
  options: NetBoxOptions,
  guardedFetch: (request: Request) => Promise<Response>,
  renders: Semaphore,
): NetBoxClient {
  const { token } = options;
  const api = createOpenApiClient<paths>({
    baseUrl: options.url,
    headers: { Accept: 'application/json', Authorization: authorizationOf(token) },
    fetch: guardedFetch,
  });
  const wordsOf = (answer: NetBoxAnswer) => boundedText(textOf(answer.body), token);
  const faultOf = (what: string, answer: NetBoxAnswer) =>
    toFault(what, { kind: 'status', status: answer.status, words: wordsOf(answer) });

  async function ask(what: string, call: ApiCall): Promise<NetBoxAnswer> {
    try {
      const { data, error, response } = await call;
      const body = response.ok ? data : error;
      const { status, ok, headers } = response;
      return {
        status,
        ok,
        body,
        etag: headers.get('etag'),
        requestId: headers.get('x-request-id'),
        date: headers.get('date'),
      };
    } catch (thrown) {
      if (thrown instanceof Fault) throw thrown;
      // What is left is openapi-fetch failing to parse a 2xx answer: a login page, half a document.
      throw toFault(what, { kind: 'bad-answer', words: boundedText(String(thrown), token) });
    }
  }

  async function demand(what: string, call: ApiCall): Promise<NetBoxAnswer> {
    const answer = await ask(what, call);
    if (!answer.ok) throw faultOf(what, answer);
    return answer;
  }

  const pageSize = options.pageSize ?? PAGE_SIZE;
  return { api, log: options.log, pageSize, renders, ask, demand, faultOf, wordsOf };
}

/** The header value for a token: `nbt_…` is version 2, everything else version 1. */
export function authorizationOf(token: string): string {
  return `${token.startsWith('nbt_') ? 'Bearer' : 'Token'} ${token}`;
}

function textOf(body: unknown): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}
