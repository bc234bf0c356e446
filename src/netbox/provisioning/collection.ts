import { z } from 'zod';
import type { NetBoxClient } from '../netbox-client.ts';
import { parseAnswer } from '../parse-answer.ts';
import { readPages } from '../read-pages.ts';
import type { Fields } from './plain-fields.ts';

/** Endpoints of the kinds of objects that are declared; each takes list, create, update and delete. */
export const COLLECTION_PATHS = [
  '/api/extras/custom-field-choice-sets/',
  '/api/extras/custom-fields/',
  '/api/extras/webhooks/',
  '/api/extras/notification-groups/',
  '/api/extras/event-rules/',
  '/api/extras/custom-links/',
  '/api/extras/export-templates/',
  '/api/extras/saved-filters/',
  '/api/extras/table-configs/',
  '/api/extras/tags/',
  '/api/users/users/',
  '/api/users/permissions/',
  '/api/users/tokens/',
] as const;
export type CollectionPath = (typeof COLLECTION_PATHS)[number];

/** An object as NetBox answered it. */
export type FoundObject = Fields & { readonly id: number };
const Found: z.ZodType<FoundObject> = z.looseObject({ id: z.int() });

/** All objects of one kind. `what` completes "NetBox could not …". Throws `netbox.*` faults. */
export interface Collection {
  /** Those whose fields have one of the values, for each field named. */
  find(what: string, filter: Readonly<Record<string, readonly unknown[]>>): Promise<readonly FoundObject[]>;
  create(what: string, body: Fields): Promise<FoundObject>;
  update(what: string, id: number, body: Fields): Promise<void>;
  /** Nothing happens when it is gone already. */
  remove(what: string, id: number): Promise<void>;
}

/** The objects under one of the paths. */
export function collectionAt(client: NetBoxClient, path: CollectionPath): Collection {
  // The paths share their operations but not their types, and a path that is only known when running has no type of its
  // own. Any one of them stands for all; that each has all four methods is tested against the list of used paths.
  const list = path as '/api/extras/webhooks/';
  const one: '/api/extras/webhooks/{id}/' = `${list}{id}/`;
  return {
    find: (what, filter) =>
      readPages(client, {
        what,
        item: Found,
        call: (page) => client.api.GET(list, { params: { query: { ...page, ...filter } } }),
      }),
    async create(what, body) {
      // The declaration was parsed; whether its fields fit this NetBox is for NetBox to say.
      const answer = await client.demand(what, client.api.POST(list, { body: body as never }));
      return parseAnswer(what, Found, answer.body);
    },
    async update(what, id, body) {
      await client.demand(what, client.api.PATCH(one, { params: { path: { id } }, body }));
    },
    async remove(what, id) {
      const answer = await client.ask(what, client.api.DELETE(one, { params: { path: { id } } }));
      if (!answer.ok && answer.status !== 404) throw client.faultOf(what, answer);
    },
  };
}
