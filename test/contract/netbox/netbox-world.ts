import { randomUUID } from 'node:crypto';
import type { NetBoxRest } from './netbox-rest.ts';

/** A small network with names of its own, so that suites can run again against the same NetBox. */
export interface NetBoxWorld {
  /** Part of every name. */
  readonly tag: string;
  readonly site: number;
  readonly role: number;
  readonly platform: number;
  readonly deviceType: number;
  readonly edge: { readonly id: number; readonly name: string };
  readonly core: { readonly id: number; readonly name: string };
  readonly edgeUplink: number;
  readonly edgeAccess: number;
  readonly coreUplink: number;
  readonly vlan: { readonly id: number; readonly vid: number };
  readonly address: { readonly id: number; readonly text: string };
}

/** Makes site, role, platform, two devices, three interfaces, a VLAN in use and an address on the edge's uplink. */
export async function makeNetBoxWorld(rest: NetBoxRest): Promise<NetBoxWorld> {
  const tag = randomUUID().slice(0, 8);
  const site = await rest.make('/dcim/sites/', {
    name: `site ${tag}`,
    slug: `site-${tag}`,
    status: 'active',
  });
  const maker = await rest.make('/dcim/manufacturers/', { name: `maker ${tag}`, slug: `maker-${tag}` });
  const deviceType = await rest.make('/dcim/device-types/', {
    manufacturer: maker,
    model: `model ${tag}`,
    slug: `model-${tag}`,
  });
  const role = await rest.make('/dcim/device-roles/', {
    name: `role ${tag}`,
    slug: `role-${tag}`,
    color: '9e9e9e',
  });
  const platform = await rest.make('/dcim/platforms/', { name: `FRR ${tag}`, slug: `frr-${tag}` });
  const device = (name: string) =>
    rest.make('/dcim/devices/', { name, site, role, platform, device_type: deviceType, status: 'active' });
  const edge = { name: `edge-${tag}`, id: await device(`edge-${tag}`) };
  const core = { name: `core-${tag}`, id: await device(`core-${tag}`) };
  const edgeUplink = await rest.make('/dcim/interfaces/', {
    device: edge.id,
    name: 'eth0',
    type: '1000base-t',
  });
  const vid = 100 + Math.floor(Math.random() * 3900);
  const vlan = { vid, id: await rest.make('/ipam/vlans/', { name: `users ${tag}`, vid, status: 'active' }) };
  const edgeAccess = await rest.make('/dcim/interfaces/', {
    device: edge.id,
    name: 'eth1',
    type: '1000base-t',
    mode: 'access',
    untagged_vlan: vlan.id,
  });
  const coreUplink = await rest.make('/dcim/interfaces/', {
    device: core.id,
    name: 'eth0',
    type: '1000base-t',
  });
  const text = randomHost();
  const address = {
    text,
    id: await rest.make('/ipam/ip-addresses/', {
      address: text,
      status: 'active',
      assigned_object_type: 'dcim.interface',
      assigned_object_id: edgeUplink,
    }),
  };
  return {
    tag,
    site,
    role,
    platform,
    deviceType,
    edge,
    core,
    edgeUplink,
    edgeAccess,
    coreUplink,
    vlan,
    address,
  };
}

/** An address of a test range (198.18.0.0/15, RFC 2544) with its length. */
export function randomHost(): string {
  const octet = () => String(Math.floor(Math.random() * 256));
  return `198.18.${octet()}.${octet()}/31`;
}
