import { z } from 'zod';
import { MARK, type DeclaredKind, type DeclaredObject } from '../declared-kind.ts';
import { plainFields } from '../plain-fields.ts';
import { Color, ObjectTypes, Weight } from './shared-schemas.ts';

/** A button on an object's page; without text it is not shown. */
export const DeclaredCustomLink = z.strictObject({
  name: z.string(),
  object_types: ObjectTypes,
  enabled: z.boolean(),
  link_text: z.string(),
  link_url: z.string(),
  weight: Weight,
  group_name: z.string(),
  button_class: Color,
  new_window: z.boolean(),
});
export type DeclaredCustomLink = z.infer<typeof DeclaredCustomLink>;

/** Links have no description: the mark is a comment in the template of their text. Color, place and whether it is shown are people's. */
export const CUSTOM_LINK: DeclaredKind = {
  label: 'custom link',
  path: '/api/extras/custom-links/',
  identity: 'name',
  markedIn: 'link_text',
  ours: ['link_text', 'link_url'],
  atLeast: ['object_types'],
  read: plainFields,
  write: (fields) => fields,
};

/** The link as it is to stand in NetBox. */
export function customLinkObject(declared: DeclaredCustomLink): DeclaredObject {
  const fields = { ...declared, link_text: `${declared.link_text}{# ${MARK} #}` };
  return { kind: CUSTOM_LINK, fields, needs: [], since: '4.6' };
}
