import { z } from 'zod';
import { marked, type DeclaredKind, type DeclaredObject } from '../declared-kind.ts';
import { plainFields } from '../plain-fields.ts';
import { Description } from './shared-schemas.ts';

/** Whom NetBox's bell tells; who is in it is for people to say. */
export const DeclaredNotificationGroup = z.strictObject({ name: z.string(), description: Description });
export type DeclaredNotificationGroup = z.infer<typeof DeclaredNotificationGroup>;

export const NOTIFICATION_GROUP: DeclaredKind = {
  label: 'notification group',
  path: '/api/extras/notification-groups/',
  identity: 'name',
  unfiltered: true,
  markedIn: 'description',
  ours: [],
  atLeast: [],
  lost: 'Who was in it is forgotten.',
  read: plainFields,
  write: (fields) => fields,
};

/** The group as it is to stand in NetBox. */
export function notificationGroupObject({ name, description }: DeclaredNotificationGroup): DeclaredObject {
  return {
    kind: NOTIFICATION_GROUP,
    fields: { name, description: marked(description) },
    needs: [],
    since: '4.6',
  };
}
