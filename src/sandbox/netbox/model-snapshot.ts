import type { Json } from '../../domain/json.ts';
import type { Resource, World } from './resource.ts';
import type { Row } from './row.ts';
import { toSnapshotTime } from './timeline.ts';

type Shape = Readonly<Record<string, Json>>;

/** The object as NetBox's model holds it: what a webhook's `snapshots` carry. Has no id in it. */
export function modelSnapshot(resource: Resource, row: Row, world: World): Shape {
  const columns = resource.fields.flatMap((field): [string, Json][] =>
    field.model === undefined ? [] : [[field.name, field.model(row, world)]],
  );
  return {
    created: toSnapshotTime(row.created),
    ...Object.fromEntries(columns),
    ...resource.hiddenModel?.(row, world),
  };
}

/** The same without private columns and times: what the changelog shows. */
export function changelogSnapshot(snapshot: Shape): Shape {
  return Object.fromEntries(
    Object.entries(snapshot).filter(([name]) => !name.startsWith('_') && name !== 'created'),
  );
}
