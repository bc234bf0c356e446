import type { Json } from '../../../domain/json.ts';
import type { EditRequest } from '../edit-request.ts';
import type { QueuedEvent } from '../edit-scope.ts';
import type { World } from '../resource.ts';
import { toPythonJson } from './python-json.ts';

/** The body NetBox posts for one object of an edit. `timestamp` is when the event was queued, not when the row changed. */
export function webhookBody(
  event: QueuedEvent,
  data: Json,
  edit: EditRequest,
  timestamp: string,
  world: World,
): string {
  const identity = world.version === '4.6' ? { username: edit.username, request_id: edit.id } : {};
  return toPythonJson({
    event: event.kind,
    timestamp,
    object_type: event.resource.type,
    ...identity,
    data,
    request: requestOf(edit, world),
    snapshots: { prechange: event.prechange, postchange: event.postchange },
  });
}

function requestOf(edit: EditRequest, world: World): Json {
  const { id, path, method, username: user } = edit;
  if (world.version === '4.6') return { id, method, path, user };
  return { id, path, path_info: path, method, GET: edit.query, user };
}
