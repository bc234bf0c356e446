import type { Json } from '../../../domain/json.ts';
import { typeName } from '../fields/json-value.ts';
import { mayTouch } from '../permissions.ts';
import { Rejection } from '../rejection.ts';
import { isRecord, type Row } from '../row.ts';
import type { WriteContext } from './write-routes.ts';

/** One object of a list, found. */
export interface Entry {
  readonly id: number;
  readonly body: Readonly<Record<string, Json>>;
  readonly row: Row;
}

/** The entries of the list, in id order. Refuses the whole list when one names no object, an unknown one, or one twice. */
export function entriesOf(context: WriteContext, action: string): readonly Entry[] {
  const { resource, request, world } = context;
  const bodies = listOf(request.body);
  const entries = identified(bodies);
  refuseTwice(entries.map((entry) => entry.id));
  const found = entries.flatMap(({ id, body }) => {
    const row = world.tables.find(resource.type, id);
    const touchable = row !== null && mayTouch(request.account, resource.type, action, row, world);
    return touchable ? [{ id, body, row }] : [];
  });
  const missing = entries.filter(({ id }) => !found.some((entry) => entry.id === id));
  // NetBox 4.6 silently leaves out objects it does not find.
  if (missing.length > 0 && world.version !== '4.6') {
    refuseList(
      missing.map(({ id }) => ({ id, errors: { id: [`Object with ID ${id} does not exist`] } })),
      entries.length,
      'could not be found',
    );
  }
  return [...found].sort((a, b) => a.id - b.id);
}

function listOf(body: Json | undefined): readonly Json[] {
  if (Array.isArray(body)) return body as readonly Json[];
  const empty = body === undefined || body === null || body === '' || JSON.stringify(body) === '{}';
  throw new Rejection(400, {
    detail: empty
      ? 'Expected a list of objects, but no data was submitted.'
      : `Expected a list of objects, but got ${typeName(body)}.`,
  });
}

function identified(
  bodies: readonly Json[],
): readonly { readonly id: number; readonly body: Entry['body'] }[] {
  const problems: Json[] = [];
  const entries = bodies.flatMap((body, index) => {
    const id = isRecord(body) ? Number(body['id']) : Number.NaN;
    if (isRecord(body) && Number.isInteger(id)) return [{ id, body }];
    problems.push({ index, errors: problemOf(body) });
    return [];
  });
  if (problems.length > 0) refuseList(problems, bodies.length, 'failed validation');
  return entries;
}

function problemOf(body: Json): Json {
  if (!isRecord(body))
    return { __all__: [`Invalid data. Expected a dictionary, but got ${typeName(body)}.`] };
  return { id: [body['id'] === undefined ? 'This field is required.' : 'A valid integer is required.'] };
}

function refuseTwice(ids: readonly number[]): void {
  const twice = [...new Set(ids)].filter((id) => ids.indexOf(id) !== ids.lastIndexOf(id));
  if (twice.length === 0) return;
  const times = (id: number): number => ids.filter((one) => one === id).length;
  refuseList(
    twice.map((id) => ({
      id,
      errors: { id: [`Each object may be specified only once; ID ${id} is listed ${times(id)} times`] },
    })),
    ids.length,
    'are listed more than once',
  );
}

/** Refuses a list with the problems of its objects. */
export function refuseList(errors: readonly Json[], total: number, words: string, status = 400): never {
  throw new Rejection(status, { detail: `${errors.length} of ${total} objects ${words}.`, errors });
}
