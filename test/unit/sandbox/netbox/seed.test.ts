import { afterEach, describe, expect, it } from 'vitest';
import { makeSeed } from '../../../../src/sandbox/netbox/make-seed.ts';
import type { Seed } from '../../../../src/sandbox/netbox/seed.ts';
import { ADMIN, openStandIn, resultsOf, type OpenStandIn } from './open-stand-in.ts';

describe('a seed', () => {
  const opened: OpenStandIn[] = [];
  const start = async (seed: Seed, options = {}) => {
    const open = await openStandIn(seed, options);
    opened.push(open);
    return open;
  };
  afterEach(async () => {
    for (const open of opened.splice(0)) await open.standIn.stop();
  });

  it('of a size makes that many devices and interfaces, each device with an address of its own', async () => {
    const { call } = await start(makeSeed({ devices: 300, interfaces: 2 }));
    expect((await call('GET', '/dcim/interfaces/?limit=1')).body).toMatchObject({ count: 600 });
    const addresses = resultsOf(await call('GET', '/ipam/ip-addresses/?limit=0&fields=address'));
    expect(new Set(addresses.map((row) => row['address'])).size).toBe(300);
  });

  it('stands there as if it had always been: no changelog, same ids every time', async () => {
    const clock = () => new Date('2026-01-02T03:04:05.678Z');
    const [first, second] = [
      await start(makeSeed({ devices: 2, interfaces: 1 }), { clock }),
      await start(makeSeed({ devices: 2, interfaces: 1 }), { clock }),
    ];
    expect(resultsOf(await first.call('GET', '/core/object-changes/'))).toEqual([]);
    const shown = async (open: OpenStandIn) =>
      (await open.call('GET', '/dcim/devices/')).text.replaceAll(open.standIn.url, '');
    expect(await shown(first)).toBe(await shown(second));
  });

  it('gives a device its policy, status, serial number and primary address', async () => {
    const { call, standIn } = await start({
      devices: [
        {
          name: 'edge',
          platform: 'cisco-ios',
          status: 'staged',
          serial: 'FOC1',
          primaryAddress: '127.0.0.11/32',
          plumbline: { stage: 'general', rollout: 'auto' },
          interfaces: [{ name: 'Loopback0', type: 'virtual', addresses: ['127.0.0.11/32'] }],
        },
      ],
    });
    expect((await call('GET', '/dcim/devices/1/')).body).toMatchObject({
      status: { value: 'staged' },
      serial: 'FOC1',
      platform: { slug: 'cisco-ios' },
      primary_ip: { address: '127.0.0.11/32', family: { value: 4 } },
      config_context: { plumbline: { stage: 'general', rollout: 'auto' } },
    });
    expect(standIn.device('edge').interfaces).toMatchObject([{ name: 'Loopback0' }]);
  });

  it.each([
    [{ devices: [{ name: 'a', primaryAddress: '192.0.2.1' }] }, 'a has no interface with 192.0.2.1'],
    [{ devices: [{ name: 'a', interfaces: [{ name: 'e', untaggedVlan: 7 }] }] }, 'names VLAN 7'],
    [
      { devices: [{ name: 'a', interfaces: [{ name: 'e', addresses: ['nonsense'] }] }] },
      'nonsense is no address',
    ],
    [{ devices: [{ name: 'a', configTemplate: 'gone' }] }, 'no extras.configtemplate with name gone'],
  ])('that names what is not in it is refused: %j', async (seed, words) => {
    await expect(openStandIn(seed)).rejects.toThrow(words);
  });

  it('is edited over REST, by hand or through the handle', async () => {
    const { standIn } = await start(makeSeed({ devices: 1, interfaces: 1 }));
    const saved = await standIn.edit({
      method: 'PATCH',
      path: '/dcim/interfaces/1/',
      body: { description: 'x' },
    });
    expect(saved).toMatchObject({ status: 200, body: { description: 'x' } });
    expect(saved.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(standIn.requests().at(-1)).toEqual({
      method: 'PATCH',
      url: '/api/dcim/interfaces/1/',
      username: 'admin',
      status: 200,
    });
  });

  it('is not opened for a token that is none', async () => {
    const tokens = [{ token: ADMIN.slice(4), username: 'admin', groups: [], superuser: true }];
    await expect(openStandIn({ devices: [] }, { tokens })).rejects.toThrow('the token of admin is not nbt_');
  });
});
