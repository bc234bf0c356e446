import { z } from 'zod';
import { instantOf, type Instant } from '../domain/ids.ts';
import type { Changelog, ChangelogEntry } from '../ports/changelog.ts';
import { Choice } from './choice.ts';
import { fieldsOf } from './device-answer.ts';
import type { NetBoxClient } from './netbox-client.ts';
import { parseAnswer } from './parse-answer.ts';

const Row = z.object({
  id: z.int(),
  time: z.iso.datetime({ offset: true }),
  user_name: z.string(),
  request_id: z.string(),
  action: Choice.pipe(z.enum(['create', 'update', 'delete'])),
  changed_object_type: z.string(),
  changed_object_id: z.int(),
  object_repr: z.string(),
});
const Rows = z.object({ results: z.array(Row) });
const FIELDS = fieldsOf(Row);

type Query = {
  readonly limit: number;
  readonly ordering: string;
  readonly id?: number[];
  readonly id__gt?: number[];
  readonly time_after?: string;
  readonly user?: string[];
};

/** What the changelog must know beside its client. */
export interface ChangelogParts {
  readonly url: string;
  /** Whose database it is. */
  readonly mark: () => Promise<string>;
  /** The user name of the account we write as. */
  readonly ownUser: () => Promise<string>;
}

/** {@link Changelog} of one NetBox. */
export function createChangelog(client: NetBoxClient, { url, mark, ownUser }: ChangelogParts): Changelog {
  const read = async (query: Query) => (await readEntries(client, query)).entries;
  return {
    identity: async () => ({ url, mark: await mark() }),
    newest: async () => (await read({ limit: 1, ordering: '-id' }))[0] ?? null,
    latest: (from) => read({ limit: client.pageSize, ordering: '-id', time_after: from }),
    find: async (id) => (await read({ limit: 1, ordering: 'id', id: [id] }))[0] ?? null,
    newestOwn: async () => {
      const user = await ownUser();
      const { entries, at } = await readEntries(client, { limit: 1, ordering: '-id', user: [user] });
      // Judged here again: a filter NetBox did not know would have been ignored silently.
      return { entry: entries.find((entry) => entry.user === user) ?? null, at };
    },
    // By id and not by offset: the list grows at its end while it is read.
    page: (from: Instant, afterId: number) =>
      read({ limit: client.pageSize, ordering: 'id', id__gt: [afterId], time_after: from }),
  };
}

async function readEntries(
  client: NetBoxClient,
  query: Query,
): Promise<{ readonly entries: readonly ChangelogEntry[]; readonly at: Instant | null }> {
  const what = 'read the changelog';
  const answer = await client.demand(
    what,
    client.api.GET('/api/core/object-changes/', { params: { query: { ...query, fields: FIELDS } } }),
  );
  const entries = parseAnswer(what, Rows, answer.body).results.map((row) => ({
    id: row.id,
    time: instantOf(row.time),
    requestId: row.request_id,
    user: row.user_name,
    action: row.action,
    type: row.changed_object_type,
    objectId: row.changed_object_id,
    name: row.object_repr,
  }));
  const at = Date.parse(answer.date ?? '');
  return { entries, at: Number.isNaN(at) ? null : instantOf(at) };
}
