/** One answer of NetBox's REST API, as it came. */
export interface RestAnswer {
  readonly status: number;
  readonly requestId: string;
  readonly etag: string | null;
  readonly body: unknown;
}

/** NetBox as an engineer's script would talk to it: the hand that edits, beside the adapter under test. */
export interface NetBoxRest {
  get(path: string): Promise<RestAnswer>;
  post(path: string, body: unknown): Promise<RestAnswer>;
  patch(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<RestAnswer>;
  delete(path: string): Promise<RestAnswer>;
  /** Makes an object and gives its id; throws with NetBox's words when it is refused. */
  make(path: string, body: unknown): Promise<number>;
}

/** Talks to `url` with `token`. Paths start behind `/api`: `/dcim/devices/`. */
export function createNetBoxRest(url: string, token: string): NetBoxRest {
  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<RestAnswer> {
    const response = await fetch(`${url}/api${path}`, {
      method,
      redirect: 'manual',
      headers: {
        Accept: 'application/json',
        // NetBox's server closes a connection that is idle for 2 s, and a request on its way in that moment is lost.
        Connection: 'close',
        Authorization: `${token.startsWith('nbt_') ? 'Bearer' : 'Token'} ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      requestId: response.headers.get('x-request-id') ?? '',
      etag: response.headers.get('etag'),
      body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
    };
  }
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    delete: (path) => send('DELETE', path),
    async make(path, body) {
      const answer = await send('POST', path, body);
      if (answer.status !== 201) {
        throw new Error(`POST ${path} answered ${String(answer.status)}: ${JSON.stringify(answer.body)}`);
      }
      return idOf(answer.body);
    },
  };
}

/** The id in an object NetBox answered with. */
export function idOf(body: unknown): number {
  const { id } = body as { readonly id: unknown }; // NetBox's own answer, and the test fails on the next line if not
  if (typeof id !== 'number') throw new Error(`no id in ${JSON.stringify(body)}`);
  return id;
}

/** The objects of a list answer. */
export function resultsOf(answer: RestAnswer): readonly Readonly<Record<string, unknown>>[] {
  const { results } = answer.body as { readonly results?: readonly Readonly<Record<string, unknown>>[] };
  if (results === undefined) throw new Error(`no list: ${JSON.stringify(answer.body).slice(0, 300)}`);
  return results;
}
