import type { Json } from '../../../../src/domain/json.ts';
import type { Seed } from '../../../../src/sandbox/netbox/seed.ts';
import {
  startNetBoxStandIn,
  type NetBoxStandIn,
  type StandInOptions,
} from '../../../../src/sandbox/netbox/stand-in.ts';

export const ADMIN = 'nbt_adminkey0001.adminsecretadminsecretadminsecretadmin00';
export const WORKER = 'nbt_workerkey001.workersecretworkersecretworkersecretwork0';
export const READER = 'nbt_readerkey001.readersecretreadersecretreadersecretread0';

/** One answer of the stand-in, as it came. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; null when it is none. */
  readonly body: Json;
}

export interface CallOptions {
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly raw?: string;
}

/** A stand-in with an administrator, the worker's account and a read-only token, and a way to talk to it. */
export interface OpenStandIn {
  readonly standIn: NetBoxStandIn;
  readonly call: (method: string, path: string, body?: Json, options?: CallOptions) => Promise<Reply>;
}

/** Starts one. The caller stops `standIn`. */
export async function openStandIn(seed: Seed, options: Partial<StandInOptions> = {}): Promise<OpenStandIn> {
  const standIn = await startNetBoxStandIn({
    host: '127.0.0.1',
    port: 0,
    tokens: [
      { token: ADMIN, username: 'admin', groups: ['network'], superuser: true },
      { token: WORKER, username: 'plumbline', groups: [] },
      { token: READER, username: 'reader', groups: [], superuser: true, writeEnabled: false },
    ],
    seed,
    webhookRate: 10_000,
    webhookDelayMs: 1,
    ...options,
  });
  return { standIn, call: (method, path, body, more) => call(standIn.url, method, path, body, more) };
}

async function call(
  url: string,
  method: string,
  path: string,
  body?: Json,
  { token = ADMIN, headers = {}, raw }: CallOptions = {},
): Promise<Reply> {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(`${url}/api${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(sent === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? (JSON.parse(text) as Json) : null, // JSON.parse gives nothing but JSON
  };
}

/** The objects of a list answer. */
export function resultsOf(reply: Reply): readonly Readonly<Record<string, Json>>[] {
  const { results } = reply.body as { readonly results: readonly Readonly<Record<string, Json>>[] };
  return results;
}

/** A text or number of an answer as text; empty for anything else. */
export function wordOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
