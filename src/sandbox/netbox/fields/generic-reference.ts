import type { Json } from '../../../domain/json.ts';
import { readBrief } from '../read-object.ts';
import type { Field } from '../resource.ts';
import { idIn, textIn } from '../row.ts';
import type { ColumnOptions } from './column.ts';
import { integer } from './integer.ts';
import { typeField } from './type-list.ts';

/** The three fields of a reference to an object of any type: `<name>_type`, `<name>_id`, and the nested object itself. */
export function genericReference(name: string, options: ColumnOptions): readonly Field[] {
  return [
    typeField(`${name}_type`, options),
    integer(`${name}_id`, options),
    {
      name,
      read: (row, view): Json => {
        const type = textIn(row, `${name}_type`);
        const id = idIn(row, `${name}_id`);
        const resource = view.world.catalog.byType(type);
        const found = id === null ? null : view.world.tables.find(type, id);
        return resource === null || found === null ? null : readBrief(resource, found, view);
      },
    },
  ];
}
