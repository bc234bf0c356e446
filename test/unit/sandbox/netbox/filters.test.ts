import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSeed } from '../../../../src/sandbox/netbox/make-seed.ts';
import { openStandIn, resultsOf, wordOf, type OpenStandIn } from './open-stand-in.ts';

describe('a filter of the stand-in', () => {
  let open: OpenStandIn;
  beforeAll(async () => {
    open = await openStandIn({
      ...makeSeed({ devices: 3, interfaces: 4 }),
      vlans: [{ vid: 10, name: 'users' }],
    });
    await open.call('POST', '/extras/custom-fields/', {
      name: 'rank',
      type: 'integer',
      object_types: ['dcim.device'],
    });
    await open.call('PATCH', '/dcim/devices/1/', { custom_fields: { rank: 7 } });
  });
  afterAll(() => open.standIn.stop());

  const ids = async (path: string) => resultsOf(await open.call('GET', path)).map((row) => row['id']);

  it('that NetBox does not know is ignored without a word', async () => {
    expect(await ids('/dcim/devices/?bogus=1&time__gte=2090-01-01')).toEqual([1, 2, 3]);
  });

  it('with an empty value is ignored', async () => {
    expect(await ids('/dcim/devices/?name=')).toEqual([1, 2, 3]);
  });

  it('given several times finds any of the values', async () => {
    expect(await ids('/dcim/devices/?id=1&id=3&id=999')).toEqual([1, 3]);
  });

  it('by name compares devices without case', async () => {
    expect(await ids('/dcim/devices/?name=DEVICE-2')).toEqual([2]);
  });

  it.each([
    [
      '/dcim/interfaces/?device_id=999',
      'device_id',
      'Select a valid choice. 999 is not one of the available choices.',
    ],
    [
      '/dcim/devices/?role_id=99',
      'role_id',
      'Select a valid choice. 99 is not one of the available choices.',
    ],
    [
      '/dcim/devices/?status=bogus',
      'status',
      'Select a valid choice. bogus is not one of the available choices.',
    ],
    ['/dcim/devices/?id=abc', 'id', 'Enter a whole number.'],
    ['/core/object-changes/?request_id=zzz', 'request_id', 'Enter a valid UUID.'],
    ['/core/object-changes/?time_after=nope', 'time', 'Enter a valid date/time.'],
  ])('%s is refused with 400', async (path, field, words) => {
    const reply = await open.call('GET', path);
    expect(reply.status).toBe(400);
    expect(reply.body).toEqual({ [field]: [words] });
  });

  it('of addresses by an unknown device finds nothing instead of being refused', async () => {
    expect(await ids('/ipam/ip-addresses/?device_id=999')).toEqual([]);
  });

  it('of interfaces by VLAN looks at the last value only', async () => {
    await open.call('PATCH', '/dcim/interfaces/2/', { mode: 'access', untagged_vlan: 1 });
    expect(await ids('/dcim/interfaces/?vlan_id=999&vlan_id=1')).toEqual([2]);
    expect(await ids('/dcim/interfaces/?vlan_id=1&vlan_id=999')).toEqual([]);
  });

  it('by custom field takes the value, null for none, and sorts none below every number', async () => {
    expect(await ids('/dcim/devices/?cf_rank=7')).toEqual([1]);
    expect(await ids('/dcim/devices/?cf_rank=null')).toEqual([2, 3]);
    expect(await ids('/dcim/devices/?cf_rank__lt=7')).toEqual([2, 3]);
    expect(await ids('/dcim/devices/?cf_no_such_field=7')).toEqual([1, 2, 3]);
  });

  it('of the changelog by time includes the very row it is taken from, to the microsecond', async () => {
    await open.call('PATCH', '/dcim/devices/2/', { serial: 'one' });
    await open.call('PATCH', '/dcim/devices/2/', { serial: 'two' });
    const rows = resultsOf(await open.call('GET', '/core/object-changes/?limit=2'));
    const newest = encodeURIComponent(wordOf(rows[0]?.['time']));
    expect(await ids(`/core/object-changes/?time_after=${newest}`)).toEqual([rows[0]?.['id']]);
  });

  it('of the changelog by related object finds the changes of a device’s interfaces', async () => {
    await open.call('PATCH', '/dcim/interfaces/9/', { description: 'of device 3' });
    const found = resultsOf(
      await open.call('GET', '/core/object-changes/?related_object_type=dcim.device&related_object_id=3'),
    );
    expect(found).toMatchObject([{ changed_object_type: 'dcim.interface', changed_object_id: 9 }]);
  });

  it('of journal entries knows created_after and ignores created__gte', async () => {
    const entry = { assigned_object_type: 'dcim.device', assigned_object_id: 1, comments: 'x' };
    await open.call('POST', '/extras/journal-entries/', entry);
    expect(await ids('/extras/journal-entries/?created_after=2090-01-01')).toEqual([]);
    expect(await ids('/extras/journal-entries/?created__gte=2090-01-01')).toHaveLength(1);
  });
});
