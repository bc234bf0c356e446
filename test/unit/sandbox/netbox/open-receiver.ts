import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../../../../src/domain/json.ts';

/** A webhook as it arrived. */
export interface Arrived {
  readonly signature: string | undefined;
  readonly raw: Buffer;
  readonly body: { readonly [key: string]: Json };
}

/** A receiver of webhooks that answers what it is told. */
export interface Receiver {
  readonly url: string;
  readonly arrived: readonly Arrived[];
  /** Statuses of the next answers; afterwards 202. */
  readonly answers: number[];
  stop(): Promise<void>;
}

/** Starts one on loopback. The caller stops it. */
export async function openReceiver(): Promise<Receiver> {
  const arrived: Arrived[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      const body = JSON.parse(raw.toString('utf8')) as { readonly [key: string]: Json };
      arrived.push({ raw, body, signature: request.headers['x-hook-signature']?.toString() });
      response.writeHead(answers.shift() ?? 202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  return {
    url: `http://127.0.0.1:${port}/webhooks/netbox`,
    arrived,
    answers,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
