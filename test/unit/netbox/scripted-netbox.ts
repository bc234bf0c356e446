import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNetBox, type NetBox } from '../../../src/netbox/create-netbox.ts';
import type { NetBoxOptions } from '../../../src/netbox/netbox-client.ts';
import { silentLog } from '../../support/silent-log.ts';
import { silentMeter } from '../../support/silent-meter.ts';

/** The token every test uses, so that each can look for it where it must not be. */
export const TOKEN = 'nbt_abcdefghijkl.ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcd';

/** An HTTP server that answers as a test tells it: for what a NetBox does only when it, or the way to it, is broken. */
export interface ScriptedNetBox {
  readonly url: string;
  /** Method and path with query of every request, in order. */
  readonly requests: readonly string[];
  /** The adapter towards it. */
  open(options?: Partial<NetBoxOptions>): NetBox;
  close(): Promise<void>;
}

/** Starts one on loopback. */
export async function startScriptedNetBox(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<ScriptedNetBox> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has one
  const url = `http://127.0.0.1:${String(port)}`;
  return {
    url,
    requests,
    open: (options = {}) =>
      createNetBox({
        url,
        token: TOKEN,
        timeoutMs: 5_000,
        maxConcurrent: 4,
        maxRenders: 2,
        log: silentLog,
        meter: silentMeter,
        ...options,
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** A list answer with the objects of these ids. */
export function pageOf(count: number, ids: readonly number[], next: string | null) {
  return { count, next, previous: null, results: ids.map((id) => ({ id, virtual_chassis: null })) };
}
