import { EVENT_TYPES } from '../choices.ts';
import { bareChoice } from '../fields/choice.ts';
import { computed } from '../fields/computed.ts';
import { genericReference } from '../fields/generic-reference.ts';
import { reference } from '../fields/reference.ts';
import { text } from '../fields/text.ts';
import { objectTypeOf } from '../object-types.ts';
import { byNewest } from '../order.ts';
import { FieldProblem } from '../rejection.ts';
import type { Field, Problems, Resource, World } from '../resource.ts';
import { asText, idIn, textIn, type Row, type Values } from '../row.ts';
import { toRestTime } from '../timeline.ts';

/** The columns no two notifications share: a user has one for each object, whoever made it. */
const UNIQUE = ['object_type', 'object_id', 'user'] as const;

/** Objects of other types have no bell; said in the same words as an unknown type. */
const fields: readonly Field[] = genericReference('object', { required: true }).map((field) => {
  const { write } = field;
  if (field.name !== 'object_type' || write === undefined) return field;
  return {
    ...field,
    write: {
      ...write,
      parse: (raw, world, before) => {
        const type = asText(write.parse(raw, world, before));
        if (objectTypeOf(type)?.features.includes('notifications') === true) return type;
        throw new FieldProblem(`Invalid content type: ${type}`);
      },
    },
  };
});

const eventType = bareChoice('event_type', EVENT_TYPES, 'object_updated');

/** NetBox takes one on an object it does not have, and has no filters at all here. */
export const notification: Resource = {
  type: 'extras.notification',
  path: 'extras/notifications',
  className: 'Notification',
  fields: [
    ...fields,
    reference('user', 'users.user', {
      required: true,
      onDelete: 'cascade',
      nested: ['id', 'url', 'display', 'username'],
    }),
    computed('created', (row) => toRestTime(row.created)),
    text('read', { nullable: true }),
    {
      ...eventType,
      ...(eventType.write === undefined ? {} : { write: { ...eventType.write, required: true } }),
    },
  ],
  brief: ['object_type', 'object_id', 'user', 'read', 'event_type'],
  filters: [],
  display: displayOf,
  order: byNewest,
  unique: [],
  check: checkTwin,
  tracked: false,
};

function displayOf(row: Row, world: World): string {
  const type = textIn(row, 'object_type');
  const found = world.tables.find(type, idIn(row, 'object_id') ?? 0);
  return found === null ? '' : (world.catalog.byType(type)?.display(found, world) ?? '');
}

function checkTwin(values: Values, row: Row | null, world: World): Problems | null {
  const twin = world.tables
    .all('extras.notification')
    .some((other) => other.id !== row?.id && UNIQUE.every((name) => other.values[name] === values[name]));
  return twin
    ? { __all__: ['Notification with this Object type, Object id and User already exists.'] }
    : null;
}
