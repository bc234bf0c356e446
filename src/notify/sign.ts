import { createHmac } from 'node:crypto';

/** HMAC-SHA512 of the body's bytes in hex, as NetBox signs its own webhooks (`X-Hook-Signature`). */
export function sign(body: Buffer, secret: string): string {
  return createHmac('sha512', secret).update(body).digest('hex');
}
