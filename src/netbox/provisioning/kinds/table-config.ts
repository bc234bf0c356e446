import { z } from 'zod';
import { marked, type DeclaredKind, type DeclaredObject } from '../declared-kind.ts';
import { plainFields } from '../plain-fields.ts';
import { CUSTOM_FIELD } from './custom-field.ts';
import { Description, Weight } from './shared-schemas.ts';

/** Which columns of a list are shown. */
export const DeclaredTableConfig = z.strictObject({
  name: z.string(),
  object_type: z.string(),
  /** NetBox's name of the table. */
  table: z.string(),
  description: Description,
  weight: Weight,
  enabled: z.boolean(),
  shared: z.boolean(),
  columns: z.array(z.string()).nonempty(),
  ordering: z.array(z.string()),
});
export type DeclaredTableConfig = z.infer<typeof DeclaredTableConfig>;

/** A team arranges its columns as it likes: nothing is put back. */
export const TABLE_CONFIG: DeclaredKind = {
  label: 'table config',
  path: '/api/extras/table-configs/',
  identity: 'name',
  markedIn: 'description',
  ours: [],
  atLeast: [],
  read: plainFields,
  write: (fields) => fields,
};

/** The table config as it is to stand in NetBox, which knows only columns of fields that stand already. */
export function tableConfigObject(declared: DeclaredTableConfig): DeclaredObject {
  return {
    kind: TABLE_CONFIG,
    fields: { ...declared, description: marked(declared.description) },
    needs: declared.columns
      .filter((column) => column.startsWith('cf_plumbline_'))
      .map((column) => ({ kind: CUSTOM_FIELD.label, name: column.slice('cf_'.length) })),
    since: '4.6',
  };
}
