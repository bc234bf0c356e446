import { z } from 'zod';
import type { EditFacts } from '../domain/edit.ts';
import { instantOf } from '../domain/ids.ts';
import { isSubscribedType, type EditedObject, type RelatedObject } from '../domain/netbox-object.ts';
import { ChangelogData, interfaceOf, relatedIn } from './changelog-data.ts';
import { Choice } from './choice.ts';
import { fieldsOf } from './device-answer.ts';
import type { NetBoxClient } from './netbox-client.ts';
import type { ObjectTypes } from './object-types.ts';
import { parseAnswer } from './parse-answer.ts';
import { readPages } from './read-pages.ts';

const ChangelogRow = z.object({
  id: z.int(),
  time: z.iso.datetime({ offset: true }),
  user_name: z.string(),
  action: Choice.pipe(z.enum(['create', 'update', 'delete'])),
  changed_object_type: z.string(),
  changed_object_id: z.int(),
  object_repr: z.string(),
  message: z.string(),
  prechange_data: z.unknown(),
  postchange_data: z.unknown(),
});
type ChangelogRow = z.infer<typeof ChangelogRow>;

/**
 * The whole edit from the changelog, with the objects of the types Plumbline subscribes to; `objects` is empty when the
 * edit touched others only. Null when the changelog has no row of that request.
 */
export async function readEdit(
  client: NetBoxClient,
  objectTypes: ObjectTypes,
  requestId: string,
): Promise<EditFacts | null> {
  const rows = await readPages(client, {
    what: `read the changelog of request ${requestId}`,
    item: ChangelogRow,
    call: (page) =>
      client.api.GET('/api/core/object-changes/', {
        params: { query: { ...page, request_id: requestId, fields: fieldsOf(ChangelogRow) } },
      }),
  });
  const [first] = rows;
  if (first === undefined) return null;
  const ofInterest = rows.filter((row) => isSubscribedType(row.changed_object_type));
  const types = ofInterest.length === 0 ? new Map<number, string>() : await objectTypes();
  return {
    requestId,
    user: first.user_name,
    message: rows.find((row) => row.message !== '')?.message ?? '',
    time: instantOf(first.time),
    objects: byObject(ofInterest).flatMap((of) => toEditedObject(of, types)),
  };
}

/** All rows of one object, oldest first, together. Scripts save an object several times in one request. */
function byObject(rows: readonly ChangelogRow[]): readonly (readonly ChangelogRow[])[] {
  const objects = Map.groupBy(rows, (row) => `${row.changed_object_type}:${row.changed_object_id}`);
  return [...objects.values()];
}

function toEditedObject(
  rows: readonly ChangelogRow[],
  types: ReadonlyMap<number, string>,
): readonly EditedObject[] {
  const [first, last] = [rows.at(0), rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const states = rows
    .flatMap((row) => [row.prechange_data, row.postchange_data])
    .map((data) => parseAnswer('read the changelog', ChangelogData, data));
  const related = distinct(states.flatMap((data) => relatedIn(last.changed_object_type, data, types)));
  return [
    {
      type: last.changed_object_type,
      id: last.changed_object_id,
      name: last.object_repr,
      action: last.action === 'delete' ? 'delete' : first.action,
      deviceId: firstOf(states, (data) => data?.device),
      // Where it was comes first: where it is now, NetBox still knows.
      interfaceId: firstOf(states, (data) => interfaceOf(data, types)),
      ...(related.length === 0 ? {} : { related }),
    },
  ];
}

function firstOf(
  states: readonly ChangelogData[],
  read: (data: ChangelogData) => number | null | undefined,
): number | null {
  return states.map(read).find((id) => typeof id === 'number') ?? null;
}

function distinct(objects: readonly RelatedObject[]): readonly RelatedObject[] {
  return [...new Map(objects.map((object) => [`${object.type}:${object.id}`, object])).values()];
}
