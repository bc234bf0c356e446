import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Fault } from '../domain/fault.ts';

/** How long a client may take; tests shorten them. */
export interface ListenTimeouts {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly idleMs: number;
}

const TIMEOUTS: ListenTimeouts = { headersMs: 10_000, requestMs: 15_000, idleMs: 5_000 };
const MAX_HEADER_BYTES = 16_384;
const MAX_CONNECTIONS = 1_000;

/** A server that listens. `close` stops accepting, lets running requests end for `graceMs`, then cuts them. */
export interface Listening {
  readonly url: string;
  readonly port: number;
  close(graceMs?: number): Promise<void>;
}

/**
 * Serves `app` on the address given (port 0: any free one), with limits on headers, request time and connections, so
 * that slow or many clients cannot exhaust the process. Throws `settings.invalid` when the address cannot be taken.
 */
export async function listen(
  app: RequestListener,
  host: string,
  port: number,
  timeouts: ListenTimeouts = TIMEOUTS,
): Promise<Listening> {
  const server = createServer(
    {
      headersTimeout: timeouts.headersMs,
      requestTimeout: timeouts.requestMs,
      keepAliveTimeout: timeouts.idleMs,
      // Node looks for expired requests only this often; its default would let a 10 s limit last 40 s.
      connectionsCheckingInterval: Math.min(1_000, timeouts.headersMs),
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    app,
  );
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.on('error', (error) => reject(toFault(error, host, port)));
    server.listen({ host, port }, resolve);
  });
  const taken = portOf(server.address());
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    port: taken,
    close: (graceMs = 5_000) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function toFault(error: Error, host: string, port: number): Fault {
  return new Fault(
    'settings.invalid',
    `Expected to listen on ${host} port ${port}, which is not possible. Stop what listens there, or set another host or port.`,
    error.message,
  );
}
