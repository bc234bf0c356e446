import { z } from 'zod';
import { Fault } from '../domain/fault.ts';
import { deviceIdOf } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/journal-entry.ts';
import { redactMarkdown } from '../domain/redact-markdown.ts';
import { deviceExists } from './device-exists.ts';
import { fieldsOf } from './device-answer.ts';
import type { NetBoxClient } from './netbox-client.ts';
import { readPages } from './read-pages.ts';

const StoredEntry = z.object({ id: z.int(), created_by: z.int().nullable(), comments: z.string() });
type StoredEntry = z.infer<typeof StoredEntry>;

const DEVICE = 'dcim.device';

/**
 * Posts the entry unless we posted one with its marker before; false when the device is gone.
 * Searched before and after posting: two processes, or a post whose answer got lost, can both have written, and then the
 * younger ones are deleted. Only entries `ownId` wrote count: somebody else's text with our marker hides nothing.
 */
export async function writeEntry(
  client: NetBoxClient,
  ownId: () => Promise<number>,
  entry: JournalEntry,
): Promise<boolean> {
  const deviceId = deviceIdOf(entry.unitId);
  const lastLine = markerLine(entry.marker);
  const author = await ownId();
  const search = () => findOwn(client, deviceId, author, entry.marker, lastLine);

  const before = await search();
  if (before.length === 0) {
    if (!(await post(client, deviceId, entry, lastLine))) return false;
    await deleteYounger(client, await search());
  } else {
    await deleteYounger(client, before);
  }
  return true;
}

/** The visible last line by which an entry is found again. */
function markerLine(marker: string): string {
  // In backticks: an underscore or a star would otherwise become markup. So a marker cannot hold one.
  if (!/^[^`\s\p{Cc}]{1,150}$/u.test(marker)) {
    throw new Fault('internal.unexpected', `A journal marker must be one word without backticks: ${marker}`);
  }
  return `entry \`${marker}\``;
}

/** Our entries with this marker on the device, oldest first. */
async function findOwn(
  client: NetBoxClient,
  deviceId: number,
  author: number,
  marker: string,
  lastLine: string,
): Promise<readonly StoredEntry[]> {
  const entries = await readPages(client, {
    what: `search the journal of device ${deviceId}`,
    item: StoredEntry,
    call: (page) =>
      client.api.GET('/api/extras/journal-entries/', {
        params: {
          query: {
            ...page,
            assigned_object_type: [DEVICE],
            assigned_object_id: [deviceId],
            created_by_id: [author],
            q: marker,
            fields: fieldsOf(StoredEntry),
          },
        },
      }),
  });
  // Judged here again: a filter NetBox did not know would have been ignored silently.
  return entries.filter((one) => one.created_by === author && one.comments.trimEnd().endsWith(lastLine));
}

async function post(
  client: NetBoxClient,
  deviceId: number,
  entry: JournalEntry,
  lastLine: string,
): Promise<boolean> {
  const what = `write to the journal of device ${deviceId}`;
  const body = {
    assigned_object_type: DEVICE,
    assigned_object_id: deviceId,
    kind: entry.kind,
    comments: `${redactMarkdown(entry.comments)}\n\n${lastLine}`,
  };
  // NetBox takes a slug alone, whatever its schema says: people may rename a tag.
  const tags = entry.tag === undefined ? [] : [{ slug: entry.tag } as { slug: string; name: string }];
  const send = (more: object) =>
    client.ask(what, client.api.POST('/api/extras/journal-entries/', { body: { ...body, ...more } }));
  let answer = await send(tags.length === 0 ? {} : { tags });
  if (answer.status === 400 && tags.length > 0) {
    // A tag that somebody deleted or narrowed is no reason to keep the story to ourselves.
    answer = await send({});
    if (answer.ok) {
      const tag = entry.tag ?? '';
      client.log.warn('journal entry written without its tag; run plumbline provision', { tag });
    }
  }
  if (answer.ok) return true;
  // A device deleted since we looked is a 400 like any other wrong value.
  if (answer.status === 400 && !(await deviceExists(client, deviceId))) return false;
  throw client.faultOf(what, answer);
}

async function deleteYounger(client: NetBoxClient, entries: readonly StoredEntry[]): Promise<void> {
  for (const entry of entries.slice(1)) {
    const what = `delete the duplicate journal entry ${entry.id}`;
    const answer = await client.ask(
      what,
      client.api.DELETE('/api/extras/journal-entries/{id}/', { params: { path: { id: entry.id } } }),
    );
    if (answer.ok || answer.status === 404) continue; // another process was faster
    if (answer.status !== 403) throw client.faultOf(what, answer);
    // The story is told, once too often; failing the report for that would tell it a third time.
    client.log.warn('a duplicate journal entry stays: the account may not delete its own entries', {
      step: 'journal',
      code: 'netbox.forbidden',
      entryId: entry.id,
    });
  }
}
