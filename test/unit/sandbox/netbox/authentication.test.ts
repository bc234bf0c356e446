import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSeed } from '../../../../src/sandbox/netbox/make-seed.ts';
import { openStandIn, READER, WORKER, type OpenStandIn } from './open-stand-in.ts';

describe('who asks the stand-in', () => {
  let open: OpenStandIn;
  beforeAll(async () => {
    open = await openStandIn(makeSeed({ devices: 1, interfaces: 1 }));
  });
  afterAll(() => open.standIn.stop());

  it.each([
    [null, 'Authentication credentials were not provided.'],
    ['nbt_adminkey0001.wrong', 'Invalid v2 token'],
    ['nbt_nobody.nothing', 'Invalid v2 token'],
    ['0123456789012345678901234567890123456789', 'Invalid v1 token'],
    [
      'nbt_nodot',
      "Invalid authorization header: Could not parse key from v2 token. Did you mean to use 'Token' instead of 'Bearer'?",
    ],
  ])('is refused with 403 and NetBox’s words for the token %j', async (token, detail) => {
    const reply = await open.call('GET', '/dcim/devices/', undefined, { token });
    expect(reply.status).toBe(403);
    expect(reply.body).toEqual({ detail });
  });

  it('is told with groups by authentication-check', async () => {
    const reply = await open.call('GET', '/authentication-check/');
    expect(reply.body).toMatchObject({ username: 'admin', groups: [{ name: 'network' }] });
  });

  it('may read and not write with a read-only token, and not render either, which is a POST', async () => {
    expect((await open.call('GET', '/dcim/devices/1/', undefined, { token: READER })).status).toBe(200);
    expect((await open.call('PATCH', '/dcim/devices/1/', { serial: 'x' }, { token: READER })).status).toBe(
      403,
    );
    expect((await open.call('POST', '/dcim/devices/1/render-config/', {}, { token: READER })).status).toBe(
      403,
    );
  });

  it('has as the worker the narrow rights and no others', async () => {
    const as = { token: WORKER };
    expect((await open.call('GET', '/dcim/interfaces/', undefined, as)).status).toBe(200);
    expect((await open.call('PATCH', '/dcim/interfaces/1/', { description: 'x' }, as)).status).toBe(403);
    expect((await open.call('GET', '/extras/webhooks/', undefined, as)).status).toBe(403);
    expect((await open.call('GET', '/core/object-types/', undefined, as)).status).toBe(200);
  });

  it('cannot write a journal entry in somebody else’s name under a constraint', async () => {
    const entry = { assigned_object_type: 'dcim.device', assigned_object_id: 1, comments: 'said the admin' };
    const forged = await open.call(
      'POST',
      '/extras/journal-entries/',
      { ...entry, created_by: 1 },
      { token: WORKER },
    );
    expect(forged.status).toBe(403);
    expect(open.standIn.journal()).toEqual([]);
    const own = await open.call('POST', '/extras/journal-entries/', entry, { token: WORKER });
    expect(own.status).toBe(201);
    expect(open.standIn.journal()).toMatchObject([{ createdBy: 'plumbline', on: 'device-1' }]);
  });

  it('finds no device, rather than no right, when it may view and not render it', async () => {
    const user = await open.call('POST', '/users/users/', { username: 'viewer', password: 'Abcdefgh1234x' });
    const { id } = user.body as { readonly id: number };
    await open.call('POST', '/users/permissions/', {
      name: 'view',
      object_types: ['dcim.device'],
      actions: ['view'],
      users: [id],
    });
    const made = await open.call(
      'POST',
      '/users/tokens/provision/',
      { username: 'viewer', password: 'Abcdefgh1234x' },
      { token: null },
    );
    const { key, token } = made.body as { readonly key: string; readonly token: string };
    const as = { token: `nbt_${key}.${token}` };
    expect((await open.call('GET', '/dcim/devices/1/', undefined, as)).status).toBe(200);
    const rendered = await open.call('POST', '/dcim/devices/1/render-config/', {}, as);
    expect(rendered.status).toBe(404);
    expect(rendered.body).toEqual({ detail: 'No Device matches the given query.' });
  });

  it('gets no token for a wrong password, and sees a token’s secret only once', async () => {
    const wrong = await open.call(
      'POST',
      '/users/tokens/provision/',
      { username: 'admin', password: 'wrong' },
      { token: null },
    );
    expect(wrong.body).toEqual({ detail: 'Invalid username/password' });
    const made = await open.call('POST', '/users/tokens/', { user: 1, description: 'once' });
    expect(made.body).toMatchObject({ token: expect.stringMatching(/^\w{40}$/) as string });
    const later = await open.call('GET', '/users/tokens/?description=once');
    expect(later.body).toMatchObject({ results: [{ token: null }] });
  });
});
