import { references } from '../fields/references.ts';
import { description } from '../fields/standard.ts';
import { nameText } from '../fields/text.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';

/** NetBox has no filters at all here: `?name=` gives every group, as any unknown filter does. */
export const notificationGroup: Resource = {
  type: 'extras.notificationgroup',
  path: 'extras/notification-groups',
  className: 'NotificationGroup',
  fields: [
    nameText('name'),
    description,
    references('groups', 'users.group'),
    references('users', 'users.user', ['id', 'url', 'display', 'username']),
  ],
  brief: ['name', 'description'],
  filters: [],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name'],
  tracked: true,
};
