import { describe, expect, it } from 'vitest';
import { readHint } from '../../../src/webhooks/read-hint.ts';
import { interfaceUpdate } from './receiver-on-loopback.ts';

/** The same event as NetBox 4.6 writes it. */
function asNetBox46(body: Record<string, unknown>): Record<string, unknown> {
  return {
    ...body,
    username: 'alice',
    request_id: '11111111-2222-4333-8444-555555555555',
    request: {
      id: '11111111-2222-4333-8444-555555555555',
      method: 'PATCH',
      path: '/api/dcim/interfaces/41/',
      user: 'alice',
    },
  };
}

const address = {
  object_type: 'ipam.ipaddress',
  data: {
    id: 5,
    display: '192.0.2.1/31',
    address: '192.0.2.1/31',
    assigned_object_type: 'dcim.interface',
    assigned_object_id: 41,
    assigned_object: { id: 41, name: 'GigabitEthernet1', device: { id: 7, name: 'edge-1' } },
  },
  snapshots: { prechange: { assigned_object_id: 41, status: 'active' }, postchange: { status: 'reserved' } },
};

describe('what a webhook says', () => {
  const hint = {
    requestId: '11111111-2222-4333-8444-555555555555',
    user: 'alice',
    event: 'updated',
    timestamp: '2026-11-21T06:00:00.503186+00:00',
    object: {
      type: 'dcim.interface',
      id: 41,
      name: 'GigabitEthernet1',
      action: 'update',
      deviceId: 7,
      interfaceId: null,
    },
  };

  it('is read from the body of NetBox 4.7', () => {
    expect(readHint(interfaceUpdate(), 'plumbline')).toEqual({ kind: 'hint', hint });
  });

  it('is read from the body of NetBox 4.6', () => {
    expect(readHint(asNetBox46(interfaceUpdate()), 'plumbline')).toEqual({ kind: 'hint', hint });
  });

  it('is read from a body of NetBox 4.6 that carries no request', () => {
    const body = { ...asNetBox46(interfaceUpdate()), request: undefined };
    expect(readHint(body, 'plumbline')).toEqual({ kind: 'hint', hint });
  });

  it('names interface and device of an address', () => {
    expect(readHint(interfaceUpdate(address), 'plumbline')).toMatchObject({
      hint: { object: { type: 'ipam.ipaddress', id: 5, name: '192.0.2.1/31', deviceId: 7, interfaceId: 41 } },
    });
  });

  const unassigned = {
    ...address.data,
    assigned_object_type: null,
    assigned_object_id: null,
    assigned_object: null,
  };
  const onMachine = {
    ...address.data,
    assigned_object_type: 'virtualization.vminterface',
    assigned_object_id: 9,
  };
  const type = { interface: 21, machine: 33, none: null };
  const at = (assigned_object_type: number | null, assigned_object_id: number | null) => ({
    assigned_object_type,
    assigned_object_id,
  });

  it.each([
    ['moved to another interface', address.data, at(type.interface, 40), at(type.interface, 41), 7, 40],
    ['moved here from a virtual machine', address.data, at(type.machine, 40), at(type.interface, 41), 7, 41],
    ['assigned for the first time', address.data, at(null, null), at(type.interface, 41), 7, 41],
    ['unassigned', unassigned, at(type.interface, 41), at(null, null), null, 41],
    ['moved to a virtual machine', onMachine, at(type.interface, 41), at(type.machine, 9), null, 41],
    ['kept by a virtual machine', onMachine, at(type.machine, 9), at(type.machine, 9), null, null],
  ])(
    'leads to the former interface of an address %s',
    (_name, data, prechange, postchange, deviceId, interfaceId) => {
      const body = interfaceUpdate({
        ...address,
        data,
        snapshots: { prechange: { ...prechange, status: 'a' }, postchange: { ...postchange, status: 'b' } },
      });
      expect(readHint(body, 'plumbline')).toMatchObject({ hint: { object: { deviceId, interfaceId } } });
    },
  );

  it('leads to the interface of an address that was deleted', () => {
    const snapshots = { prechange: at(type.interface, 41), postchange: null };
    expect(readHint(interfaceUpdate({ ...address, event: 'deleted', snapshots }), 'plumbline')).toMatchObject(
      {
        hint: { object: { deviceId: 7, interfaceId: 41 } },
      },
    );
  });

  it.each([
    ['created', 'create'],
    ['updated', 'update'],
    ['deleted', 'delete'],
  ])('keeps the event %s as the action %s', (event, action) => {
    const snapshots = { prechange: event === 'created' ? null : {}, postchange: null };
    expect(readHint(interfaceUpdate({ event, snapshots }), 'plumbline')).toMatchObject({
      hint: { event, object: { action } },
    });
  });

  it('keeps a name free of control characters, so that the database can store it', () => {
    const data = { id: 41, display: 'a\u0000b\nc\ud800', device: { id: 7 } };
    expect(readHint(interfaceUpdate({ data }), 'plumbline')).toMatchObject({
      hint: { object: { name: 'a b c\ufffd' } },
    });
  });

  it('falls back to the id when the object has no name', () => {
    expect(readHint(interfaceUpdate({ data: { id: 41 } }), 'plumbline')).toMatchObject({
      hint: { object: { name: '#41', deviceId: null } },
    });
  });
});

describe('what is dropped', () => {
  it.each([
    ['own user', { request: { id: 'r-1', user: 'plumbline' } }],
    ['own user', { request: { id: 'r-1', user: 'PlumbLine' } }],
    ['active branch', { context: { active_branch: { id: 3, name: 'b', schema_id: 'x' } } }],
    ['nothing changed', { snapshots: { prechange: { a: [1, 2] }, postchange: { a: [1, 2] } } }],
    ['object type not subscribed', { object_type: 'dcim.powerport' }],
    ['object type not subscribed', { object_type: '__proto__' }],
    [
      'event not subscribed',
      { event: 'job_started', object_type: 'core.job', request: undefined, data: 'x' },
    ],
    ['event not subscribed', { event: 'constructor' }],
  ])('because of: %s', (reason, changes) => {
    expect(readHint(interfaceUpdate(changes), 'plumbline')).toMatchObject({ kind: 'dropped', reason });
  });

  it.each([
    ['no active branch', { context: { active_branch: null } }],
    ['another context', { context: { something: 1 } }],
    ['no snapshots', { snapshots: undefined }],
    ['no snapshot from before', { snapshots: { prechange: null, postchange: null } }],
    ['a created object', { event: 'created', snapshots: { prechange: {}, postchange: {} } }],
  ])('is not an event with %s', (_name, changes) => {
    expect(readHint(interfaceUpdate(changes), 'plumbline')).toMatchObject({ kind: 'hint' });
  });
});
