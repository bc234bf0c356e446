import type { Json } from '../../domain/json.ts';
import { writeChange, type ChangeEntry } from './changelog.ts';
import { modelSnapshot } from './model-snapshot.ts';
import { readObject } from './read-object.ts';
import type { EditRequest } from './edit-request.ts';
import type { Resource, World } from './resource.ts';
import type { Row, Values } from './row.ts';
import { deletionOf } from './deletion.ts';

/** One event of an edit, as it waits for the end of the request. */
export interface QueuedEvent {
  readonly resource: Resource;
  readonly id: number;
  readonly kind: 'created' | 'updated' | 'deleted';
  readonly prechange: Json;
  readonly postchange: Json;
  /** What a deleted object was; null for others, whose state at the end of the request counts. */
  readonly frozen: Json;
}

/**
 * One edit: what it saves is written to tables and changelog at once, and its events are collected, at most one for each
 * object. The caller commits or rolls back the tables, and drops the events of what it rolled back.
 */
export interface EditScope {
  create(resource: Resource, values: Values, message: string): Row;
  /** A save without difference leaves no changelog row, but an event and a new ETag. */
  update(resource: Resource, before: Row, values: Values, message: string): Row;
  /** Deletes the row and what hangs on it. Throws {@link Rejection} 409 while something protected refers to it. */
  remove(resource: Resource, row: Row, message: string): void;
  events(): readonly QueuedEvent[];
}

/** The scope of one request. */
export function createEditScope(world: World, request: EditRequest): EditScope {
  const queue = new Map<string, QueuedEvent>();
  const keyOf = (resource: Resource, id: number): string => `${resource.type}:${id}`;

  /** First kind, first prechange and first place win; a delete overrides the kind. */
  function enqueue(event: QueuedEvent): void {
    const key = keyOf(event.resource, event.id);
    const known = queue.get(key);
    queue.set(key, {
      ...event,
      kind: event.kind === 'deleted' ? 'deleted' : (known?.kind ?? event.kind),
      prechange: known === undefined ? event.prechange : known.prechange,
    });
  }

  function record(entry: ChangeEntry): void {
    writeChange(world, request, entry);
  }

  function create(resource: Resource, values: Values, message: string): Row {
    const stamp = world.timeline.stamp();
    const row: Row = {
      id: world.tables.nextId(resource.type),
      created: stamp,
      lastUpdated: world.timeline.stamp(),
      values,
    };
    world.tables.put(resource.type, row);
    if (resource.tracked) {
      const after = modelSnapshot(resource, row, world);
      record({ resource, row, action: 'create', before: {}, after, message });
      enqueue({ resource, id: row.id, kind: 'created', prechange: null, postchange: after, frozen: null });
    }
    resource.afterCreate?.(row, world, (type, other, changed) => {
      const owner = world.catalog.byType(type);
      if (owner !== null) save(owner, other, changed, '', null);
    });
    return row;
  }

  function update(resource: Resource, before: Row, values: Values, message: string): Row {
    return save(resource, before, values, message, modelSnapshot(resource, before, world));
  }

  /** `seen` is what the writer remembered of the object before; null when it did not look. */
  function save(resource: Resource, before: Row, values: Values, message: string, seen: Values | null): Row {
    const was = seen ?? modelSnapshot(resource, before, world);
    const row: Row = { ...before, lastUpdated: world.timeline.stamp(), values };
    world.tables.put(resource.type, row);
    if (!resource.tracked) return row;
    const after = modelSnapshot(resource, row, world);
    if (!isSame(was, after)) record({ resource, row, action: 'update', before: was, after, message });
    enqueue({ resource, id: row.id, kind: 'updated', prechange: seen, postchange: after, frozen: null });
    return row;
  }

  function remove(resource: Resource, target: Row, message: string): void {
    const plan = deletionOf(resource, target, world);
    for (const step of plan) {
      // As it was when the deletion began: a device is told with the primary address that goes with it.
      const { row } = step;
      const own = row.id === target.id && step.resource.type === resource.type;
      if (step.resource.tracked) {
        const before = modelSnapshot(step.resource, row, world);
        record({
          resource: step.resource,
          row,
          action: 'delete',
          before,
          after: {},
          message: own ? message : '',
        });
      }
      step.clearBefore(update);
      if (step.resource.tracked) enqueueDeletion(step.resource, row);
      step.clearAfter(update);
    }
    for (const step of plan) world.tables.remove(step.resource.type, step.row.id);
    for (const step of plan) step.resource.afterDelete?.(step.row, world);
  }

  function enqueueDeletion(resource: Resource, row: Row): void {
    const view = { world, base: '', audience: 'webhook' } as const;
    enqueue({
      resource,
      id: row.id,
      kind: 'deleted',
      prechange: modelSnapshot(resource, row, world),
      postchange: null,
      frozen: readObject(resource, row, view),
    });
  }

  return { create, update, remove, events: () => [...queue.values()] };
}

function isSame(a: Values, b: Values): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
