import { badFilter } from '../rejection.ts';
import type { Filter } from '../resource.ts';
import { idIn, textIn } from '../row.ts';

const UUID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** `created_by_request`, `updated_by_request`, `modified_by_request`: objects a request touched, by the changelog. */
export function requestFilters(type: string): readonly Filter[] {
  const touched = (name: string, actions: readonly string[]): Filter => ({
    name,
    build(values, world) {
      const wanted = uuids(name, values);
      const ids = world.tables
        .all('core.objectchange')
        .filter((row) => wanted.includes(textIn(row, 'request_id')))
        .filter(
          (row) => textIn(row, 'changed_object_type') === type && actions.includes(textIn(row, 'action')),
        )
        .map((row) => idIn(row, 'changed_object_id'));
      return (row) => ids.includes(row.id);
    },
  });
  return [
    touched('created_by_request', ['create']),
    touched('updated_by_request', ['update']),
    touched('modified_by_request', ['create', 'update']),
  ];
}

/** Reads filter values as UUIDs; anything else is NetBox's 400. */
export function uuids(parameter: string, values: readonly string[]): readonly string[] {
  const wrong = values.find((value) => !UUID.test(value));
  if (wrong !== undefined) throw badFilter(parameter, 'Enter a valid UUID.');
  return values.map((value) => value.toLowerCase());
}
