import { randomUUID } from 'node:crypto';
import type { NetBoxRest } from '../contract/netbox/netbox-rest.ts';
import type { FrrLab, LabRouter } from '../frr/frr-lab.ts';
import { routerTemplate } from './router-template.ts';

/** A router of the lab as NetBox knows it: ids of the device and of its interfaces by name. */
export interface RouterRecord {
  readonly id: number;
  readonly name: string;
  readonly interfaces: ReadonlyMap<string, number>;
}

/** What devices are made from. */
export interface LabCatalog {
  readonly site: number;
  readonly role: number;
  readonly platform: number;
  readonly deviceType: number;
}

/** Both routers, in NetBox exactly as they run; the first by a config template, the second by its objects. */
export interface LabRecords {
  readonly catalog: LabCatalog;
  readonly template: number;
  readonly r1: RouterRecord;
  readonly r2: RouterRecord;
}

const POLICY = { stage: 'general', rollout: 'auto' };
/** NetBox merges maps and replaces lists, so a policy's scope is a map whose names are free. */
const RENDERED = { intent: 'rendered', scope: { ports: 'interface', routing: 'router bgp' } };

/** Writes the lab into NetBox the way somebody documents a running network. `ports` are more of the second one. */
export async function makeLabRecords(
  rest: NetBoxRest,
  lab: FrrLab,
  ports: readonly string[],
): Promise<LabRecords> {
  const catalog = await makeCatalog(rest);
  const template = await rest.make('/extras/config-templates/', {
    name: `router ${randomUUID().slice(0, 8)}`,
    template_code: routerTemplate({ neighborDescription: 'r2' }),
  });
  const [first, second] = lab.routers;
  if (first === undefined || second === undefined) throw new Error('the lab has two routers');
  const context = (policy: object) => ({ local_context_data: { plumbline: policy } });
  const r1 = await makeRouter(rest, catalog, first, {
    config_template: template,
    ...context({ ...POLICY, ...RENDERED }),
  });
  const r2 = await makeRouter(rest, catalog, second, context(POLICY));
  return { catalog, template, r1, r2: await addPorts(rest, r2, ports) };
}

/** Makes a device without interfaces. */
export function makeDevice(
  rest: NetBoxRest,
  { site, role, platform, deviceType }: LabCatalog,
  name: string,
  more: object,
): Promise<number> {
  return rest.make('/dcim/devices/', {
    name,
    site,
    role,
    platform,
    device_type: deviceType,
    status: 'active',
    ...more,
  });
}

/** Makes an interface with an address. */
export async function makePort(
  rest: NetBoxRest,
  device: number,
  port: object,
  address: string,
): Promise<{ readonly port: number; readonly address: number }> {
  const made = await rest.make('/dcim/interfaces/', { device, type: '1000base-t', ...port });
  return { port: made, address: await rest.make('/ipam/ip-addresses/', addressOn(made, address)) };
}

/** What is posted to `/ipam/ip-addresses/` to give an interface an address. */
export function addressOn(port: number, address: string): object {
  return {
    address,
    status: 'active',
    assigned_object_type: 'dcim.interface',
    assigned_object_id: port,
  };
}

/** The id of an interface by its name. */
export function portOf({ name, interfaces }: RouterRecord, port: string): number {
  const id = interfaces.get(port);
  if (id === undefined) throw new Error(`${name} has no ${port} in NetBox`);
  return id;
}

async function makeCatalog(rest: NetBoxRest): Promise<LabCatalog> {
  const tag = randomUUID().slice(0, 8);
  const named = (what: string) => ({ name: `${what} ${tag}`, slug: `${what}-${tag}` });
  const manufacturer = await rest.make('/dcim/manufacturers/', named('maker'));
  return {
    site: await rest.make('/dcim/sites/', { ...named('lab'), status: 'active' }),
    role: await rest.make('/dcim/device-roles/', { ...named('router'), color: '9e9e9e' }),
    platform: await findOrMakePlatform(rest),
    deviceType: await rest.make('/dcim/device-types/', {
      manufacturer,
      model: `host ${tag}`,
      slug: `host-${tag}`,
    }),
  };
}

/** Its slug is what Plumbline knows the driver by, so it is the same for all runs. */
async function findOrMakePlatform(rest: NetBoxRest): Promise<number> {
  const { body } = await rest.get('/dcim/platforms/?slug=frr');
  const { results } = body as { readonly results: readonly { readonly id: number }[] }; // NetBox's list answer
  return results[0]?.id ?? (await rest.make('/dcim/platforms/', { name: 'FRR', slug: 'frr' }));
}

async function makeRouter(
  rest: NetBoxRest,
  catalog: LabCatalog,
  router: LabRouter,
  more: object,
): Promise<RouterRecord> {
  const { name, address } = router;
  const [own, other] = name === 'r1' ? [1, 2] : [2, 1];
  const id = await makeDevice(rest, catalog, name, more);
  const management = await makePort(rest, id, { name: 'mgmt0', mgmt_only: true }, `${address}/30`);
  const link = { name: 'eth1', description: `to r${other}` };
  const eth1 = await makePort(rest, id, link, `10.0.12.${own}/30`);
  const lo = await makePort(rest, id, { name: 'lo', type: 'virtual' }, `192.0.2.${100 + own}/32`);
  const spare = await rest.make('/dcim/interfaces/', {
    device: id,
    name: router.spareInterface,
    type: '1000base-t',
  });
  await rest.patch(`/dcim/devices/${id}/`, { primary_ip4: management.address });
  const interfaces = new Map([
    ['mgmt0', management.port],
    ['eth1', eth1.port],
    ['lo', lo.port],
    [router.spareInterface, spare],
  ]);
  return { id, name, interfaces };
}

async function addPorts(
  rest: NetBoxRest,
  router: RouterRecord,
  names: readonly string[],
): Promise<RouterRecord> {
  const answer = await rest.post(
    '/dcim/interfaces/',
    names.map((name) => ({ device: router.id, name, type: 'virtual' })),
  );
  if (answer.status !== 201)
    throw new Error(`interfaces: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
  const made = answer.body as readonly { readonly id: number; readonly name: string }[]; // what a bulk create answers
  return {
    ...router,
    interfaces: new Map([...router.interfaces, ...made.map(({ id, name }) => [name, id] as const)]),
  };
}
