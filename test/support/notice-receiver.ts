import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

/** One post as it arrived. */
export interface ReceivedPost {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** How the receiver answers: a status, nothing for as long as it runs, or a body without an end. */
export type Answer = number | 'silence' | 'endless' | { readonly redirect: string };

/** A receiver of notices on loopback. */
export interface NoticeReceiver {
  readonly url: string;
  readonly posts: ReceivedPost[];
  /** Of posts answered with 2xx. */
  readonly taken: ReceivedPost[];
  /** How the next posts are answered; afterwards and at first with 204. */
  readonly answers: Answer[];
  /** How many endless answers the other side hung up on. */
  cutOff(): number;
  /** Refuses connections until `up()`; the port stays the same. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

/** Starts one. */
export async function startNoticeReceiver(): Promise<NoticeReceiver> {
  const posts: ReceivedPost[] = [];
  const taken: ReceivedPost[] = [];
  const answers: Answer[] = [];
  let cutOff = 0;
  const app = express();
  app.use(express.raw({ type: () => true, limit: '1mb' }));
  app.use((request, response) => {
    const post = { path: request.originalUrl, headers: request.headers, body: request.body as Buffer };
    posts.push(post);
    const answer = answers.shift() ?? 204;
    if (answer === 'silence') return;
    if (answer === 'endless') {
      response.status(200);
      const chunk = Buffer.alloc(65_536);
      const more = (): void => {
        if (!response.destroyed) response.write(chunk, () => setImmediate(more));
      };
      response.on('close', () => {
        cutOff += 1;
      });
      more();
      taken.push(post);
    } else if (typeof answer === 'object') {
      response.redirect(307, answer.redirect);
    } else {
      if (answer < 300) taken.push(post);
      response.status(answer).end();
    }
  });
  let server: Server = createServer(app);
  await listen(server, 0);
  const { port } = server.address() as AddressInfo; // a TCP server has one
  const down = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    url: `http://127.0.0.1:${String(port)}/hook`,
    posts,
    taken,
    answers,
    cutOff: () => cutOff,
    down,
    async up() {
      server = createServer(app);
      await listen(server, port);
    },
    close: down,
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}
