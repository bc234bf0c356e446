import { badFilter } from '../rejection.ts';
import type { Filter, World } from '../resource.ts';
import { idIn, textIn, type Row } from '../row.ts';
import { withDescendants } from '../tree.ts';

export interface ReferenceFilterOptions {
  /** Ids the row refers to; the column of that name when absent. */
  readonly idsOf?: (row: Row, world: World) => readonly (number | null)[];
  /** Column of the target that the filter without `_id` takes. */
  readonly by?: string;
  /** Objects of the target form a tree: a parent stands for its descendants too. */
  readonly tree?: boolean;
}

/**
 * `<name>_id` and `<name>` (by slug or name). NetBox refuses a target that does not exist with 400, so a list of
 * interfaces of a deleted device is an error there and not an empty list. `null` asks for "none".
 */
export function referenceFilters(
  name: string,
  target: string,
  options: ReferenceFilterOptions = {},
): readonly Filter[] {
  const idsOf = options.idsOf ?? ((row: Row) => [idIn(row, name)]);
  const by = options.by ?? 'slug';
  const build =
    (parameter: string, matches: (row: Row, wanted: string) => boolean): Filter['build'] =>
    (values, world) => {
      const named = values.flatMap((value) => targetsOf(parameter, value, matches, target, world));
      const ids = named.filter((id) => id !== null);
      const below = options.tree === true ? withDescendants(target, ids, world) : ids;
      const wanted: readonly (number | null)[] = [...below, ...(named.includes(null) ? [null] : [])];
      return (row) => idsOf(row, world).some((id) => wanted.includes(id));
    };
  const byId = build(`${name}_id`, (row, wanted) => String(row.id) === wanted);
  return [
    { name: `${name}_id`, build: byId },
    { name, build: build(name, (row, wanted) => textIn(row, by) === wanted) },
  ];
}

function targetsOf(
  parameter: string,
  value: string,
  matches: (row: Row, wanted: string) => boolean,
  target: string,
  world: World,
): readonly (number | null)[] {
  if (value === 'null') return [null];
  const found = world.tables.all(target).filter((row) => matches(row, value));
  if (found.length > 0) return found.map((row) => row.id);
  throw badFilter(parameter, `Select a valid choice. ${value} is not one of the available choices.`);
}
