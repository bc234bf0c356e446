import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStandIn, type OpenStandIn } from './open-stand-in.ts';

describe('render-config of the stand-in', () => {
  let open: OpenStandIn;
  beforeAll(async () => {
    open = await openStandIn({
      vlans: [{ vid: 10, name: 'users' }],
      configTemplates: [
        { name: 'plain' },
        {
          name: 'own',
          render: ({ name, context, templateCode }) =>
            `! ${name} ${JSON.stringify(context)}\n${templateCode}`,
          templateCode: 'router bgp 65001',
        },
        { name: 'text', templateCode: 'hostname {{ device.name }}' },
      ],
      platforms: [{ name: 'FRR', slug: 'frr', configTemplate: 'plain' }],
      configContexts: [
        { name: 'low', weight: 10, data: { plumbline: { stage: 'read-only', checks: { a: 1 } } } },
        { name: 'high', weight: 20, data: { plumbline: { stage: 'general' } }, sites: ['main'] },
        { name: 'elsewhere', weight: 30, data: { plumbline: { stage: 'never' } }, sites: ['other'] },
      ],
      devices: [
        {
          name: 'frr1',
          platform: 'frr',
          interfaces: [
            { name: 'eth0', description: 'to core', addresses: ['192.0.2.1/31', '2001:db8::1/64'] },
            { name: 'eth1', enabled: false },
          ],
        },
        {
          name: 'ios1',
          platform: 'cisco-ios',
          configTemplate: 'plain',
          interfaces: [
            { name: 'Gi0/1', mtu: 9000, addresses: ['192.0.2.9/30', '192.0.2.13/30'] },
            { name: 'Gi0/2', mode: 'access', untaggedVlan: 10 },
            { name: 'Gi0/3', mode: 'tagged', untaggedVlan: 10, taggedVlans: [10], enabled: false },
          ],
        },
        { name: 'own1', configTemplate: 'own', plumbline: { rollout: 'auto' } },
        { name: 'bare1' },
      ],
    });
  });
  afterAll(() => open.standIn.stop());

  const render = (id: number, body = {}, headers = {}) =>
    open.call('POST', `/dcim/devices/${id}/render-config/`, body, { headers });
  const contentOf = async (id: number) => ((await render(id)).body as { readonly content: string }).content;

  it('gives a template of the platform that says nothing as FRR would be configured', async () => {
    expect(await contentOf(1)).toBe(
      'hostname frr1\n!\ninterface eth0\n description to core\n ip address 192.0.2.1/31\n ipv6 address 2001:db8::1/64\nexit\n!\n' +
        'interface eth1\n shutdown\nexit\n!\n',
    );
  });

  it('gives the same as IOS would be configured', async () => {
    expect(await contentOf(2)).toBe(
      'hostname ios1\n!\ninterface Gi0/1\n mtu 9000\n ip address 192.0.2.9 255.255.255.252\n' +
        ' ip address 192.0.2.13 255.255.255.252 secondary\n no shutdown\n!\n' +
        'interface Gi0/2\n switchport mode access\n switchport access vlan 10\n no shutdown\n!\n' +
        'interface Gi0/3\n switchport mode trunk\n switchport trunk native vlan 10\n switchport trunk allowed vlan 10\n' +
        ' shutdown\n!\nend\n',
    );
  });

  it('calls the function that stands for a template, with the text as it is now and the merged context', async () => {
    await open.call('PATCH', '/extras/config-templates/2/', { template_code: 'router bgp 65002' });
    expect(await contentOf(3)).toBe(
      '! own1 {"plumbline":{"stage":"general","checks":{"a":1},"rollout":"auto"}}\nrouter bgp 65002',
    );
  });

  it('answers as text when text is asked for', async () => {
    const reply = await render(4, { config_template_id: 3 }, { Accept: 'text/plain' });
    expect(reply.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(reply.text).toBe('hostname bare1');
  });

  it('says that there is no template, or not that one', async () => {
    expect(await render(4)).toMatchObject({
      status: 400,
      body: { error: 'No config template found for this device.' },
    });
    expect(await render(4, { config_template_id: 99 })).toMatchObject({
      status: 400,
      body: { error: 'Config template with ID 99 not found.' },
    });
    expect(await render(99)).toMatchObject({ status: 404 });
  });

  it('is a failed template with its words when the function throws or the text has statements', async () => {
    open.standIn.setRendered('bare1', () => {
      throw new RangeError('no such neighbor');
    });
    expect(await render(4)).toMatchObject({ status: 500, body: { detail: 'RangeError: no such neighbor' } });
    open.standIn.setRendered('bare1', null);
    await open.call('PATCH', '/extras/config-templates/3/', { template_code: '{% if %}' });
    expect(await render(4, { config_template_id: 3 })).toMatchObject({ status: 500 });
  });

  it('is what a test sets for a device, until it is taken back', async () => {
    open.standIn.setRendered('frr1', ({ name }) => `hostname ${name}-set\n`);
    expect(await contentOf(1)).toBe('hostname frr1-set\n');
    open.standIn.setRendered('frr1', 'fixed\n');
    expect(await contentOf(1)).toBe('fixed\n');
    open.standIn.setRendered('frr1', null);
    expect(await contentOf(1)).toContain('interface eth0');
  });
});
