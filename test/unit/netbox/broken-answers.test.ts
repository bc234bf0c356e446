import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { unitIdOf } from '../../../src/domain/ids.ts';
import { json, pageOf, startScriptedNetBox, TOKEN, type ScriptedNetBox } from './scripted-netbox.ts';

let netBox: ScriptedNetBox | null = null;
afterEach(async () => {
  await netBox?.close();
  netBox = null;
});

async function faultOf(answer: (response: ServerResponse) => void, timeoutMs = 5_000): Promise<unknown> {
  netBox = await startScriptedNetBox((request, response) => {
    request.resume();
    answer(response);
  });
  return await netBox
    .open({ timeoutMs, maxAnswerBytes: 10_000 })
    .source.allUnits()
    .catch((error: unknown) => error);
}

describe('a status becomes the fault of the one table', () => {
  it.each([
    [400, 'netbox.rejected'],
    [401, 'netbox.forbidden'],
    [403, 'netbox.forbidden'],
    [404, 'netbox.not-found'],
    [409, 'netbox.conflict'],
    [412, 'netbox.conflict'],
    [429, 'netbox.too-many-requests'],
    [500, 'netbox.server-error'],
    [502, 'netbox.server-error'],
    [503, 'netbox.server-error'],
  ])('%i is %s', async (status, code) => {
    expect(await faultOf((response) => json(response, status, { detail: 'words' }))).toMatchObject({ code });
  });
});

describe('an answer that is not whole is never taken for one', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['fewer objects than it counts, and no next page', (r) => json(r, 200, pageOf(3, [1, 2], null))],
    ['no object at all on a page that should have some', (r) => json(r, 200, pageOf(3, [], 'http://x/next'))],
    ['more objects than it counts', (r) => json(r, 200, pageOf(1, [1, 2], null))],
    ['one object twice', (r) => json(r, 200, pageOf(2, [1, 1], null))],
    ['no count', (r) => json(r, 200, { count: null, next: null, results: [] })],
    [
      'an object without the field we need',
      (r) => json(r, 200, { count: 1, next: null, results: [{ id: 1 }] }),
    ],
    ['an object of another shape', (r) => json(r, 200, ['no', 'list'])],
    ['nothing', (r) => r.writeHead(200).end()],
    ['a login page', (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>')],
    ['half a document', (r) => r.writeHead(200).end('{"count": 1, "results": [{"id":')],
    [
      'a document that breaks off',
      (r) => {
        r.writeHead(200, { 'content-length': '500' }).write('{"count": 1,');
        setTimeout(() => r.destroy(), 20);
      },
    ],
    ['more bytes than we take', (r) => r.writeHead(200).end(`"${'x'.repeat(20_000)}"`)],
  ])('%s', async (_name, answer) => {
    expect(await faultOf(answer)).toMatchObject({ code: 'netbox.bad-answer' });
  });

  it('when the list changes between two pages', async () => {
    let asked = 0;
    const answer = (response: ServerResponse) => {
      asked += 1;
      json(response, 200, asked === 1 ? pageOf(3, [1, 2], 'http://x/next') : pageOf(4, [3, 4], null));
    };
    expect(await faultOf(answer)).toMatchObject({ code: 'netbox.bad-answer' });
  });

  it('but short pages are followed to the end, by number and not by a link that may be wrong', async () => {
    netBox = await startScriptedNetBox((request, response) => {
      const offset = Number(new URL(request.url ?? '', 'http://x').searchParams.get('offset'));
      const next = offset < 2 ? 'http://somewhere.else.example/api/dcim/devices/?offset=77' : null;
      json(response, 200, pageOf(3, [offset + 1], next));
    });
    expect(await netBox.open().source.allUnits()).toEqual([1, 2, 3].map(unitIdOf));
  });
});

