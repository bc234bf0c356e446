import { createHmac } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** One post, ready to go. */
export interface WebhookPost {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

/** The headers NetBox sends; the signature is HMAC-SHA512 over the raw body, and absent without a secret. */
export function webhookHeaders(
  body: string,
  contentType: string,
  secret: string,
  extra: string,
): Readonly<Record<string, string>> {
  return {
    'Accept-Encoding': 'identity',
    'User-Agent': 'python-urllib3/2.8.0',
    'Content-Type': contentType,
    ...additionalHeaders(extra),
    'Content-Length': String(Buffer.byteLength(body)),
    ...(secret === '' ? {} : { 'X-Hook-Signature': signatureOf(body, secret) }),
  };
}

/** The value of `X-Hook-Signature`. */
export function signatureOf(body: string, secret: string): string {
  return createHmac('sha512', secret).update(body, 'utf8').digest('hex');
}

/** One `Name: value` a line. */
function additionalHeaders(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split(/\r?\n/).flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
    }),
  );
}

/** Posts and gives the status. Rejects when there is no answer in time or no connection. Each post has a connection of its own. */
export function sendWebhook(post: WebhookPost, signal: AbortSignal): Promise<number> {
  const { url, method, headers, timeoutMs } = post;
  return new Promise((resolve, reject) => {
    const options = { method, headers, agent: false, signal, timeout: timeoutMs } as const;
    const onAnswer = (answer: IncomingMessage): void => {
      answer.resume();
      answer.once('error', reject);
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    };
    const request = url.startsWith('https:')
      ? httpsRequest(url, options, onAnswer)
      : httpRequest(url, options, onAnswer);
    request.once('timeout', () => void request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    request.once('error', reject);
    request.end(post.body);
  });
}
