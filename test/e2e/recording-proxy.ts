import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One webhook as NetBox sent it. */
export interface RecordedDelivery {
  readonly at: number;
  readonly body: Buffer;
  readonly headers: IncomingHttpHeaders;
  readonly status: number;
}

/** Stands between NetBox and the worker, passes every webhook on as it is, and remembers it. */
export interface RecordingProxy {
  /** The address NetBox posts to. */
  readonly url: string;
  /** The webhooks of one NetBox request, in the order they came. */
  deliveriesOf(requestId: string): readonly RecordedDelivery[];
  /** How many webhooks came so far. */
  count(): number;
  /** Sends the very same bytes and signature once more. Returns what the worker answered. */
  replay(delivery: RecordedDelivery): Promise<number>;
  close(): Promise<void>;
}

/** The headers the signature and the parsing depend on; the others belong to the connection. */
const PASSED = ['content-type', 'x-hook-signature', 'user-agent'] as const;

/** Opens the proxy in front of `target`. While the worker is away it answers 502, so NetBox comes again. */
export async function openRecordingProxy(target: string): Promise<RecordingProxy> {
  const recorded: RecordedDelivery[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const at = Date.now();
      const body = Buffer.concat(chunks);
      void pass(target, body, incoming.headers).then((status) => {
        recorded.push({ at, body, headers: incoming.headers, status });
        response.writeHead(status).end();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has one
  return {
    url: `http://127.0.0.1:${port}/webhooks/netbox`,
    deliveriesOf: (requestId) => recorded.filter(({ body }) => body.includes(requestId)),
    count: () => recorded.length,
    replay: ({ body, headers }) => pass(target, body, headers),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function pass(target: string, body: Buffer, headers: IncomingHttpHeaders): Promise<number> {
  const kept = PASSED.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return new Promise((resolve) => {
    // A connection of its own each: a kept one may just be closed by the other side, and the webhook would be lost on the way.
    const sent = request(
      target,
      { method: 'POST', agent: false, headers: Object.fromEntries(kept) },
      (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 502));
      },
    );
    sent.on('error', () => resolve(502)).end(body);
  });
}
