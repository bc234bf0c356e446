import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStandIn, resultsOf, wordOf, type OpenStandIn } from './open-stand-in.ts';

describe('a deletion in the stand-in', () => {
  let open: OpenStandIn;
  beforeEach(async () => {
    open = await openStandIn({
      vlans: [{ vid: 10, name: 'users' }],
      configTemplates: [{ name: 'base', templateCode: 'hostname {{ device.name }}' }],
      devices: [
        {
          name: 'edge',
          platform: 'frr',
          primaryAddress: '192.0.2.1',
          configTemplate: 'base',
          interfaces: [
            { name: 'eth0', addresses: ['192.0.2.1/31', '2001:db8::1/64'] },
            { name: 'eth1', addresses: ['192.0.2.3/31'], mode: 'tagged', taggedVlans: [10] },
          ],
        },
      ],
    });
    await open.call('POST', '/extras/journal-entries/', {
      assigned_object_type: 'dcim.device',
      assigned_object_id: 1,
      comments: 'soon gone',
    });
  });
  afterEach(() => open.standIn.stop());

  const told = async (requestId: string | null) => {
    const rows = await open.call('GET', `/core/object-changes/?ordering=id&request_id=${requestId ?? ''}`);
    return resultsOf(rows).map((row) => {
      const { value } = row['action'] as { readonly value: string };
      return `${value} ${wordOf(row['changed_object_type'])} ${wordOf(row['changed_object_id'])}`;
    });
  };

  it('of a device takes its entries, addresses and interfaces along, in NetBox’s order', async () => {
    const gone = await open.call('DELETE', '/dcim/devices/1/', { changelog_message: 'replaced' });
    expect(gone.status).toBe(204);
    expect(await told(gone.headers.get('x-request-id'))).toEqual([
      'delete extras.journalentry 1',
      'delete ipam.ipaddress 1',
      'update dcim.device 1', // its primary address went
      'delete ipam.ipaddress 2',
      'delete ipam.ipaddress 3',
      'delete dcim.interface 1',
      'delete dcim.interface 2',
      'delete dcim.device 1',
    ]);
    const messages = resultsOf(await open.call('GET', '/core/object-changes/?limit=1')).map(
      (row) => row['message'],
    );
    expect(messages).toEqual(['replaced']);
    expect(open.standIn.journal()).toEqual([]);
  });

  it('of a primary address updates the device after it', async () => {
    const gone = await open.call('DELETE', '/ipam/ip-addresses/1/');
    expect(await told(gone.headers.get('x-request-id'))).toEqual([
      'delete ipam.ipaddress 1',
      'update dcim.device 1',
    ]);
  });

  it('of a VLAN updates every interface that carried it', async () => {
    const gone = await open.call('DELETE', '/ipam/vlans/1/');
    expect(await told(gone.headers.get('x-request-id'))).toEqual([
      'delete ipam.vlan 1',
      'update dcim.interface 2',
    ]);
    expect((await open.call('GET', '/dcim/interfaces/2/')).body).toMatchObject({ tagged_vlans: [] });
  });

  it('of a platform empties it on its devices', async () => {
    await open.call('DELETE', '/dcim/platforms/1/');
    expect((await open.call('GET', '/dcim/devices/1/')).body).toMatchObject({ platform: null });
  });

  it.each(['/dcim/sites/1/', '/dcim/device-roles/1/', '/extras/config-templates/1/'])(
    'of %s is refused with 409 while a device uses it',
    async (path) => {
      const refused = await open.call('DELETE', path);
      expect(refused.status).toBe(409);
      expect(refused.body).toEqual({
        detail: 'Unable to delete object. 1 dependent objects were found: edge (1)',
      });
    },
  );
});
