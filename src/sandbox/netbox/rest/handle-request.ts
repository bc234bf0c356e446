import type { Json } from '../../../domain/json.ts';
import { authenticate } from '../authenticate.ts';
import type { EditRequest } from '../edit-request.ts';
import { createEditScope, type QueuedEvent } from '../edit-scope.ts';
import { mayWrite } from '../permissions.ts';
import { denied, Rejection } from '../rejection.ts';
import type { Renderer } from '../render/renderer.ts';
import type { World } from '../resource.ts';
import { textIn } from '../row.ts';
import { provisionToken } from './provision-token.ts';
import { answer, type RestAnswer } from './rest-request.ts';
import { locate, notFoundPage, PROVISION_PATH } from './locate-route.ts';
import type { Route } from './routes.ts';

/** A request as it came, its body complete. */
export interface RawRequest {
  readonly id: string;
  readonly method: string;
  /** With query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly base: string;
}

/** What came of a request: the answer, and the events it leaves behind when it succeeded. */
export interface Handled {
  readonly answer: RestAnswer;
  readonly events: readonly QueuedEvent[];
  readonly edit: EditRequest | null;
  /** Null for a request that was refused. */
  readonly username: string | null;
}

/** Answers one request, completely or not at all: what a refused request wrote is undone, and its events with it. */
export function handleRequest(raw: RawRequest, world: World, renderer: Renderer): Handled {
  const common = { 'X-Request-ID': raw.id, 'API-Version': world.version };
  const url = new URL(raw.url, 'http://stand-in');
  const { route, redirect } = locate(url, raw.method, world);
  if (redirect !== null) return without(redirect);
  if (route === null) return without(notFoundPage(common));
  const headers = { ...common, Allow: allowed(route) };
  try {
    const handled =
      url.pathname === PROVISION_PATH ? provision(raw, world) : serve(raw, url, route, world, renderer);
    world.tables.commit();
    return { ...handled, answer: withHeaders(handled.answer, headers) };
  } catch (refusal) {
    world.tables.rollback();
    if (!(refusal instanceof Rejection)) throw refusal;
    return without({
      status: refusal.status,
      body: bodyOf(refusal),
      headers: { ...headers, ...refusal.headers },
    });
  }
}

function allowed(route: Route): string {
  return [...Object.keys(route), ...('GET' in route ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}

function serve(raw: RawRequest, url: URL, route: Route, world: World, renderer: Renderer): Handled {
  const account = authenticate(raw.headers['authorization'], world);
  const method = raw.method === 'HEAD' ? 'GET' : raw.method;
  if (method === 'OPTIONS') return without(answer(200, { name: 'NetBox stand-in' }));
  const handler = route[method];
  if (method !== 'GET' && !mayWrite(account)) throw denied();
  if (handler === undefined) throw new Rejection(405, { detail: `Method "${raw.method}" not allowed.` });
  const edit: EditRequest = {
    id: raw.id,
    userId: account.user.id,
    username: textIn(account.user, 'username'),
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
  };
  const scope = createEditScope(world, edit);
  const request = {
    id: raw.id,
    method,
    path: url.pathname,
    query: url.searchParams,
    headers: raw.headers,
    account,
    body: method === 'GET' ? undefined : jsonOf(raw),
    base: raw.base,
  };
  const result = handler(request, { world, scope, renderer });
  return { answer: result, events: scope.events(), edit, username: edit.username };
}

function provision(raw: RawRequest, world: World): Handled {
  if (raw.method !== 'POST') throw new Rejection(405, { detail: `Method "${raw.method}" not allowed.` });
  const nobody: EditRequest = {
    id: raw.id,
    userId: 0,
    username: '',
    method: 'POST',
    path: PROVISION_PATH,
    query: {},
  };
  const scope = createEditScope(world, nobody);
  return without(provisionToken(jsonOf(raw), raw.base, world, scope));
}

function jsonOf(raw: RawRequest): Json | undefined {
  if (raw.body.length === 0) return undefined;
  const type = raw.headers['content-type'] ?? '';
  if (!type.toLowerCase().startsWith('application/json')) {
    throw new Rejection(415, { detail: `Unsupported media type "${type}" in request.` });
  }
  try {
    return JSON.parse(raw.body.toString('utf8')) as Json; // JSON.parse gives nothing but JSON
  } catch (problem) {
    throw new Rejection(400, { detail: `JSON parse error - ${String(problem)}` });
  }
}

function without(result: RestAnswer): Handled {
  return { answer: result, events: [], edit: null, username: null };
}

function withHeaders(result: RestAnswer, headers: Readonly<Record<string, string>>): RestAnswer {
  return { ...result, headers: { ...headers, ...result.headers } };
}

/** A refusal whose body is text goes out as text, not as JSON. */
function bodyOf(refusal: Rejection): RestAnswer['body'] {
  return typeof refusal.body === 'string'
    ? { text: refusal.body, contentType: 'text/plain; charset=utf-8' }
    : refusal.body;
}