describe('no answer is told as unreachable', () => {
  it('when nobody listens', async () => {
    netBox = await startScriptedNetBox(() => undefined);
    const { source } = netBox.open();
    await netBox.close();
    await expect(source.allUnits()).rejects.toMatchObject({ code: 'netbox.unreachable' });
  });

  it('when the connection is closed without a word', async () => {
    expect(await faultOf((response) => response.destroy())).toMatchObject({ code: 'netbox.unreachable' });
  });

  it('unless a second connection brings the answer, which a read asks for and a write does not', async () => {
    let calls = 0;
    netBox = await startScriptedNetBox((_request, response) => {
      calls += 1;
      if (calls % 2 === 1) response.destroy();
      else json(response, 200, pageOf(0, [], null));
    });
    const { source } = netBox.open();
    expect(await source.allUnits()).toEqual([]);
    await expect(source.render(unitIdOf(1))).rejects.toMatchObject({ code: 'netbox.unreachable' });
    expect(netBox.requests.filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  it('nor when a save under an ETag is sent again, whole, because NetBox would refuse it a second time', async () => {
    const bodies: string[] = [];
    netBox = await startScriptedNetBox((request, response) => {
      if (request.method === 'GET') {
        const device = { id: 1, virtual_chassis: null, custom_fields: { plumbline_state: null } };
        json(response, 200, device, { etag: 'W/"1"' });
        return;
      }
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        if (bodies.push(text) === 1) response.destroy();
        else json(response, 200, {});
      });
    });
    expect(await netBox.open().journal.showState(unitIdOf(1), 'drift')).toBe(true);
    expect(bodies).toEqual(Array(2).fill('{"custom_fields":{"plumbline_state":"drift"}}'));
  });

  it('when NetBox stays silent beyond the deadline', async () => {
    expect(await faultOf(() => undefined, 100)).toMatchObject({ code: 'netbox.unreachable' });
  });

  it('when the answer drips beyond the deadline', async () => {
    const drip = (response: ServerResponse) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    };
    expect(await faultOf(drip, 200)).toMatchObject({ code: 'netbox.unreachable' });
  });
});

describe('a redirect is not followed', () => {
  it('so that the token goes nowhere else', async () => {
    const elsewhere = await startScriptedNetBox((_request, response) =>
      json(response, 200, pageOf(0, [], null)),
    );
    const fault = await faultOf((response) => response.writeHead(302, { location: elsewhere.url }).end());
    expect(fault).toMatchObject({ code: 'netbox.rejected' });
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });
});

describe('a fault', () => {
  it('never quotes the token, nor more than a line of what NetBox said', async () => {
    const echo = `Authorization: Bearer ${TOKEN}\n`.repeat(200);
    for (const status of [400, 403, 500]) {
      const fault = await faultOf((response) => response.writeHead(status).end(echo));
      const told = JSON.stringify(fault) + String(fault);
      expect(told).not.toContain('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
      expect(told.length).toBeLessThan(2_000);
      await netBox?.close();
    }
  });

  it('quotes NetBox’s words when a template fails, bounded and without secrets', async () => {
    netBox = await startScriptedNetBox((_request, response) =>
      json(response, 500, { detail: `TypeError at line 3: password 7 0822455D0A16 ${'x'.repeat(5_000)}` }),
    );
    const fault: unknown = await netBox
      .open()
      .source.render(unitIdOf(1))
      .catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'netbox.render-failed' });
    expect(String(fault)).toContain('TypeError at line 3');
    expect(String(fault)).not.toContain('0822455D0A16');
    expect(String(fault).length).toBeLessThan(1_000);
  });

  it('is NetBox’s own failure, not the template’s, when a render crashes NetBox', async () => {
    netBox = await startScriptedNetBox((_request, response) =>
      json(response, 500, { error: 'boom', exception: 'OperationalError', netbox_version: '4.7.3' }),
    );
    await expect(netBox.open().source.render(unitIdOf(1))).rejects.toMatchObject({
      code: 'netbox.server-error',
    });
  });
});
