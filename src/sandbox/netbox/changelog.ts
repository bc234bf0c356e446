import type { EditRequest } from './edit-request.ts';
import { changelogSnapshot } from './model-snapshot.ts';
import type { Resource, World } from './resource.ts';
import type { Row, Values } from './row.ts';

/** One row of the changelog to be. */
export interface ChangeEntry {
  readonly resource: Resource;
  readonly row: Row;
  readonly action: 'create' | 'update' | 'delete';
  readonly before: Values;
  readonly after: Values;
  readonly message: string;
}

/** Writes a row of the changelog, in the same transaction as the change it tells of. */
export function writeChange(world: World, request: EditRequest, entry: ChangeEntry): void {
  const stamp = world.timeline.stamp();
  const related = entry.resource.related?.(entry.row) ?? null;
  world.tables.put('core.objectchange', {
    id: world.tables.nextId('core.objectchange'),
    created: stamp,
    lastUpdated: stamp,
    values: {
      user: request.userId,
      user_name: request.username,
      request_id: request.id,
      action: entry.action,
      changed_object_type: entry.resource.type,
      changed_object_id: entry.row.id,
      object_repr: entry.resource.display(entry.row, world),
      message: entry.message,
      prechange_data: changelogSnapshot(entry.before),
      postchange_data: changelogSnapshot(entry.after),
      related_object_type: related?.type ?? null,
      related_object_id: related?.id ?? null,
    },
  });
}
