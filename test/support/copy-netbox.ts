import { type NetBoxRest, resultsOf } from '../contract/netbox/netbox-rest.ts';

type Row = Readonly<Record<string, unknown>>;
type Ids = ReadonlyMap<number, number>;

/**
 * Writes the devices of a sandbox's NetBox stand-in into a real NetBox that has none: what the simulated devices run and what
 * NetBox asks for agree there from the first moment. Returns the new ids by device name.
 */
export async function copyNetBox(from: NetBoxRest, to: NetBoxRest): Promise<ReadonlyMap<string, number>> {
  const all = async (path: string): Promise<readonly Row[]> =>
    resultsOf(await from.get(`${path}?limit=1000&exclude=config_context`));
  const copies = async (path: string, bodyOf: (row: Row) => object): Promise<Ids> => {
    const rows = await all(path);
    return new Map(await makeAll(to, path, rows, bodyOf));
  };
  const named = ({ name, slug }: Row) => ({ name, slug });
  const sites = await copies('/dcim/sites/', (row) => ({ ...named(row), status: 'active' }));
  const roles = await copies('/dcim/device-roles/', (row) => ({ ...named(row), color: '9e9e9e' }));
  const platforms = await copies('/dcim/platforms/', named);
  const makers = await copies('/dcim/manufacturers/', named);
  const types = await copies('/dcim/device-types/', ({ manufacturer, model, slug }) => ({
    ...{ manufacturer: of(makers, manufacturer), model, slug },
  }));
  const vlans = await copies('/ipam/vlans/', ({ vid, name }) => ({ vid, name, status: 'active' }));
  const devices = await copies('/dcim/devices/', (row) => ({
    ...{ name: row['name'], serial: row['serial'], status: 'active' },
    ...{
      site: of(sites, row['site']),
      role: of(roles, row['role']),
      platform: of(platforms, row['platform']),
    },
    ...{ device_type: of(types, row['device_type']), local_context_data: row['local_context_data'] },
  }));
  const ports = await copies('/dcim/interfaces/', (row) => ({
    ...{ device: of(devices, row['device']), name: row['name'], type: '1000base-t', enabled: row['enabled'] },
    ...{ description: row['description'], mtu: row['mtu'], mgmt_only: row['mgmt_only'] },
    mode: valueOf(row['mode']),
    untagged_vlan: row['untagged_vlan'] === null ? null : of(vlans, row['untagged_vlan']),
  }));
  const addresses = await copies('/ipam/ip-addresses/', (row) => ({
    ...{ address: row['address'], status: 'active', assigned_object_type: 'dcim.interface' },
    assigned_object_id: ports.get(Number(row['assigned_object_id'])),
  }));
  for (const row of await all('/dcim/devices/')) {
    if (row['primary_ip4'] === null) continue;
    const body = { primary_ip4: of(addresses, row['primary_ip4']) };
    await to.patch(`/dcim/devices/${of(devices, { id: row['id'] })}/`, body);
  }
  return new Map((await all('/dcim/devices/')).map((row) => [String(row['name']), of(devices, row)]));
}

/** One request for all, as NetBox allows; it answers in the order of the request. */
async function makeAll(
  to: NetBoxRest,
  path: string,
  rows: readonly Row[],
  bodyOf: (row: Row) => object,
): Promise<readonly (readonly [number, number])[]> {
  if (rows.length === 0) return [];
  const answer = await to.post(path, rows.map(bodyOf));
  if (answer.status !== 201)
    throw new Error(`POST ${path} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 500)}`);
  const made = answer.body as readonly { readonly id: number }[]; // what a bulk create answers
  return rows.map((row, index) => [Number(row['id']), made[index]?.id ?? -1]);
}

/** The new id of an object another one refers to. */
function of(ids: Ids, reference: unknown): number {
  const { id } = reference as { readonly id: number }; // a brief object of the REST API
  const found = ids.get(id);
  if (found === undefined)
    throw new Error(`nothing was copied for ${JSON.stringify(reference).slice(0, 200)}`);
  return found;
}

function valueOf(choice: unknown): string | null {
  return choice === null ? null : (choice as { readonly value: string }).value; // a choice field of the REST API
}
