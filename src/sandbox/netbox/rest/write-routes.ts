import type { Json } from '../../../domain/json.ts';
import type { EditScope } from '../edit-scope.ts';
import { parseObject } from '../parse-object.ts';
import { mayTouch } from '../permissions.ts';
import { readObject } from '../read-object.ts';
import { denied, Rejection } from '../rejection.ts';
import type { Resource, World } from '../resource.ts';
import { isRecord, type Row } from '../row.ts';
import { demandAction, findObject } from './read-routes.ts';
import { etagOf } from './representation.ts';
import { answer, viewOf, type RestAnswer, type RestRequest } from './rest-request.ts';

/** What a write works with. */
export interface WriteContext {
  readonly resource: Resource;
  readonly request: RestRequest;
  readonly world: World;
  readonly scope: EditScope;
}

/** `POST /api/<path>/` with one object */
export function createObject(context: WriteContext): RestAnswer {
  const { resource, request, world } = context;
  demandAction(resource, request, 'add', world);
  const row = createOne(context, request.body ?? {});
  const location = `${request.base}/api/${resource.path}/${row.id}/`;
  const shown = readObject(resource, row, viewOf(request, world));
  return answer(
    201,
    { ...shown, ...resource.reveal?.(row) },
    { Location: location, ...etagOf(resource, row) },
  );
}

/** `PATCH` and `PUT /api/<path>/<id>/` */
export function updateObject(context: WriteContext, id: string): RestAnswer {
  const { resource, request, world } = context;
  demandAction(resource, request, 'change', world);
  const row = findObject(resource, id, 'change', request, world);
  demandMatch(resource, row, request);
  const saved = updateOne(context, row, request.body ?? {}, request.method === 'PATCH');
  return answer(200, readObject(resource, saved, viewOf(request, world)), etagOf(resource, saved));
}

/** `DELETE /api/<path>/<id>/` */
export function deleteObject(context: WriteContext, id: string): RestAnswer {
  const { resource, request, world, scope } = context;
  demandAction(resource, request, 'delete', world);
  const row = findObject(resource, id, 'delete', request, world);
  demandMatch(resource, row, request);
  scope.remove(resource, row, messageIn(request.body));
  return answer(204, null);
}

/** Saves a new object; what the account may not add is refused after the fact, as NetBox does. */
export function createOne(context: WriteContext, body: Json): Row {
  const { resource, request, world, scope } = context;
  const writing = { before: null, partial: false, userId: request.account.user.id };
  const row = scope.create(resource, parseObject(resource, body, writing, world), messageIn(body));
  if (!mayTouch(request.account, resource.type, 'add', row, world)) throw denied();
  return row;
}

/** Saves a change; an object that would leave what the account may change is refused after the fact. */
export function updateOne(context: WriteContext, row: Row, body: Json, partial: boolean): Row {
  const { resource, request, world, scope } = context;
  const writing = { before: row, partial, userId: request.account.user.id };
  const saved = scope.update(resource, row, parseObject(resource, body, writing, world), messageIn(body));
  if (!mayTouch(request.account, resource.type, 'change', saved, world)) throw denied();
  return saved;
}

/** `changelog_message` of a body, at most 200 characters. */
export function messageIn(body: Json | undefined): string {
  const message = isRecord(body) ? body['changelog_message'] : undefined;
  if (typeof message !== 'string') return '';
  if (message.length <= 200) return message;
  // NetBox does not look before PostgreSQL does.
  throw new Rejection(500, {
    error: 'value too long for type character varying(200)',
    exception: 'DataError',
    netbox_version: '4.7.3',
    python_version: '3.12.1',
  });
}

function demandMatch(resource: Resource, row: Row, request: RestRequest): void {
  const asked = request.headers['if-match'];
  const { ETag: current } = etagOf(resource, row) as { readonly ETag?: string };
  if (asked === undefined || asked === '*' || current === undefined) return;
  if (asked.split(',').some((one) => one.trim() === current)) return;
  throw new Rejection(412, { detail: 'Precondition failed.' }, { ETag: current });
}
