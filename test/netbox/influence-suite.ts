import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { USED_PATHS } from '../../scripts/netbox-schema/operations.ts';
import { unitIdOf, type UnitId } from '../../src/domain/ids.ts';
import type { NetBox } from '../../src/netbox/create-netbox.ts';
import { createNetBox } from '../../src/netbox/create-netbox.ts';
import { createNetBoxRest, resultsOf, type NetBoxRest } from '../contract/netbox/netbox-rest.ts';
import { REAL_ONLY_FILTERS } from '../contract/netbox/filter-contract.ts';
import { silentLog } from '../support/silent-log.ts';
import { silentMeter } from '../support/silent-meter.ts';
import { makeRealBench } from './real-bench.ts';

/** One object of each kind that can influence a device, and the devices it reaches. */
interface Influences {
  readonly leaf: UnitId;
  readonly spine: UnitId;
  readonly cases: readonly Case[];
}

interface Case {
  readonly what: string;
  readonly path: string;
  readonly body: object;
  readonly reaches: readonly ('leaf' | 'spine')[];
}

const SHAPING = new Set(['limit', 'offset', 'ordering', 'fields']);
const SHARED =
  /^\/api\/(vpn|circuits|virtualization|tenancy)\/|(cables|cable-terminations|mac-addresses|prefixes|vrfs|fhrp-group-assignments|services|vlan-translation-rules)\/$/;

/** Every influence there is, which only a real NetBox holds objects for: edited like an engineer does, read back by request. */
export function influenceSuite(instance: { readonly url: string; readonly token: string }): void {
  describe('an edit that influences devices', () => {
    const rest = createNetBoxRest(instance.url, instance.token);
    let netbox: NetBox;
    let world: Influences;
    beforeAll(async () => {
      const bench = await makeRealBench(instance.url, instance.token);
      netbox = createNetBox({
        url: instance.url,
        token: bench.workerToken,
        timeoutMs: 20_000,
        maxConcurrent: 4,
        maxRenders: 2,
        log: silentLog,
        meter: silentMeter,
      });
      world = await makeInfluences(rest);
    });

    /** The units of the edit with that request id, as a workflow finds them. */
    async function unitsOf(requestId: string): Promise<readonly UnitId[]> {
      const edit = await netbox.source.readEdit(requestId);
      expect(edit, 'the edit must stand in the changelog').not.toBeNull();
      return await netbox.source.unitsOf(edit?.objects ?? []);
    }

    it('reaches exactly the devices that may change, whatever kind of object it is', async () => {
      const found: Record<string, unknown> = {};
      const wanted: Record<string, unknown> = {};
      for (const { what, path, body, reaches } of world.cases) {
        const saved = await rest.patch(path, body);
        expect(saved.status, `${what}: ${JSON.stringify(saved.body)}`).toBe(200);
        found[what] = await unitsOf(saved.requestId);
        wanted[what] = reaches.map((name) => world[name]);
      }
      expect(found).toEqual(wanted);
    }, 600_000);

    it('reaches both ends of a cable that is made, and both again when it is gone', async () => {
      const port = (device: UnitId) =>
        rest.make('/dcim/interfaces/', {
          device: Number(device.slice('device-'.length)),
          name: `cabled-${randomUUID().slice(0, 4)}`,
          type: '1000base-t',
        });
      const [one, other] = [await port(world.leaf), await port(world.spine)];
      const made = await rest.post('/dcim/cables/', {
        a_terminations: [{ object_type: 'dcim.interface', object_id: one }],
        b_terminations: [{ object_type: 'dcim.interface', object_id: other }],
      });
      const both = [world.leaf, world.spine];
      expect(await unitsOf(made.requestId)).toEqual(both);
      const { id } = made.body as { readonly id: number };
      const gone = await rest.delete(`/dcim/cables/${String(id)}/`);
      expect(await unitsOf(gone.requestId)).toEqual(both);
    });

    it('reaches the master a member left', async () => {
      const chassis = await rest.make('/dcim/virtual-chassis/', {
        name: `stack ${randomUUID().slice(0, 8)}`,
      });
      const numberOf = (unit: UnitId) => Number(unit.slice('device-'.length));
      for (const [position, unit] of [world.leaf, world.spine].entries()) {
        const joined = { virtual_chassis: chassis, vc_position: position + 1 };
        await rest.patch(`/dcim/devices/${String(numberOf(unit))}/`, joined);
      }
      await rest.patch(`/dcim/virtual-chassis/${String(chassis)}/`, { master: numberOf(world.leaf) });
      const left = await rest.patch(`/dcim/devices/${String(numberOf(world.spine))}/`, {
        virtual_chassis: null,
        vc_position: null,
      });
      expect(await unitsOf(left.requestId)).toEqual([world.leaf, world.spine]);
      await rest.patch(`/dcim/virtual-chassis/${String(chassis)}/`, { master: null });
      const dissolved = await rest.delete(`/dcim/virtual-chassis/${String(chassis)}/`);
      expect(await unitsOf(dissolved.requestId)).toEqual([world.leaf]);
    });

    it('reaches every device when a tag goes, for nobody tells what it was on', async () => {
      const slug = `gone-${randomUUID().slice(0, 8)}`;
      const tag = await rest.make('/extras/tags/', { name: slug, slug });
      const gone = await rest.delete(`/extras/tags/${String(tag)}/`);
      expect(await unitsOf(gone.requestId)).toEqual(await netbox.source.allUnits());
    });

    it('is asked about by filters NetBox knows: a value that is nobody’s finds nothing', async () => {
      for (const [path, { get = [] }] of Object.entries(USED_PATHS)) {
        const filters = get.filter(
          (name) => !SHAPING.has(name) && (REAL_ONLY_FILTERS.has(name) || SHARED.test(path)),
        );
        for (const name of filters) {
          const list = path.slice('/api'.length);
          expect(resultsOf(await rest.get(`${list}?limit=1`)).length, `${list} is empty`).toBeGreaterThan(0);
          const answer = await rest.get(`${list}?${name}=99999999`);
          if (answer.status === 400) expect(answer.body, `${list} ${name}`).toHaveProperty(name);
          else expect(resultsOf(answer), `${list} ${name}`).toEqual([]);
        }
      }
    });
  });
}

