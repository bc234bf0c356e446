import type { Json } from '../../../domain/json.ts';
import { readObject } from '../read-object.ts';
import { Rejection } from '../rejection.ts';
import type { Row } from '../row.ts';
import { entriesOf, refuseList } from './bulk-entries.ts';
import { demandAction } from './read-routes.ts';
import { answer, viewOf, type RestAnswer } from './rest-request.ts';
import { createOne, messageIn, updateOne, type WriteContext } from './write-routes.ts';

/** `POST /api/<path>/` with a list: all objects or none. */
export function createObjects(context: WriteContext, bodies: readonly Json[]): RestAnswer {
  demandAction(context.resource, context.request, 'add', context.world);
  const results = bodies.map((body, index) => attempt(context, { index }, () => createOne(context, body)));
  return answer(201, shown(context, rowsOf(results, bodies.length, 'could not be created')));
}

/** `PATCH` and `PUT /api/<path>/` with a list of objects with ids: all or none, answered in id order. */
export function updateObjects(context: WriteContext): RestAnswer {
  const { resource, request, world } = context;
  demandAction(resource, request, 'change', world);
  const entries = entriesOf(context, 'change');
  const results = entries.map(({ id, body, row }) =>
    attempt(context, { id }, () =>
      updateOne(context, world.tables.find(resource.type, id) ?? row, body, request.method === 'PATCH'),
    ),
  );
  return answer(200, shown(context, rowsOf(results, entries.length, 'could not be updated')));
}

/** `DELETE /api/<path>/` with a list of ids: all or none. */
export function deleteObjects(context: WriteContext): RestAnswer {
  const { resource, request, world, scope } = context;
  demandAction(resource, request, 'delete', world);
  const entries = entriesOf(context, 'delete');
  const results = entries.map(({ id, row, body }) =>
    attempt(context, { id }, () => {
      // One deletion may have taken another of the list with it.
      if (world.tables.find(resource.type, id) !== null) scope.remove(resource, row, messageIn(body));
      return row;
    }),
  );
  rowsOf(results, entries.length, 'could not be deleted');
  return answer(204, null);
}

type Result = { readonly row: Row } | { readonly problem: Json; readonly status: number };

/** One object of a list; a refusal becomes its entry in the answer, and the others are still tried. */
function attempt(context: WriteContext, name: { readonly [key: string]: number }, work: () => Row): Result {
  const mark = context.world.tables.mark();
  try {
    return { row: work() };
  } catch (refusal) {
    if (!(refusal instanceof Rejection)) throw refusal;
    context.world.tables.rollback(mark);
    return { problem: { ...name, errors: errorsOf(refusal) }, status: refusal.status };
  }
}

function errorsOf(refusal: Rejection): Json {
  if (refusal.status === 403)
    return { __all__: ['You do not have permission to perform this action on this object.'] };
  if (refusal.status !== 409) return refusal.body;
  const count = /\d+/.exec(JSON.stringify(refusal.body))?.[0] ?? '1';
  return { __all__: [`Unable to delete: ${count} dependent object(s) prevent deletion.`] };
}

function rowsOf(results: readonly Result[], total: number, words: string): readonly Row[] {
  const failed = results.flatMap((result) => ('problem' in result ? [result] : []));
  if (failed.length > 0) {
    const status = [403, 409].find((one) => failed.some((result) => result.status === one)) ?? 400;
    refuseList(
      failed.map((result) => result.problem),
      total,
      words,
      status,
    );
  }
  return results.flatMap((result) => ('row' in result ? [result.row] : []));
}

function shown(context: WriteContext, rows: readonly Row[]): Json {
  const { resource, request, world } = context;
  const view = viewOf(request, world);
  return rows.map((row) => readObject(resource, world.tables.find(resource.type, row.id) ?? row, view));
}
