import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSeed } from '../../../../src/sandbox/netbox/make-seed.ts';
import { idOf } from '../../../contract/netbox/netbox-rest.ts';
import { openStandIn, resultsOf, type OpenStandIn } from './open-stand-in.ts';

describe('a save in the stand-in', () => {
  let open: OpenStandIn;
  beforeEach(async () => {
    open = await openStandIn({
      ...makeSeed({ devices: 2, interfaces: 2 }),
      sites: [{ name: 'main' }, { name: 'other' }],
      vlans: [
        { vid: 10, name: 'users' },
        { vid: 20, name: 'elsewhere', site: 'other' },
      ],
    });
  });
  afterEach(() => open.standIn.stop());

  const changes = async () => resultsOf(await open.call('GET', '/core/object-changes/?ordering=id'));

  it('takes a choice as its value and shows it with its label', async () => {
    const saved = await open.call('PATCH', '/dcim/devices/1/', { status: 'staged' });
    expect(saved.body).toMatchObject({ status: { value: 'staged', label: 'Staged' } });
    const asRead = await open.call('PATCH', '/dcim/devices/1/', { status: { value: 'active' } });
    expect(asRead.status).toBe(400);
  });

  it('ignores fields it does not know', async () => {
    expect((await open.call('PATCH', '/dcim/devices/1/', { no_such_field: 1 })).status).toBe(200);
  });

  it('names every problem by field', async () => {
    const refused = await open.call('POST', '/dcim/interfaces/', {
      device: 99,
      name: '',
      type: 'bogus',
      mtu: 0,
      enabled: 'maybe',
      tagged_vlans: [99],
    });
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({
      device: ['Related object not found using the provided numeric ID: 99'],
      name: ['This field may not be blank.'],
      type: ['bogus is not a valid choice.'],
      mtu: ['Ensure this value is greater than or equal to 1.'],
      enabled: ['Must be a valid boolean.'],
      tagged_vlans: ['Invalid pk "99" - object does not exist.'],
    });
  });

  it('finds a related object by its attributes', async () => {
    const saved = await open.call('PATCH', '/dcim/devices/1/', { site: { slug: 'other' } });
    expect(saved.body).toMatchObject({ site: { name: 'other' } });
  });

  it('changes the ETag, and with an old one is refused and told the new one', async () => {
    const before = (await open.call('GET', '/dcim/devices/1/')).headers.get('etag') ?? '';
    expect(before).toMatch(/^W\/"20\d\d-.*\+00:00"$/);
    const match = { headers: { 'If-Match': before } };
    const saved = await open.call('PATCH', '/dcim/devices/1/', { serial: 'a' }, match);
    const after = saved.headers.get('etag');
    const stale = await open.call('PATCH', '/dcim/devices/1/', { serial: 'b' }, match);
    expect(stale.status).toBe(412);
    expect(stale.body).toEqual({ detail: 'Precondition failed.' });
    expect(stale.headers.get('etag')).toBe(after);
    expect(
      (await open.call('PATCH', '/dcim/devices/1/', { serial: 'c' }, { headers: { 'If-Match': '*' } }))
        .status,
    ).toBe(200);
  });

  it('never gives two saves the same ETag, even within one tick of the clock', async () => {
    const still = await openStandIn(makeSeed({ devices: 1, interfaces: 0 }), { clock: () => new Date(0) });
    const etags = new Set<string | null>();
    for (let i = 0; i < 5; i += 1) {
      etags.add((await still.call('PATCH', '/dcim/devices/1/', {})).headers.get('etag'));
    }
    expect(etags.size).toBe(5);
    await still.standIn.stop();
  });

  it('without difference leaves no changelog row, and a new ETag all the same', async () => {
    const before = (await open.call('GET', '/dcim/devices/1/')).headers.get('etag');
    const saved = await open.call('PATCH', '/dcim/devices/1/', { name: 'device-1' });
    expect(saved.headers.get('etag')).not.toBe(before);
    expect(await changes()).toEqual([]);
  });

  it('stands in the changelog with request, user, message, and both sides in the shape of the model', async () => {
    const saved = await open.call('PATCH', '/dcim/interfaces/1/', {
      mode: 'tagged',
      tagged_vlans: [1],
      changelog_message: 'CHG0042 open the trunk',
    });
    expect(await changes()).toMatchObject([
      {
        request_id: saved.headers.get('x-request-id'),
        user_name: 'admin',
        action: { value: 'update', label: 'Updated' },
        changed_object_type: 'dcim.interface',
        changed_object: { name: 'eth0' },
        message: 'CHG0042 open the trunk',
        prechange_data: { device: 1, mode: null, tagged_vlans: [] },
        postchange_data: { device: 1, mode: 'tagged', tagged_vlans: [1] },
      },
    ]);
    const [row] = await changes();
    expect(Object.keys(row?.['postchange_data'] ?? {})).not.toContain('_name');
  });

  it('merges custom fields, shows a choice with its label, and refuses what it does not know', async () => {
    await open.call('POST', '/extras/custom-field-choice-sets/', {
      name: 'states',
      extra_choices: [['drift', 'Drift']],
    });
    await open.call('POST', '/extras/custom-fields/', {
      name: 'state',
      type: 'select',
      choice_set: { name: 'states' },
      object_types: ['dcim.device'],
    });
    await open.call('POST', '/extras/custom-fields/', {
      name: 'rank',
      type: 'integer',
      object_types: ['dcim.device'],
    });
    await open.call('PATCH', '/dcim/devices/1/', { custom_fields: { rank: 3 } });
    const saved = await open.call('PATCH', '/dcim/devices/1/', { custom_fields: { state: 'drift' } });
    expect(saved.body).toMatchObject({
      custom_fields: { rank: 3, state: { value: 'drift', label: 'Drift' } },
    });
    expect(open.standIn.stateField('device-1', 'state')).toBe('drift');
    const problem = async (fields: { readonly [name: string]: string }) =>
      (await open.call('PATCH', '/dcim/devices/1/', { custom_fields: fields })).body;
    expect(await problem({ nope: 'x' })).toEqual({
      custom_fields: { nope: "Custom field 'nope' does not exist for this object type." },
    });
    expect(await problem({ state: 'zzz' })).toEqual({
      __all__: ["Invalid value for custom field 'state': Invalid choice (zzz) for choice set states."],
    });
    expect(await problem({ rank: '5' })).toEqual({
      __all__: ["Invalid value for custom field 'rank': Value must be an integer."],
    });
  });

  it('shows a select field as plain text while it plays NetBox 4.6', async () => {
    const old = await openStandIn(makeSeed({ devices: 1, interfaces: 0 }), { version: '4.6' });
    await old.call('POST', '/extras/custom-field-choice-sets/', {
      name: 's',
      extra_choices: [['drift', 'Drift']],
    });
    await old.call('POST', '/extras/custom-fields/', {
      name: 'state',
      type: 'select',
      choice_set: 1,
      object_types: ['dcim.device'],
    });
    const saved = await old.call('PATCH', '/dcim/devices/1/', { custom_fields: { state: 'drift' } });
    expect(saved.body).toMatchObject({ custom_fields: { state: 'drift' } });
    expect(saved.headers.get('api-version')).toBe('4.6');
    await old.standIn.stop();
  });

  it('keeps NetBox’s rules about modes, VLANs and names', async () => {
    const problem = async (
      path: string,
      body: { readonly [name: string]: number | string | null | number[] },
    ) => (await open.call('PATCH', path, body)).body;
    expect(await problem('/dcim/interfaces/1/', { mode: 'access', tagged_vlans: [1] })).toEqual({
      tagged_vlans: ['Interface mode does not support tagged vlans'],
    });
    expect(await problem('/dcim/interfaces/1/', { mode: 'tagged', tagged_vlans: [2] })).toMatchObject({
      tagged_vlans: [expect.stringContaining('VLAN elsewhere (20) must belong to the same site')],
    });
    expect(await problem('/dcim/interfaces/2/', { name: 'eth0' })).toEqual({
      __all__: ['Interface with this Device and Name already exists.'],
    });
    expect(await problem('/dcim/devices/2/', { name: 'DEVICE-1' })).toEqual({
      __all__: ['Device name must be unique per site and tenant.'],
    });
    expect(await problem('/dcim/devices/2/', { primary_ip4: 1 })).toEqual({
      primary_ip4: ['The specified IP address (10.0.1.1/24) is not assigned to this device.'],
    });
  });

  it('keeps NetBox’s rules about LAGs', async () => {
    const make = async (body: { readonly [name: string]: number | string }) =>
      idOf((await open.call('POST', '/dcim/interfaces/', body)).body);
    const lag = await make({ device: 1, name: 'Po1', type: 'lag' });
    const virtual = await make({ device: 1, name: 'v1', type: 'virtual' });
    const far = await make({ device: 2, name: 'Po2', type: 'lag' });
    const join = async (port: number, to: number) =>
      (await open.call('PATCH', `/dcim/interfaces/${port}/`, { lag: to })).body;
    expect(await join(1, lag)).toMatchObject({ lag: { id: lag, display: 'Po1', name: 'Po1', cable: null } });
    expect(await join(virtual, lag)).toEqual({
      lag: ['Virtual interfaces cannot have a parent LAG interface.'],
    });
    expect(await join(lag, lag)).toEqual({ lag: ['A LAG interface cannot be its own parent.'] });
    expect(await join(1, far)).toEqual({
      lag: ['The selected LAG interface (Po2) belongs to a different device (device-2).'],
    });
    await open.call('POST', '/dcim/virtual-chassis/', { name: 'stack' });
    await open.call('PATCH', '/dcim/devices/1/', { virtual_chassis: 1, vc_position: 1 });
    expect(await join(1, far)).toEqual({
      lag: [
        'The selected LAG interface (Po2) belongs to device-2, which is not part of virtual chassis stack.',
      ],
    });
    await open.call('PATCH', '/dcim/devices/2/', { virtual_chassis: 1, vc_position: 2 });
    expect(await join(1, far)).toMatchObject({ lag: { id: far } });
    await open.call('DELETE', `/dcim/interfaces/${far}/`);
    expect((await open.call('GET', '/dcim/interfaces/1/')).body).toMatchObject({ lag: null });
  });

  it('keeps addresses apart by VRF, and a VRF as long as an address is in it', async () => {
    await open.call('POST', '/ipam/vrfs/', { name: 'red', rd: '65000:1' });
    expect((await open.call('POST', '/ipam/vrfs/', { name: 'blue', rd: '65000:1' })).body).toEqual({
      rd: ['VRF with this route distinguisher already exists.'],
    });
    const address = async (more: { readonly [name: string]: number }) =>
      await open.call('POST', '/ipam/ip-addresses/', { address: '198.18.0.1/24', ...more });
    expect((await address({})).status).toBe(201);
    const inRed = await address({ vrf: 1 });
    expect(inRed.body).toMatchObject({
      vrf: { id: 1, display: 'red (65000:1)', name: 'red', rd: '65000:1' },
    });
    expect((await address({ vrf: 1 })).body).toEqual({
      address: ['Duplicate IP address found in VRF red (65000:1): 198.18.0.1/24'],
    });
    await open.call('PATCH', '/dcim/interfaces/1/', { vrf: 1 });
    expect((await open.call('DELETE', '/ipam/vrfs/1/')).status).toBe(409);
    await open.call('DELETE', `/ipam/ip-addresses/${idOf(inRed.body)}/`);
    expect((await open.call('DELETE', '/ipam/vrfs/1/')).status).toBe(204);
    expect((await open.call('GET', '/dcim/interfaces/1/')).body).toMatchObject({ vrf: null });
  });

  it.each([
    ['GET', '/dcim/devices', 301],
    ['PATCH', '/dcim/devices/1', 404],
    ['GET', '/dcim/devices/999/', 404],
    ['GET', '/dcim/no-such-thing/', 404],
    ['POST', '/dcim/devices/1/', 405],
    ['POST', '/core/object-changes/', 405],
  ])('%s %s answers %i', async (method, path, status) => {
    const reply = await open.call(method, path, method === 'GET' ? undefined : {});
    expect(reply.status).toBe(status);
  });

  it('refuses a body that is no JSON, or not said to be', async () => {
    expect((await open.call('PATCH', '/dcim/devices/1/', undefined, { raw: '{nope' })).status).toBe(400);
    const typed = await open.call('PATCH', '/dcim/devices/1/', undefined, {
      raw: '{}',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(typed.status).toBe(415);
  });
});
