import { z } from 'zod';
import { marked, type DeclaredKind, type DeclaredObject } from '../declared-kind.ts';
import { plainFields } from '../plain-fields.ts';
import { Description } from './shared-schemas.ts';

/** A webhook; its address and secret come from the settings. */
export const DeclaredWebhook = z.strictObject({
  name: z.string(),
  description: Description,
  http_method: z.literal('POST'),
  http_content_type: z.literal('application/json'),
  /** Empty: NetBox's own body, which is what the receiver reads. */
  body_template: z.literal(''),
});
export type DeclaredWebhook = z.infer<typeof DeclaredWebhook>;

/** Where webhooks go, and the secret they are signed with. */
export interface WebhookTarget {
  readonly payloadUrl: string;
  readonly secret: string;
}

/** NetBox shows the secret to whoever may view webhooks; here it is compared and never printed. TLS options and headers are people's. */
export const WEBHOOK: DeclaredKind = {
  label: 'webhook',
  path: '/api/extras/webhooks/',
  identity: 'name',
  markedIn: 'description',
  ours: ['http_method', 'http_content_type', 'body_template', 'payload_url', 'secret'],
  atLeast: [],
  read: plainFields,
  write: (fields) => fields,
};

/** The webhook as it is to stand in NetBox. */
export function webhookObject(declared: DeclaredWebhook, target: WebhookTarget): DeclaredObject {
  const { description, ...rest } = declared;
  const fields = {
    ...rest,
    description: marked(description),
    payload_url: target.payloadUrl,
    secret: target.secret,
  };
  return { kind: WEBHOOK, fields, needs: [], since: '4.6' };
}
