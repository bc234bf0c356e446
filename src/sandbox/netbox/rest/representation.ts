import type { Json } from '../../../domain/json.ts';
import { readBrief, readFields, readObject, readWithout } from '../read-object.ts';
import type { Resource, View } from '../resource.ts';
import type { Row } from '../row.ts';
import { toOffsetTime } from '../timeline.ts';

/** The object as the query asks for it: `fields=`, else `omit=`, else `brief`, else all of it. */
export function represent(resource: Resource, row: Row, view: View, query: URLSearchParams): Json {
  const fields = query.get('fields');
  if (fields !== null && fields !== '') return readFields(resource, row, view, fields.split(','));
  const omit = query.get('omit');
  if (omit !== null && omit !== '') return readWithout(resource, row, view, omit.split(','));
  const brief = query.get('brief');
  return brief !== null && brief !== '' ? readBrief(resource, row, view) : readObject(resource, row, view);
}

/** The weak ETag NetBox makes of the last save's time; none for resources it does not track. */
export function etagOf(resource: Resource, row: Row): Readonly<Record<string, string>> {
  return resource.tracked ? { ETag: `W/"${toOffsetTime(row.lastUpdated)}"` } : {};
}
