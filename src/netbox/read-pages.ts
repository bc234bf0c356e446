import { z } from 'zod';
import type { ApiCall, NetBoxAnswer, NetBoxClient } from './netbox-client.ts';
import { parseAnswer } from './parse-answer.ts';
import { toFault } from './to-fault.ts';

/** What a call must put into its query so that its pages fit together. */
export interface PageQuery {
  readonly limit: number;
  readonly offset: number;
  readonly ordering: string;
}

/** One list to read. */
export interface ListRequest<T extends { readonly id: number }> {
  readonly what: string;
  readonly item: z.ZodType<T>;
  readonly call: (page: PageQuery) => ApiCall;
}

const Page = z.object({ count: z.int().min(0), next: z.string().nullable(), results: z.array(z.unknown()) });

/**
 * All objects of a list, in id order, each once. Throws `netbox.bad-answer` when the pages do not add up to the count
 * NetBox itself gives, or the list changed between two pages: a part is never taken for the whole.
 */
export async function readPages<T extends { readonly id: number }>(
  client: NetBoxClient,
  request: ListRequest<T>,
): Promise<readonly T[]> {
  const first = await client.demand(request.what, request.call(pageAt(client, 0)));
  return await readRest(client, request, first);
}

/**
 * Like {@link readPages}, for a list filtered by a related object that may be gone: null when NetBox says that
 * `filter` names no object. (NetBox answers 400 with the filter's name then, not an empty list.)
 */
export async function readPagesOf<T extends { readonly id: number }>(
  client: NetBoxClient,
  filter: string,
  request: ListRequest<T>,
): Promise<readonly T[] | null> {
  const first = await client.ask(request.what, request.call(pageAt(client, 0)));
  if (first.status === 400 && isAbout(filter, first.body)) return null;
  if (!first.ok) throw client.faultOf(request.what, first);
  return await readRest(client, request, first);
}

async function readRest<T extends { readonly id: number }>(
  client: NetBoxClient,
  request: ListRequest<T>,
  first: NetBoxAnswer,
): Promise<readonly T[]> {
  const items: T[] = [];
  const ids = new Set<number>();
  let page = parseAnswer(request.what, Page, first.body);
  const count = page.count;
  for (;;) {
    for (const result of page.results) {
      const item = parseAnswer(request.what, request.item, result);
      items.push(item);
      ids.add(item.id);
    }
    if (page.count !== count || ids.size !== items.length || items.length > count) {
      throw incomplete(request.what, 'the list changed while it was read');
    }
    if (items.length === count) return items;
    if (page.next === null || page.results.length === 0) {
      throw incomplete(request.what, `${items.length} of ${count} objects`);
    }
    // The next page is asked for by number: `next` is built from the Host header and is wrong behind some proxies.
    const answer = await client.demand(request.what, request.call(pageAt(client, items.length)));
    page = parseAnswer(request.what, Page, answer.body);
  }
}

function pageAt(client: NetBoxClient, offset: number): PageQuery {
  return { limit: client.pageSize, offset, ordering: 'id' };
}

function incomplete(what: string, words: string): Error {
  return toFault(what, { kind: 'bad-answer', words });
}

function isAbout(filter: string, body: unknown): boolean {
  return typeof body === 'object' && body !== null && filter in body;
}
