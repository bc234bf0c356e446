import { CONTACT_PRIORITIES } from '../choices.ts';
import { choice } from '../fields/choice.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { genericReference } from '../fields/generic-reference.ts';
import { reference } from '../fields/reference.ts';
import { stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { choiceFilters } from '../filters/choice-filters.ts';
import { idFilters } from '../filters/id-filters.ts';
import { numberFilters } from '../filters/number-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { typeFilter } from '../filters/type-filters.ts';
import { byId } from '../order.ts';
import type { Problems, Resource, World } from '../resource.ts';
import { asText, idIn, textIn, type Row, type Values } from '../row.ts';

/** The columns no two assignments share. */
const UNIQUE = ['object_type', 'object_id', 'contact', 'role'] as const;

export const contactAssignment: Resource = {
  type: 'tenancy.contactassignment',
  path: 'tenancy/contact-assignments',
  className: 'ContactAssignment',
  fields: [
    ...genericReference('object', { required: true }),
    reference('contact', 'tenancy.contact', { required: true, onDelete: 'protect' }),
    // NetBox's schema says it may be left out; its model does not.
    reference('role', 'tenancy.contactrole', { nullable: true, onDelete: 'protect' }),
    choice('priority', CONTACT_PRIORITIES, { nullable: true, fallback: '' }),
    ...tags,
    customFieldValues('tenancy.contactassignment'),
    ...stamps,
  ],
  brief: ['contact', 'role', 'priority'],
  filters: [
    ...idFilters,
    typeFilter('object_type'),
    ...numberFilters('object_id'),
    ...choiceFilters('priority', CONTACT_PRIORITIES),
    ...referenceFilters('contact', 'tenancy.contact', { by: 'name' }),
    ...referenceFilters('role', 'tenancy.contactrole'),
  ],
  display: (row, world) => {
    const priority = CONTACT_PRIORITIES[textIn(row, 'priority')];
    const shown = priority === undefined ? '' : ` (${priority})`;
    return `${nameOf('tenancy.contact', idIn(row, 'contact'), world)}${shown} -> ${nameOf(textIn(row, 'object_type'), idIn(row, 'object_id'), world)}`;
  },
  order: byId,
  unique: [],
  check: checkAssignment,
  attachment: { typeField: 'object_type', idField: 'object_id' },
  related: (row) => ({ type: textIn(row, 'object_type'), id: idIn(row, 'object_id') ?? 0 }),
  tracked: true,
};

function nameOf(type: string, id: number | null, world: World): string {
  const row = id === null ? null : world.tables.find(type, id);
  return row === null ? '' : (world.catalog.byType(type)?.display(row, world) ?? '');
}

function checkAssignment(values: Values, row: Row | null, world: World): Problems | null {
  const id = values['object_id'];
  if (typeof id !== 'number' || world.tables.find(asText(values['object_type']), id) === null) {
    return { object_id: [`Related object not found using the provided value: ${asText(id)}.`] };
  }
  if (values['role'] === null) return { role: ['This field cannot be null.'] };
  const twin = world.tables
    .all('tenancy.contactassignment')
    .some((other) => other.id !== row?.id && UNIQUE.every((name) => other.values[name] === values[name]));
  return twin
    ? {
        __all__: ['Contact assignment with this Object type, Object id, Contact and Role already exists.'],
      }
    : null;
}
