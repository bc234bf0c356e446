import { STATUS_CODES } from 'node:http';
import type { Json } from '../../../domain/json.ts';
import { isRecord } from '../row.ts';
import { answer, type RestAnswer } from './rest-request.ts';

const WORDS: Readonly<Record<number, string>> = {
  403: 'You do not have permission to perform this action.',
  404: 'Not found.',
  412: 'Precondition failed.',
};

/** The answer NetBox, or the proxy in front of it, gives with that status. */
export function faultAnswer(status: number): RestAnswer {
  if (status === 500) {
    return answer(500, {
      error: "OperationalError('connection failed')",
      exception: 'OperationalError',
      netbox_version: '4.7.3',
      python_version: '3.12.1',
    });
  }
  const words = WORDS[status];
  if (words !== undefined) return answer(status, { detail: words });
  // NetBox itself limits no rates: 429, 502, 503 and 504 come from the proxy, as a page.
  const title = `${status} ${STATUS_CODES[status] ?? 'Error'}`;
  const text = `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return {
    status,
    body: { text, contentType: 'text/html' },
    headers: status === 429 ? { 'Retry-After': '1' } : {},
  };
}

/** The same list with half of its objects gone, its count as it was. */
export function shortened(result: RestAnswer): RestAnswer {
  const { body } = result;
  if (!isRecord(body)) return result;
  const shown: Readonly<Record<string, Json>> = body;
  if (!Array.isArray(shown['results'])) return result;
  const results = shown['results'] as readonly Json[];
  const half = results.slice(0, Math.floor(results.length / 2));
  return { ...result, body: { ...shown, results: half, next: null } };
}
