import axios from 'axios';
import { type PostFailure, toFault } from './to-fault.ts';

/** One post. */
export interface Post {
  readonly url: string;
  /** The receiver's host, for faults. */
  readonly name: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly onAnswer: (status: number, seconds: number) => void;
}

/** Names of axios and Node for what went wrong; anything else could hold the address with its secret. */
const SAFE_CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/**
 * Posts once. 2xx is an arrival; everything else throws `outbound.refused` or `outbound.unreachable`. The answer's body is
 * not read: the connection is given up after its head. No redirect is followed, and no proxy of the environment is used:
 * the notice goes to the address that was set and nowhere else.
 */
export async function postNotice({ url, name, body, headers, timeoutMs, onAnswer }: Post): Promise<void> {
  const begun = performance.now();
  const failure = await send({ url, body, headers, timeoutMs }, (status) =>
    onAnswer(status, (performance.now() - begun) / 1_000),
  );
  if (failure !== null) throw toFault(name, failure);
}

async function send(
  { url, body, headers, timeoutMs }: Pick<Post, 'url' | 'body' | 'headers' | 'timeoutMs'>,
  onStatus: (status: number) => void,
): Promise<PostFailure | null> {
  try {
    const response = await axios.post<NodeJS.ReadableStream & { destroy(): void }>(url, body, {
      headers,
      responseType: 'stream',
      decompress: false,
      maxRedirects: 0,
      proxy: false,
      // axios's own timeout begins after the connection stands: a receiver that swallows packets would hold us for minutes.
      signal: AbortSignal.timeout(timeoutMs),
      validateStatus: () => true,
    });
    response.data.destroy();
    onStatus(response.status);
    const { status } = response;
    return status >= 200 && status < 300 ? null : { kind: 'status', status };
  } catch (error) {
    onStatus(0);
    return { kind: 'no-answer', words: codeOf(error) };
  }
}

function codeOf(error: unknown): string {
  const code = axios.isAxiosError(error) ? error.code : undefined;
  return code !== undefined && SAFE_CODE.test(code) ? code : 'no code';
}
