import type { Json } from '../../../domain/json.ts';
import type { EditRequest } from '../edit-request.ts';
import type { QueuedEvent } from '../edit-scope.ts';
import { readObject } from '../read-object.ts';
import type { World } from '../resource.ts';
import { isRecord, textIn, textsIn } from '../row.ts';
import { toOffsetTime } from '../timeline.ts';
import { conditionsHold } from './conditions.ts';
import { webhookBody } from './webhook-body.ts';

/** One post to make. Where to and with which secret is looked up when it is sent, as NetBox does. */
export interface WebhookJob {
  readonly ruleId: number;
  readonly body: string;
  readonly requestId: string;
  readonly objectType: string;
  readonly objectId: number;
  readonly event: QueuedEvent['kind'];
  readonly attempt: number;
}

/** The posts an edit causes: one for each event and each enabled rule that fits, in the order of the events. */
export function webhookJobsOf(
  events: readonly QueuedEvent[],
  edit: EditRequest,
  world: World,
): readonly WebhookJob[] {
  const rules = world.tables.all('extras.eventrule').filter((rule) => {
    return rule.values['enabled'] !== false && textIn(rule, 'action_type') === 'webhook';
  });
  return events.flatMap((event) => {
    const fitting = rules.filter(
      (rule) =>
        textsIn(rule, 'object_types').includes(event.resource.type) &&
        textsIn(rule, 'event_types').includes(`object_${event.kind}`),
    );
    if (fitting.length === 0) return [];
    const data = dataOf(event, world);
    return fitting.flatMap((rule) => {
      if (!conditionsHold(rule.values['conditions'] ?? null, conditionData(event, data, world))) return [];
      const timestamp = toOffsetTime(world.timeline.stamp());
      const job = {
        ruleId: rule.id,
        requestId: edit.id,
        objectType: event.resource.type,
        objectId: event.id,
      };
      return [
        { ...job, event: event.kind, body: webhookBody(event, data, edit, timestamp, world), attempt: 1 },
      ];
    });
  });
}

/** The object as REST shows it at the end of the request; a deleted one as it was. */
function dataOf(event: QueuedEvent, world: World): Json {
  if (event.frozen !== null) return event.frozen;
  const row = world.tables.find(event.resource.type, event.id);
  return row === null ? {} : readObject(event.resource, row, { world, base: '', audience: 'webhook' });
}

/** Conditions see the data, and since 4.7 the snapshots beside it. */
function conditionData(event: QueuedEvent, data: Json, world: World): Readonly<Record<string, Json>> {
  const shown = isRecord(data) ? data : {};
  if (world.version === '4.6') return shown;
  return { ...shown, snapshots: { prechange: event.prechange, postchange: event.postchange } };
}
