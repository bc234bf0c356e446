import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen } from '../../../src/web/listen.ts';

const timeouts = { headersMs: 100, requestMs: 200, idleMs: 100 };

describe('listening', () => {
  it('refuses an address that is taken, saying which', async () => {
    const first = await listen((_request, response) => response.end('ok'), '127.0.0.1', 0);
    await expect(listen(() => undefined, '127.0.0.1', first.port)).rejects.toMatchObject({
      code: 'settings.invalid',
      message: expect.stringContaining(`port ${first.port}`) as unknown,
    });
    await first.close(0);
  });

  it.each([
    ['never ends its headers', 'POST / HTTP/1.1\r\nHost: x\r\n'],
    ['never ends its body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc'],
  ])('ends a client that %s', async (_name, text) => {
    const server = await listen((request) => request.resume(), '127.0.0.1', 0, timeouts);
    const socket = connect(server.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.write(text);
    await once(socket, 'close');
    expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/);
    await server.close(0);
  });

  it('lets a running request end when it closes', async () => {
    const reached = Promise.withResolvers<undefined>();
    const gate = Promise.withResolvers<undefined>();
    const server = await listen(
      (_request, response) => {
        reached.resolve(undefined);
        void gate.promise.then(() => response.end('done'));
      },
      '127.0.0.1',
      0,
    );
    const answer = fetch(server.url).then((response) => response.text());
    await reached.promise;
    const closed = server.close(10_000);
    gate.resolve(undefined);
    expect(await answer).toBe('done');
    await closed;
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it('cuts a request that does not end within the grace', async () => {
    const reached = Promise.withResolvers<undefined>();
    const server = await listen(() => reached.resolve(undefined), '127.0.0.1', 0);
    const answer = fetch(server.url).then(
      () => 'answered',
      () => 'cut',
    );
    await reached.promise;
    await server.close(20);
    expect(await answer).toBe('cut');
  });
});
