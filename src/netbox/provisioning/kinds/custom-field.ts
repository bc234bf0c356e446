import { z } from 'zod';
import { marked, type DeclaredKind, type DeclaredObject } from '../declared-kind.ts';
import { plainFields } from '../plain-fields.ts';
import { CHOICE_SET } from './choice-set.ts';
import { Description, ObjectTypes, Weight } from './shared-schemas.ts';

/** A custom field that Plumbline writes. */
export const DeclaredCustomField = z.strictObject({
  name: z.string().regex(/^plumbline_[a-z]+(_[a-z]+)*$/),
  label: z.string(),
  type: z.enum(['select', 'integer', 'datetime', 'text', 'longtext', 'url']),
  object_types: ObjectTypes,
  group_name: z.string(),
  weight: Weight,
  description: Description,
  /** Name of a declared choice set, for `select`. */
  choice_set: z.string().nullable(),
  filter_logic: z.enum(['disabled', 'loose', 'exact']),
  ui_visible: z.enum(['always', 'if-set', 'hidden']),
  ui_editable: z.enum(['yes', 'no', 'hidden']),
  search_weight: Weight,
});
export type DeclaredCustomField = z.infer<typeof DeclaredCustomField>;

/** Label, group, place and visibility are people's; what makes the field writable by us and by nobody else is ours. */
export const CUSTOM_FIELD: DeclaredKind = {
  label: 'custom field',
  path: '/api/extras/custom-fields/',
  identity: 'name',
  markedIn: 'description',
  ours: ['choice_set', 'filter_logic', 'ui_editable'],
  atLeast: ['object_types'],
  lost: 'Its values on all devices are deleted with it and cannot be brought back.',
  read: plainFields,
  write: ({ choice_set, ...rest }) =>
    typeof choice_set === 'string' ? { ...rest, choice_set: { name: choice_set } } : rest,
  refusal: ({ type: found }, { type: wanted }) =>
    found === wanted
      ? null
      : `Its type is ${String(found)} instead of ${String(wanted)}, which NetBox cannot change. Rename or delete it, then provision again.`,
};

/** The custom field as it is to stand in NetBox. */
export function customFieldObject(declared: DeclaredCustomField): DeclaredObject {
  const { choice_set: set, description, ...rest } = declared;
  return {
    kind: CUSTOM_FIELD,
    fields: { ...rest, description: marked(description), choice_set: set },
    needs: set === null ? [] : [{ kind: CHOICE_SET.label, name: set }],
    since: '4.6',
  };
}
