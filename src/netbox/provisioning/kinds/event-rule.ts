import { z } from 'zod';
import { marked, type DeclaredKind, type DeclaredObject, type ObjectName } from '../declared-kind.ts';
import { plainFields } from '../plain-fields.ts';
import { NOTIFICATION_GROUP } from './notification-group.ts';
import { Description, ObjectTypes } from './shared-schemas.ts';
import { WEBHOOK } from './webhook.ts';

/** What each kind of action is called in NetBox. */
const ACTIONS = {
  [WEBHOOK.label]: { action_type: 'webhook', action_object_type: 'extras.webhook' },
  [NOTIFICATION_GROUP.label]: { action_type: 'notification', action_object_type: 'extras.notificationgroup' },
} as const;

/** An event rule that calls a declared webhook or tells a declared group. */
export const DeclaredEventRule = z.strictObject({
  name: z.string(),
  description: Description,
  action: z.union([
    z.strictObject({ webhook: z.string() }),
    z.strictObject({ 'notification group': z.string() }),
  ]),
  /** The NetBox line whose conditions it is written in. */
  since: z.enum(['4.6', '4.7']),
  object_types: ObjectTypes,
  event_types: z.array(z.enum(['object_created', 'object_updated', 'object_deleted'])).nonempty(),
  /** `yours`: whoever runs NetBox may narrow the rule, and it is left alone. */
  conditions: z.union([z.literal('yours'), z.record(z.string(), z.unknown())]),
});
export type DeclaredEventRule = z.infer<typeof DeclaredEventRule>;

/**
 * Saves of our own account are not excluded here, which NetBox cannot express for every type: the receiver drops them by
 * their user. A rule that was switched off is switched on again: without it no edit is seen in time.
 */
export const EVENT_RULE: DeclaredKind = {
  label: 'event rule',
  path: '/api/extras/event-rules/',
  identity: 'name',
  markedIn: 'description',
  ours: ['enabled', 'action', 'conditions'],
  atLeast: ['object_types', 'event_types'],
  read(answer) {
    const { action_type: type, action_object: name, ...rest } = plainFields(answer);
    const kind = Object.keys(ACTIONS).find((label) => ACTIONS[label]?.action_type === type);
    return { ...rest, action: { [kind ?? String(type)]: name ?? null } };
  },
  async write({ action: _action, ...rest }, { declared, idOf }) {
    const { kind, name } = targetOf(declared['action']);
    // The kind of action and its object only make sense together, and NetBox wants them with every save.
    return { ...rest, ...ACTIONS[kind], action_object_id: await idOf({ kind, name }) };
  },
};

/** The event rule as it is to stand in NetBox. */
export function eventRuleObject(declared: DeclaredEventRule): DeclaredObject {
  const { since, description, conditions, ...rest } = declared;
  const own = conditions === 'yours' ? {} : { conditions };
  return {
    kind: EVENT_RULE,
    fields: { ...rest, description: marked(description), enabled: true, ...own },
    needs: [targetOf(declared.action)],
    since,
  };
}

function targetOf(action: unknown): ObjectName {
  const [target] = Object.entries(z.record(z.string(), z.string()).parse(action));
  const [kind, name] = target ?? ['', ''];
  return { kind, name };
}
