import type { Json } from '../../domain/json.ts';

/** A request for the stand-in’s own REST API. `path` as behind `/api`: `/dcim/interfaces/3/`. */
export interface RestEdit {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: Json;
  readonly token?: string;
}

export interface RestResult {
  readonly status: number;
  readonly requestId: string;
  readonly body: Json;
}

/** Makes the request over HTTP, as any client would; with `ownToken` unless it names a token. */
export async function sendEdit(url: string, change: RestEdit, ownToken: string | null): Promise<RestResult> {
  const token = change.token ?? ownToken;
  if (token === null) throw new Error('edit: no token is a superuser’s; give one');
  const response = await fetch(`${url}/api${change.path}`, {
    method: change.method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(change.body === undefined ? {} : { body: JSON.stringify(change.body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return {
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? '',
    body: isJson ? (JSON.parse(text) as Json) : text, // JSON.parse gives nothing but JSON
  };
}
