import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultKind, Faults } from './faults.ts';
import { faultAnswer, shortened } from './rest/fault-answer.ts';
import type { RawRequest } from './rest/handle-request.ts';
import { answer, type RestAnswer } from './rest/rest-request.ts';

/** Django's limit of a request body. */
const MAX_BODY_BYTES = 2_621_440;

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  readonly faults: Faults;
  newRequestId(): string;
  handle(request: RawRequest): RestAnswer;
  /** A fault took the place of an answer; `status` 0 is none at all. */
  onFault(method: string, url: string, status: number): void;
}

/** A listening server. */
export interface HttpServer {
  readonly url: string;
  /** Stops listening and cuts every connection, hanging ones too. */
  stop(): Promise<void>;
}

/** Serves REST on a port of its own. Rejects when the port cannot be had. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer((request, response) => {
    respond(request, response, options).catch((problem: unknown) => {
      fail(response, problem);
    });
  });
  // Small answers must not wait for the client's delayed acknowledgement.
  server.on('connection', (socket) => void socket.setNoDelay(true));
  await listen(server, options);
  const { port } = server.address() as AddressInfo; // a TCP server has an address object once it listens
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, options: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpServerOptions,
): Promise<void> {
  const method = request.method ?? 'GET';
  const url = request.url ?? '/';
  const body = await readBody(request);
  const fault = options.faults.next(method, url);
  if (fault === 'hang' || fault === 'nothing' || typeof fault === 'number') {
    options.onFault(method, url, typeof fault === 'number' ? fault : 0);
    if (fault === 'nothing') response.destroy();
    if (typeof fault === 'number') send(response, faultAnswer(fault), method, null);
    return;
  }
  if (body === null) {
    send(
      response,
      answer(400, { detail: 'Request body exceeded settings.DATA_UPLOAD_MAX_MEMORY_SIZE.' }),
      method,
      null,
    );
    return;
  }
  const headers = headersOf(request);
  const base = `http://${headers['host'] ?? 'stand-in'}`;
  const result = options.handle({ id: options.newRequestId(), method, url, headers, body, base });
  send(response, fault === 'short-page' ? shortened(result) : result, method, fault);
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer; // no encoding is set, so the stream gives buffers
    length += bytes.length;
    if (length <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  return length > MAX_BODY_BYTES ? null : Buffer.concat(chunks);
}

function headersOf(request: IncomingMessage): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

function send(response: ServerResponse, result: RestAnswer, method: string, fault: FaultKind | null): void {
  const { text, contentType } = serialize(result);
  const bytes = Buffer.from(text, 'utf8');
  response.writeHead(result.status, {
    ...(contentType === null ? {} : { 'Content-Type': contentType }),
    ...(result.status === 204 ? {} : { 'Content-Length': String(bytes.length) }),
    ...result.headers,
  });
  if (method === 'HEAD') {
    response.end();
    return;
  }
  if (fault === 'half-page') {
    // Half the promised bytes, then the connection is gone.
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => void response.destroy());
    return;
  }
  response.end(bytes);
}

function serialize(result: RestAnswer): { readonly text: string; readonly contentType: string | null } {
  const { body } = result;
  if (isText(body)) return { text: body.text, contentType: body.contentType };
  if (body === null) return { text: '', contentType: null };
  return { text: JSON.stringify(body), contentType: 'application/json' };
}

function isText(body: RestAnswer['body']): body is { readonly text: string; readonly contentType: string } {
  return (
    typeof body === 'object' && body !== null && 'contentType' in body && 'text' in body && !('id' in body)
  );
}

/** An error of the stand-in itself looks like one of NetBox's. */
function fail(response: ServerResponse, problem: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const exception = problem instanceof Error ? problem.name : 'Error';
  send(response, answer(500, { error: String(problem), exception }), 'GET', null);
}
