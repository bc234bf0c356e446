import { createHash } from 'node:crypto';
import type { Meter } from '../ports/meter.ts';
import type { NoticeTarget } from '../ports/notice-target.ts';
import { toPayload } from './payload.ts';
import { postNotice } from './post-notice.ts';
import { sign } from './sign.ts';

export interface WebhookTargetOptions {
  /** Where to post; may hold a secret in its path or query, and is never logged. */
  readonly url: string;
  /** Null: posts are not signed. */
  readonly secret: string | null;
  readonly timeoutMs: number;
  /** NetBox's own address, for the links in the payload. */
  readonly netboxUrl: string;
  readonly meter: Meter;
}

/** A generic outbound webhook: JSON, signed like NetBox's own webhooks. One post an event, the same bytes at every try. */
export function createWebhookTarget(options: WebhookTargetOptions): NoticeTarget {
  const { url, secret, timeoutMs, netboxUrl, meter } = options;
  const name = new URL(url).host;
  return {
    id: `webhook:${createHash('sha256').update(url).digest('hex').slice(0, 16)}`,
    kind: 'webhook',
    name,
    deadlineMs: timeoutMs,
    async deliver({ notice, recipients }) {
      const payload = toPayload(notice, recipients, netboxUrl);
      const body = Buffer.from(JSON.stringify(payload));
      const headers = {
        'Content-Type': 'application/json',
        'User-Agent': 'plumbline',
        'X-Plumbline-Event-Id': payload.id,
        ...(secret === null ? {} : { 'X-Hook-Signature': sign(body, secret) }),
      };
      const onAnswer = (status: number, seconds: number): void =>
        meter.apiRequest('outbound', 'POST', status, seconds);
      await postNotice({ url, name, body, headers, timeoutMs, onAnswer });
      return 'sent';
    },
  };
}
