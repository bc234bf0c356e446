import { z } from 'zod';
import type { NetBoxClient } from './netbox-client.ts';
import { readPages } from './read-pages.ts';

/** The types of this NetBox (`dcim.interface`) by the number each has in changelog data. */
export type ObjectTypes = () => Promise<ReadonlyMap<number, string>>;

const ObjectType = z.object({ id: z.int(), app_label: z.string(), model: z.string() });

/** Asks NetBox once and remembers: a number never changes while a NetBox database lives. A plugin's new type is asked for at the next start. */
export function createObjectTypes(client: NetBoxClient): ObjectTypes {
  let known: ReadonlyMap<number, string> | null = null;
  return async () => (known ??= await readObjectTypes(client));
}

async function readObjectTypes(client: NetBoxClient): Promise<ReadonlyMap<number, string>> {
  const types = await readPages(client, {
    what: 'list its object types',
    item: ObjectType,
    call: (page) => client.api.GET('/api/core/object-types/', { params: { query: page } }),
  });
  return new Map(types.map(({ id, app_label, model }) => [id, `${app_label}.${model}`]));
}
