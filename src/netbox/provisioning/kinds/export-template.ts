import { z } from 'zod';
import { marked, type DeclaredKind, type DeclaredObject } from '../declared-kind.ts';
import { plainFields } from '../plain-fields.ts';
import { Description, ObjectTypes } from './shared-schemas.ts';

/** A list of NetBox objects as a file; its template is a file under webhook-config/templates. */
export const DeclaredExportTemplate = z.strictObject({
  name: z.string(),
  object_types: ObjectTypes,
  description: Description,
  template: z.string().regex(/^[a-z-]+\.[a-z]+\.jinja$/),
  mime_type: z.string(),
  file_name: z.string(),
  file_extension: z.string(),
  as_attachment: z.boolean(),
});
export type DeclaredExportTemplate = z.infer<typeof DeclaredExportTemplate>;

/** What the file holds is ours, because it must stay safe to open; how it is named and handed out is people's. */
export const EXPORT_TEMPLATE: DeclaredKind = {
  label: 'export template',
  path: '/api/extras/export-templates/',
  identity: 'name',
  markedIn: 'description',
  ours: ['template_code'],
  atLeast: ['object_types'],
  read: plainFields,
  write: (fields) => fields,
};

/** The template as it is to stand in NetBox, with the text of its file. */
export function exportTemplateObject(declared: DeclaredExportTemplate, code: string): DeclaredObject {
  const { name, object_types, description, mime_type, file_name, file_extension, as_attachment } = declared;
  // NetBox strips blanks around a text; comparing the file with its last newline would find a difference for ever.
  const fields = {
    ...{ name, object_types, mime_type, file_name, file_extension, as_attachment },
    description: marked(description),
    template_code: code.trim(),
  };
  return { kind: EXPORT_TEMPLATE, fields, needs: [], since: '4.6' };
}
