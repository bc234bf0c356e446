import { afterEach, describe, expect, it } from 'vitest';
import { unitIdOf } from '../../../src/domain/ids.ts';
import type { Meter } from '../../../src/ports/meter.ts';
import { parseRetryAfter } from '../../../src/netbox/request-pause.ts';
import { silentMeter } from '../../support/silent-meter.ts';
import { json, pageOf, startScriptedNetBox, type ScriptedNetBox } from './scripted-netbox.ts';
import { eventually } from '../../support/eventually.ts';

let netBox: ScriptedNetBox | null = null;
afterEach(async () => {
  await netBox?.close();
  netBox = null;
});

describe('the load on NetBox', () => {
  it('is at most four requests at once, of which at most two renders', async () => {
    let [now, most, renders, mostRenders] = [0, 0, 0, 0];
    netBox = await startScriptedNetBox((request, response) => {
      const isRender = request.method === 'POST';
      now += 1;
      if (isRender) renders += 1;
      most = Math.max(most, now);
      mostRenders = Math.max(mostRenders, renders);
      setTimeout(() => {
        now -= 1;
        if (isRender) renders -= 1;
        json(response, 200, isRender ? { content: 'x' } : pageOf(0, [], null));
      }, 10);
    });
    const { source } = netBox.open();
    const ids = Array.from({ length: 10 }, (_, index) => index + 1);
    await Promise.all(ids.map((id) => source.render(unitIdOf(id))));
    expect([most, mostRenders]).toEqual([2, 2]);
    await Promise.all(ids.flatMap((id) => [source.render(unitIdOf(id)), source.allUnits()]));
    expect([most, mostRenders]).toEqual([4, 2]);
  });

  it('of background work never takes the last place, nor the last render', async () => {
    const held: (() => void)[] = [];
    const isHeld = (url: string) => !url.includes('name=');
    netBox = await startScriptedNetBox((request, response) => {
      const isRender = request.method === 'POST';
      const answer = () => json(response, 200, isRender ? { content: 'x' } : pageOf(0, [], null));
      if (isHeld(request.url ?? '') && !(request.url ?? '').includes('/99/')) held.push(answer);
      else answer();
    });
    const { source, background } = netBox.open();
    const bulk = Promise.all([
      ...[1, 2, 3].map((id) => background.source.render(unitIdOf(id))),
      ...[1, 2, 3, 4, 5].map(() => background.source.allUnits()),
    ]);
    await eventually(() => expect(held).toHaveLength(3));
    // With all the places that bulk work may take held, a person's reads and a person's render are answered.
    await source.findUnits(['edge1']);
    await source.render(unitIdOf(99));
    expect(held).toHaveLength(3);
    const release = setInterval(() => held.splice(0).forEach((answer) => answer()), 1);
    await bulk;
    clearInterval(release);
  });

  it('is a few lists for many devices, and none for devices nobody asked to look at', async () => {
    const ids = Array.from({ length: 120 }, (_, index) => index + 1);
    netBox = await startScriptedNetBox((request, response) => {
      const wanted = new URL(request.url ?? '', 'http://netbox').searchParams.getAll('id').map(Number);
      const results = wanted.map((id) => deviceAnswer(id, id % 2 === 0 ? {} : { plumbline: {} }));
      json(response, 200, { count: results.length, next: null, previous: null, results });
    });
    const { background } = netBox.open();
    const records = await Promise.all(ids.map((id) => background.source.readDevice(unitIdOf(id))));
    expect(records.map((record) => record?.object.id)).toEqual(ids);
    const paths = netBox.requests.map((line) => line.split('?')[0] ?? '');
    expect(paths.filter((path) => path.endsWith('/devices/'))).toHaveLength(3);
    expect(paths.length).toBeLessThanOrEqual(9);
    const asked = netBox.requests.filter((line) => line.includes('/interfaces/')).join();
    expect(asked).toMatch(/device_id=1&/);
    expect(asked).not.toMatch(/device_id=2&/);
  });

  it('stops for as long as a Retry-After asks', async () => {
    const times: number[] = [];
    netBox = await startScriptedNetBox((_request, response) => {
      times.push(performance.now());
      if (times.length === 1) json(response, 429, { detail: 'slow down' }, { 'retry-after': '1' });
      else json(response, 200, pageOf(0, [], null));
    });
    const { source } = netBox.open();
    await expect(source.allUnits()).rejects.toMatchObject({ code: 'netbox.too-many-requests' });
    await source.allUnits();
    const [first = 0, second = 0] = times;
    expect(second - first).toBeGreaterThan(950);
  });

  it('is none at all while NetBox asked for a pause longer than a request may take', async () => {
    netBox = await startScriptedNetBox((_request, response) =>
      json(response, 503, { detail: 'maintenance' }, { 'retry-after': '60' }),
    );
    const { source } = netBox.open();
    await expect(source.allUnits()).rejects.toMatchObject({ code: 'netbox.server-error' });
    await expect(source.allUnits()).rejects.toMatchObject({ code: 'netbox.too-many-requests' });
    expect(netBox.requests).toHaveLength(1);
  });

  it('is counted with method and status, 0 for no answer', async () => {
    const counted: string[] = [];
    const meter: Meter = {
      ...silentMeter,
      apiRequest: (target, method, status) => counted.push(`${target} ${method} ${String(status)}`),
    };
    let asked = 0;
    netBox = await startScriptedNetBox((_request, response) => {
      asked += 1;
      if (asked === 1) json(response, 200, pageOf(0, [], null));
      else response.destroy();
    });
    const { source } = netBox.open({ meter });
    await source.allUnits();
    await source.allUnits().catch(() => undefined);
    expect(counted).toEqual(['netbox GET 200', 'netbox GET 0']);
  });

  it.each([
    ['120', 120_000],
    ['Fri, 21 Nov 2025 10:00:30 GMT', 30_000],
    ['Fri, 21 Nov 2025 09:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
  ])('reads Retry-After %j as %s ms', (header, ms) => {
    expect(parseRetryAfter(header, Date.parse('2025-11-21T10:00:00Z'))).toBe(ms);
  });
});

function deviceAnswer(id: number, context: object) {
  return {
    id,
    virtual_chassis: null,
    name: `edge${id}`,
    display: `edge${id}`,
    status: { value: 'active' },
    platform: null,
    site: { slug: 'here' },
    serial: '',
    primary_ip: null,
    oob_ip: null,
    config_context: context,
    custom_fields: {},
  };
}
