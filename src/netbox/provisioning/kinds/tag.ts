import { z } from 'zod';
import { marked, type DeclaredKind, type DeclaredObject } from '../declared-kind.ts';
import { plainFields } from '../plain-fields.ts';
import { Description, ObjectTypes } from './shared-schemas.ts';

/** A tag that Plumbline puts on what it writes. */
export const DeclaredTag = z.strictObject({
  name: z.string(),
  slug: z.string().regex(/^plumbline-[a-z-]+$/),
  color: z.string().regex(/^[0-9a-f]{6}$/),
  description: Description,
  object_types: ObjectTypes,
});
export type DeclaredTag = z.infer<typeof DeclaredTag>;

export const TAG: DeclaredKind = {
  label: 'tag',
  path: '/api/extras/tags/',
  identity: 'slug',
  markedIn: 'description',
  ours: [],
  atLeast: ['object_types'],
  lost: 'It is taken off everything that carries it.',
  read: plainFields,
  write: (fields) => fields,
};

/** The tag as it is to stand in NetBox. */
export function tagObject(declared: DeclaredTag): DeclaredObject {
  const fields = { ...declared, description: marked(declared.description) };
  return { kind: TAG, fields, needs: [], since: '4.6' };
}
