import { Fault } from '../domain/fault.ts';
import { load } from '../settings/load.ts';
import { readClientSettings, type ClientSettings } from '../settings/read-command-settings.ts';

/** What the running `serve` answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Calls `/api/v1` of the running `serve`. */
export type CallApi = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<ApiAnswer>;

const TIMEOUT_MS = 30_000;

/** The API as the settings of this shell name it. Throws `settings.invalid` with all problems. */
export function createApiClient(): CallApi {
  const { settings } = load(readClientSettings);
  return (method, path, body) => call(settings, method, `/api/v1${path}`, body);
}

/** Whether `serve` is ready, as it says itself; asked without knowing more than its address. */
export function readReadiness(): Promise<ApiAnswer> {
  const { settings } = load(readClientSettings);
  return call(settings, 'GET', '/readyz', undefined);
}

/** Any answer of `serve` that is JSON. A refused identity and a `serve` that is not there are faults. */
async function call(
  { apiUrl, token }: ClientSettings,
  method: string,
  path: string,
  body: object | undefined,
): Promise<ApiAnswer> {
  const url = `${apiUrl}${path}`;
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    // A redirect would carry the token elsewhere.
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw notThere(apiUrl, error);
  });
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer !== 'object' || answer === null) throw notOurs(apiUrl, response.status);
  return { status: response.status, body: { ...answer } };
}

function notThere(apiUrl: string, error: unknown): Fault {
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return new Fault(
    'settings.invalid',
    `Expected a running \`plumbline serve\` at ${apiUrl}, found none. Start it, or set PLUMBLINE_API_URL.`,
    reason,
  );
}

function notOurs(apiUrl: string, status: number): Fault {
  return new Fault(
    'settings.invalid',
    `Expected the API of \`plumbline serve\` at ${apiUrl}, found something else (status ${status}). Check PLUMBLINE_API_URL.`,
  );
}

/** The answer's body when its status is one of `wanted`; otherwise throws what `serve` said. */
export function demand(answer: ApiAnswer, ...wanted: readonly number[]): ApiAnswer['body'] {
  if (wanted.includes(answer.status)) return answer.body;
  throw Object.assign(new Error(messageOf(answer)), { code: codeOf(answer) });
}

function messageOf({ status, body }: ApiAnswer): string {
  const { error } = body;
  const message =
    typeof error === 'object' && error !== null && 'message' in error
      ? String(error.message)
      : 'no reason given';
  return `plumbline serve refused (${status}): ${message}`;
}

/** Refusals are the person's business, not defects. */
function codeOf({ status }: ApiAnswer): Fault['code'] {
  if (status === 401 || status === 403) return 'netbox.forbidden';
  return status === 503 ? 'store.unavailable' : 'settings.invalid';
}