/** Two devices that share nothing but their site's region, with everything that can influence the first hung on it. */
async function makeInfluences(rest: NetBoxRest): Promise<Influences> {
  const tag = randomUUID().slice(0, 8);
  const named = (name: string) => ({ name: `${name} ${tag}`, slug: `${name}-${tag}` });
  const number = 1 + Math.floor(Math.random() * 3_900);
  const region = await rest.make('/dcim/regions/', named('region'));
  const siteGroup = await rest.make('/dcim/site-groups/', named('group'));
  const rir = await rest.make('/ipam/rirs/', named('rir'));
  const asn = await rest.make('/ipam/asns/', { asn: 4_200_000_000 + number, rir });
  const site = await rest.make('/dcim/sites/', {
    ...named('site'),
    status: 'active',
    region,
    group: siteGroup,
    asns: [asn],
  });
  const farSite = await rest.make('/dcim/sites/', { ...named('far'), status: 'active', region });
  const location = await rest.make('/dcim/locations/', { ...named('room'), site });
  const rack = await rest.make('/dcim/racks/', { name: `rack ${tag}`, site, location });
  const tenantGroup = await rest.make('/tenancy/tenant-groups/', named('tenants'));
  const tenant = await rest.make('/tenancy/tenants/', { ...named('tenant'), group: tenantGroup });
  const clusterType = await rest.make('/virtualization/cluster-types/', named('type'));
  const clusterGroup = await rest.make('/virtualization/cluster-groups/', named('clusters'));
  const cluster = await rest.make('/virtualization/clusters/', {
    name: `cluster ${tag}`,
    type: clusterType,
    group: clusterGroup,
    scope_type: 'dcim.site',
    scope_id: site,
  });
  const label = await rest.make('/extras/tags/', named('label'));
  const maker = async (name: string) => {
    const manufacturer = await rest.make('/dcim/manufacturers/', named(`maker-${name}`));
    const type = await rest.make('/dcim/device-types/', {
      manufacturer,
      model: `model ${name} ${tag}`,
      slug: `model-${name}-${tag}`,
    });
    return { manufacturer, type };
  };
  const [near, far] = [await maker('near'), await maker('far')];
  const role = await rest.make('/dcim/device-roles/', { ...named('role'), color: '9e9e9e' });
  const leaf = await rest.make('/dcim/devices/', {
    name: `leaf-${tag}`,
    device_type: near.type,
    role,
    site,
    location,
    rack,
    tenant,
    cluster,
    tags: [label],
    status: 'active',
  });
  const spine = await rest.make('/dcim/devices/', {
    name: `spine-${tag}`,
    device_type: far.type,
    role: await rest.make('/dcim/device-roles/', { ...named('far-role'), color: '9e9e9e' }),
    site: farSite,
    status: 'active',
  });
  const target = await rest.make('/ipam/route-targets/', { name: `65000:${number}` });
  const vrf = await rest.make('/ipam/vrfs/', { name: `vrf ${tag}`, import_targets: [target] });
  const vlanGroup = await rest.make('/ipam/vlan-groups/', named('vlans'));
  const vlan = await rest.make('/ipam/vlans/', { name: `vlan ${tag}`, vid: number, group: vlanGroup });
  const policy = await rest.make('/ipam/vlan-translation-policies/', { name: `policy ${tag}` });
  const rule = await rest.make('/ipam/vlan-translation-rules/', { policy, local_vid: 10, remote_vid: 20 });
  const port = (device: number, name: string, more: object = {}) =>
    rest.make('/dcim/interfaces/', { device, name, type: '1000base-t', ...more });
  const access = await port(leaf, 'eth1', {
    mode: 'access',
    untagged_vlan: vlan,
    vlan_translation_policy: policy,
  });
  const routed = await port(leaf, 'eth2', { vrf });
  const uplink = await port(leaf, 'eth3');
  const downlink = await port(spine, 'eth3');
  const lag = await port(leaf, 'bond0', { type: 'lag' });
  const mac = await rest.make('/dcim/mac-addresses/', {
    mac_address: `02:00:00:00:${hex(number >> 8)}:${hex(number & 255)}`,
    assigned_object_type: 'dcim.interface',
    assigned_object_id: access,
  });
  const cable = await rest.make('/dcim/cables/', {
    a_terminations: [{ object_type: 'dcim.interface', object_id: uplink }],
    b_terminations: [{ object_type: 'dcim.interface', object_id: downlink }],
  });
  const prefix = await rest.make('/ipam/prefixes/', {
    prefix: `198.19.${number & 255}.0/28`,
    scope_type: 'dcim.site',
    scope_id: site,
  });
  const address = await rest.make('/ipam/ip-addresses/', {
    address: `198.19.${number & 255}.1/28`,
    assigned_object_type: 'dcim.interface',
    assigned_object_id: routed,
  });
  const fhrp = await rest.make('/ipam/fhrp-groups/', { protocol: 'vrrp3', group_id: number & 255 });
  const member = await rest.make('/ipam/fhrp-group-assignments/', {
    group: fhrp,
    interface_type: 'dcim.interface',
    interface_id: routed,
    priority: 10,
  });
  const shared = await rest.make('/ipam/ip-addresses/', {
    address: `198.19.${number & 255}.2/28`,
    role: 'vrrp',
    assigned_object_type: 'ipam.fhrpgroup',
    assigned_object_id: fhrp,
  });
  const service = await rest.make('/ipam/services/', {
    name: `ssh ${tag}`,
    parent_object_type: 'dcim.device',
    parent_object_id: leaf,
    protocol: 'tcp',
    ports: [22],
  });
  const l2vpn = await rest.make('/vpn/l2vpns/', { ...named('l2vpn'), type: 'vxlan' });
  const l2vpnEnd = await rest.make('/vpn/l2vpn-terminations/', {
    l2vpn,
    assigned_object_type: 'ipam.vlan',
    assigned_object_id: vlan,
  });
  const tunnel = await rest.make('/vpn/tunnels/', {
    name: `tunnel ${tag}`,
    encapsulation: 'gre',
    status: 'active',
  });
  const tunnelEnd = await rest.make('/vpn/tunnel-terminations/', {
    tunnel,
    role: 'peer',
    termination_type: 'dcim.interface',
    termination_id: routed,
  });
  const provider = await rest.make('/circuits/providers/', named('provider'));
  const circuit = await rest.make('/circuits/circuits/', {
    cid: `circuit ${tag}`,
    provider,
    type: await rest.make('/circuits/circuit-types/', named('line')),
    status: 'active',
  });
  const circuitEnd = await rest.make('/circuits/circuit-terminations/', {
    circuit,
    term_side: 'A',
    termination_type: 'dcim.site',
    termination_id: site,
  });
  await rest.make('/dcim/cables/', {
    a_terminations: [{ object_type: 'circuits.circuittermination', object_id: circuitEnd }],
    b_terminations: [{ object_type: 'dcim.interface', object_id: await port(leaf, 'wan0') }],
  });
  const contact = await rest.make('/tenancy/contacts/', { name: `contact ${tag}` });
  const assignment = await rest.make('/tenancy/contact-assignments/', {
    object_type: 'dcim.device',
    object_id: leaf,
    contact,
    role: await rest.make('/tenancy/contact-roles/', named('duty')),
  });
  const at = (
    path: string,
    id: number,
    reaches: Case['reaches'],
    body: object = { description: `x ${tag}` },
  ) => ({
    what: path,
    path: `${path}${String(id)}/`,
    body,
    reaches,
  });
  const both = ['leaf', 'spine'] as const;
  return {
    leaf: unitIdOf(leaf),
    spine: unitIdOf(spine),
    cases: [
      at('/dcim/devices/', leaf, ['leaf']),
      at('/dcim/interfaces/', lag, ['leaf']),
      at('/dcim/mac-addresses/', mac, ['leaf']),
      at('/dcim/cables/', cable, both, { label: `x ${tag}` }),
      at('/dcim/device-types/', near.type, ['leaf']),
      at('/dcim/manufacturers/', near.manufacturer, ['leaf']),
      at('/dcim/device-roles/', role, ['leaf']),
      at('/dcim/regions/', region, both),
      at('/dcim/site-groups/', siteGroup, ['leaf']),
      at('/dcim/sites/', site, ['leaf']),
      at('/dcim/locations/', location, ['leaf']),
      at('/dcim/racks/', rack, ['leaf']),
      at('/ipam/ip-addresses/', address, ['leaf']),
      { ...at('/ipam/ip-addresses/', shared, ['leaf']), what: 'a shared address' },
      at('/ipam/prefixes/', prefix, ['leaf']),
      at('/ipam/vlans/', vlan, ['leaf']),
      at('/ipam/vlan-groups/', vlanGroup, ['leaf']),
      at('/ipam/vlan-translation-policies/', policy, ['leaf']),
      at('/ipam/vlan-translation-rules/', rule, ['leaf']),
      at('/ipam/vrfs/', vrf, ['leaf']),
      at('/ipam/route-targets/', target, ['leaf']),
      at('/ipam/asns/', asn, ['leaf']),
      at('/ipam/fhrp-groups/', fhrp, ['leaf']),
      at('/ipam/fhrp-group-assignments/', member, ['leaf'], { priority: 20 }),
      at('/ipam/services/', service, ['leaf']),
      at('/vpn/l2vpns/', l2vpn, ['leaf']),
      at('/vpn/l2vpn-terminations/', l2vpnEnd, ['leaf'], { tags: [label] }),
      at('/vpn/tunnels/', tunnel, ['leaf']),
      at('/vpn/tunnel-terminations/', tunnelEnd, ['leaf'], { role: 'hub' }),
      at('/circuits/circuits/', circuit, ['leaf']),
      at('/circuits/circuit-terminations/', circuitEnd, ['leaf']),
      at('/virtualization/clusters/', cluster, ['leaf']),
      at('/virtualization/cluster-groups/', clusterGroup, ['leaf']),
      at('/virtualization/cluster-types/', clusterType, ['leaf']),
      at('/tenancy/tenants/', tenant, ['leaf']),
      at('/tenancy/tenant-groups/', tenantGroup, ['leaf']),
      at('/tenancy/contacts/', contact, ['leaf']),
      at('/tenancy/contact-assignments/', assignment, ['leaf'], { priority: 'primary' }),
      at('/extras/tags/', label, ['leaf']),
    ],
  };
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
