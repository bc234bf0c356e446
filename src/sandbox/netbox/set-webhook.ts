import { insertRow } from './insert-row.ts';
import type { World } from './resource.ts';
import { textIn } from './row.ts';

/** Where saved objects are told. */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
  /** `dcim.device`, … */
  readonly objectTypes: readonly string[];
}

const NAME = 'configured by the stand-in';

/** Makes or replaces the webhook and the event rule behind `configureWebhook`; leaves neither changelog nor events. */
export function setWebhook(target: WebhookTarget, world: World): void {
  for (const type of ['extras.eventrule', 'extras.webhook']) {
    for (const row of world.tables.all(type))
      if (textIn(row, 'name') === NAME) world.tables.remove(type, row.id);
  }
  const webhook = insertRow(
    'extras.webhook',
    { name: NAME, payload_url: target.url, secret: target.secret },
    world,
  );
  insertRow(
    'extras.eventrule',
    {
      name: NAME,
      object_types: target.objectTypes,
      event_types: ['object_created', 'object_updated', 'object_deleted'],
      action_type: 'webhook',
      action_object_type: 'extras.webhook',
      action_object_id: webhook.id,
    },
    world,
  );
  world.tables.commit();
}
