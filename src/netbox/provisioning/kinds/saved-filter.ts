import { z } from 'zod';
import { marked, type DeclaredKind, type DeclaredObject } from '../declared-kind.ts';
import { plainFields } from '../plain-fields.ts';
import { Description, ObjectTypes, Weight } from './shared-schemas.ts';

/** A filter engineers pick in a list. Values are lists: a single text makes NetBox's form fail. */
export const DeclaredSavedFilter = z.strictObject({
  name: z.string(),
  slug: z.string().regex(/^plumbline-[a-z-]+$/),
  object_types: ObjectTypes,
  description: Description,
  weight: Weight,
  enabled: z.boolean(),
  shared: z.boolean(),
  parameters: z.record(z.string(), z.array(z.string()).nonempty()),
});
export type DeclaredSavedFilter = z.infer<typeof DeclaredSavedFilter>;

export const SAVED_FILTER: DeclaredKind = {
  label: 'saved filter',
  path: '/api/extras/saved-filters/',
  identity: 'slug',
  markedIn: 'description',
  ours: ['parameters'],
  atLeast: ['object_types'],
  read: plainFields,
  write: (fields) => fields,
};

/** The filter as it is to stand in NetBox. */
export function savedFilterObject(declared: DeclaredSavedFilter): DeclaredObject {
  const fields = { ...declared, description: marked(declared.description) };
  return { kind: SAVED_FILTER, fields, needs: [], since: '4.6' };
}
