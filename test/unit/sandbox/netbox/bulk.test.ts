import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSeed } from '../../../../src/sandbox/netbox/make-seed.ts';
import { openStandIn, resultsOf, type OpenStandIn } from './open-stand-in.ts';

describe('a list in one request', () => {
  let open: OpenStandIn;
  beforeEach(async () => {
    open = await openStandIn(makeSeed({ devices: 1, interfaces: 4 }));
  });
  afterEach(() => open.standIn.stop());

  const descriptions = () => open.standIn.device('device-1').interfaces.map((one) => one.description);

  it('is saved whole, answered in id order, under one request id', async () => {
    const saved = await open.call('PATCH', '/dcim/interfaces/', [
      { id: 3, description: 'third' },
      { id: 1, description: 'first' },
    ]);
    expect(saved.body).toMatchObject([
      { id: 1, description: 'first' },
      { id: 3, description: 'third' },
    ]);
    const rows = resultsOf(await open.call('GET', '/core/object-changes/'));
    expect(new Set(rows.map((row) => row['request_id']))).toEqual(
      new Set([saved.headers.get('x-request-id')]),
    );
    expect(rows).toHaveLength(2);
  });

  it('is undone whole when one object fails, and every failure is named', async () => {
    const refused = await open.call('PATCH', '/dcim/interfaces/', [
      { id: 1, description: 'never' },
      { id: 2, mtu: 0 },
    ]);
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({
      detail: '1 of 2 objects could not be updated.',
      errors: [{ id: 2, errors: { mtu: ['Ensure this value is greater than or equal to 1.'] } }],
    });
    expect(descriptions()).toEqual(['', '', '', '']);
    expect(resultsOf(await open.call('GET', '/core/object-changes/'))).toEqual([]);
  });

  it.each([
    ['an unknown id', [{ id: 1 }, { id: 999 }], '1 of 2 objects could not be found.'],
    ['no id', [{ description: 'x' }, { id: 1 }], '1 of 2 objects failed validation.'],
    ['the same id twice', [{ id: 1 }, { id: 1 }], '1 of 2 objects are listed more than once.'],
    ['no list at all', { description: 'x' }, 'Expected a list of objects, but got dict.'],
  ])('with %s is refused', async (_what, body, detail) => {
    const refused = await open.call('PATCH', '/dcim/interfaces/', body);
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ detail });
  });

  it('leaves out unknown ids silently while it plays NetBox 4.6', async () => {
    const old = await openStandIn(makeSeed({ devices: 1, interfaces: 1 }), { version: '4.6' });
    const saved = await old.call('PATCH', '/dcim/interfaces/', [{ id: 1, description: 'x' }, { id: 999 }]);
    expect(saved.body).toMatchObject([{ id: 1 }]);
    await old.standIn.stop();
  });

  it('creates all or nothing, and sees what the list itself made', async () => {
    const port = (name: string) => ({ device: 1, name, type: 'virtual' });
    const refused = await open.call('POST', '/dcim/interfaces/', [port('new0'), port('new0')]);
    expect(refused.body).toMatchObject({
      detail: '1 of 2 objects could not be created.',
      errors: [{ index: 1, errors: { __all__: ['Interface with this Device and Name already exists.'] } }],
    });
    expect(descriptions()).toHaveLength(4);
    expect((await open.call('POST', '/dcim/interfaces/', [port('new0'), port('new1')])).status).toBe(201);
    expect(descriptions()).toHaveLength(6);
  });

  it('deletes all or nothing', async () => {
    expect((await open.call('DELETE', '/dcim/interfaces/', [{ id: 1 }, { id: 999 }])).status).toBe(400);
    expect(descriptions()).toHaveLength(4);
    expect((await open.call('DELETE', '/dcim/interfaces/', [{ id: 1 }, { id: 2 }])).status).toBe(204);
    expect(descriptions()).toHaveLength(2);
  });
});
