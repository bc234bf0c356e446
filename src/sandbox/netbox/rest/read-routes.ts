import { denied, Rejection } from '../rejection.ts';
import { holds, mayTouch } from '../permissions.ts';
import type { Resource, World } from '../resource.ts';
import type { Row } from '../row.ts';
import { filterRows } from './filter-rows.ts';
import { orderRows } from './order-rows.ts';
import { pageRows } from './page-rows.ts';
import { etagOf, represent } from './representation.ts';
import { answer, viewOf, type RestAnswer, type RestRequest } from './rest-request.ts';

/** `GET /api/<path>/` */
export function listObjects(resource: Resource, request: RestRequest, world: World): RestAnswer {
  demandAction(resource, request, 'view', world);
  const visible = world.tables
    .all(resource.type)
    .filter((row) => mayTouch(request.account, resource.type, 'view', row, world));
  const found = filterRows(resource, visible, request.query, world);
  const ordered = orderRows(resource, found, request.query, world);
  const { rows, frame } = pageRows(ordered, request.query, `${request.base}${request.path}`);
  const view = viewOf(request, world);
  return answer(200, { ...frame, results: rows.map((row) => represent(resource, row, view, request.query)) });
}

/** `GET /api/<path>/<id>/` */
export function showObject(resource: Resource, id: string, request: RestRequest, world: World): RestAnswer {
  demandAction(resource, request, 'view', world);
  const row = findObject(resource, id, 'view', request, world);
  return answer(200, represent(resource, row, viewOf(request, world), request.query), etagOf(resource, row));
}

/** Refuses with 403 an account without the action on that type, and any write with a read-only token. */
export function demandAction(resource: Resource, request: RestRequest, action: string, world: World): void {
  if (!holds(request.account, resource.type, action, world)) throw denied();
}

/** The object of that id the account may touch; 404 otherwise, whether it does not exist or is out of bounds. */
export function findObject(
  resource: Resource,
  id: string,
  action: string,
  request: RestRequest,
  world: World,
): Row {
  if (!/^\d+$/.test(id)) throw new Rejection(404, { detail: 'Not found.' });
  const row = world.tables.find(resource.type, Number(id));
  if (row !== null && mayTouch(request.account, resource.type, action, row, world)) return row;
  throw new Rejection(404, { detail: `No ${resource.className} matches the given query.` });
}
