import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSeed } from '../../../../src/sandbox/netbox/make-seed.ts';
import { openStandIn, resultsOf, type OpenStandIn } from './open-stand-in.ts';

describe('a list of the stand-in', () => {
  let open: OpenStandIn;
  beforeAll(async () => {
    open = await openStandIn(makeSeed({ devices: 1, interfaces: 60 }));
  });
  afterAll(() => open.standIn.stop());

  const at = (query: string) => `${open.standIn.url}/api/dcim/interfaces/?${query}`;

  it('has 50 objects a page, and says how many there are and where to go on', async () => {
    const reply = await open.call('GET', '/dcim/interfaces/?fields=id');
    expect(resultsOf(reply)).toHaveLength(50);
    expect(reply.body).toMatchObject({ count: 60, next: at('fields=id&limit=50&offset=50'), previous: null });
  });

  it('links back to a first page without offset', async () => {
    const reply = await open.call('GET', '/dcim/interfaces/?limit=40&offset=40&fields=id');
    expect(reply.body).toMatchObject({ count: 60, next: null, previous: at('fields=id&limit=40') });
  });

  it('gives with limit 0 everything, up to a thousand', async () => {
    expect(resultsOf(await open.call('GET', '/dcim/interfaces/?limit=0&fields=id'))).toHaveLength(60);
  });

  it('counts nothing when it is read by cursor, in id order', async () => {
    const reply = await open.call('GET', '/dcim/interfaces/?start=0&limit=2&fields=id');
    expect(reply.body).toEqual({
      count: null,
      next: at('fields=id&limit=2&start=3'),
      previous: null,
      results: [{ id: 1 }, { id: 2 }],
    });
  });

  it('refuses a cursor together with an offset or an order', async () => {
    const mixed = await open.call('GET', '/dcim/interfaces/?start=0&offset=2');
    expect(mixed.status).toBe(400);
    expect(mixed.body).toEqual(["'start' and 'offset' are mutually exclusive."]);
    expect((await open.call('GET', '/dcim/interfaces/?start=0&ordering=name')).status).toBe(400);
  });

  it('sorts names as people do, and by what it is asked for', async () => {
    const names = async (query: string) =>
      resultsOf(await open.call('GET', `/dcim/interfaces/?limit=3&fields=name&${query}`)).map(
        (row) => row['name'],
      );
    expect(await names('offset=9')).toEqual(['eth9', 'eth10', 'eth11']);
    expect(await names('ordering=-id')).toEqual(['eth59', 'eth58', 'eth57']);
  });

  it('shows the fields asked for, all but those omitted, or the brief form', async () => {
    const first = async (query: string) =>
      resultsOf(await open.call('GET', `/dcim/interfaces/?limit=1&${query}`))[0];
    expect(await first('fields=name,id,nonsense')).toEqual({ id: 1, name: 'eth0' });
    expect(await first('omit=url,device')).not.toHaveProperty('device');
    expect(Object.keys((await first('brief=true')) ?? {})).toEqual([
      ...['id', 'url', 'display', 'device', 'name', 'description', 'cable', '_occupied'],
    ]);
  });
});
