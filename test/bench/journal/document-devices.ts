import { randomUUID } from 'node:crypto';
import { type NetBoxRest, type RestAnswer, resultsOf } from '../../contract/netbox/netbox-rest.ts';

/** A device as the bench edits it: its id in NetBox, and its access ports'. */
export interface DocumentedDevice {
  readonly name: string;
  readonly id: number;
  readonly ports: readonly number[];
}

/** How many devices, with how many access ports each. */
export interface DocumentOptions {
  readonly devices: number;
  readonly ports: number;
  readonly policy: object;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Copies devices with interfaces and addresses from the sandbox's stand-in into a real NetBox, a few bulk requests for all of
 * them, so that what NetBox intends is what the simulated devices run.
 */
export async function documentDevices(
  sandbox: NetBoxRest,
  rest: NetBoxRest,
  { policy }: DocumentOptions,
): Promise<readonly DocumentedDevice[]> {
  const catalog = await makeCatalog(rest);
  const vlan = await rest.make('/ipam/vlans/', { vid: 10, name: 'office', site: catalog.site });
  const known = resultsOf(await sandbox.get('/dcim/devices/?limit=1000'));
  const made = await makeAll(
    rest,
    '/dcim/devices/',
    known.map(({ name, serial }) => ({
      ...catalog,
      name,
      serial,
      status: 'active',
      local_context_data: { plumbline: policy },
    })),
  );
  const result: DocumentedDevice[] = [];
  const interfaces: Row[] = [];
  for (const [index, device] of known.entries()) {
    const id = idIn(made[index]);
    const path = `/dcim/interfaces/?limit=1000&ordering=id&device_id=${idIn(device)}`;
    const ports = resultsOf(await sandbox.get(path)).map((port) => toInterface(port, id, vlan));
    const rows = await makeAll(rest, '/dcim/interfaces/', ports);
    interfaces.push(...rows);
    result.push({ name: String(device['name']), id, ports: rows.slice(OWN_PORTS).map(idIn) });
  }
  await giveAddresses(sandbox, rest, { known, made: result, interfaces });
  return result;
}

/** Management and uplink come first on every device of the sandbox. */
const OWN_PORTS = 2;

function toInterface(port: Row, device: number, vlan: number): Row {
  const mode = valueOf(port['mode']);
  return {
    device,
    name: port['name'],
    type: '1000base-t',
    description: port['description'],
    mgmt_only: port['mgmt_only'],
    ...(mode === null ? {} : { mode, untagged_vlan: vlan }),
  };
}

interface Copied {
  readonly known: readonly Row[];
  readonly made: readonly DocumentedDevice[];
  readonly interfaces: readonly Row[];
}

async function giveAddresses(sandbox: NetBoxRest, rest: NetBoxRest, copied: Copied): Promise<void> {
  const wanted: { readonly device: number; readonly body: Row; readonly isPrimary: boolean }[] = [];
  for (const [index, from] of copied.known.entries()) {
    const id = copied.made[index]?.id ?? 0;
    const primary = valueIn(from['primary_ip'], 'address');
    const path = `/ipam/ip-addresses/?limit=1000&device_id=${idIn(from)}`;
    for (const { address, assigned_object: port } of resultsOf(await sandbox.get(path))) {
      const on = copied.interfaces.find(
        (one) => valueIn(one['device'], 'id') === id && one['name'] === valueIn(port, 'name'),
      );
      const body = { address, assigned_object_type: 'dcim.interface', assigned_object_id: idIn(on) };
      wanted.push({ device: id, body, isPrimary: address === primary });
    }
  }
  const made = await makeAll(
    rest,
    '/ipam/ip-addresses/',
    wanted.map(({ body }) => body),
  );
  const primaries = wanted.flatMap(({ device, isPrimary }, index) =>
    isPrimary ? [{ id: device, primary_ip4: idIn(made[index]) }] : [],
  );
  demand('give devices their primary address', await rest.patch('/dcim/devices/', primaries), 200);
}

async function makeCatalog(rest: NetBoxRest) {
  const tag = randomUUID().slice(0, 8);
  const named = (what: string) => ({ name: `${what} ${tag}`, slug: `${what}-${tag}` });
  const manufacturer = await rest.make('/dcim/manufacturers/', named('maker'));
  const [platform] = resultsOf(await rest.get('/dcim/platforms/?slug=cisco-ios'));
  return {
    site: await rest.make('/dcim/sites/', { ...named('sandbox'), status: 'active' }),
    role: await rest.make('/dcim/device-roles/', { ...named('edge'), color: '9e9e9e' }),
    platform:
      platform === undefined
        ? await rest.make('/dcim/platforms/', { name: 'Cisco IOS', slug: 'cisco-ios' })
        : idIn(platform),
    device_type: await rest.make('/dcim/device-types/', { manufacturer, ...named('switch'), model: tag }),
  };
}

async function makeAll(rest: NetBoxRest, path: string, bodies: readonly Row[]): Promise<readonly Row[]> {
  const answer = await rest.post(path, bodies);
  demand(`POST ${path}`, answer, 201);
  return answer.body as readonly Row[]; // a list posted is a list answered, in the same order
}

function demand(what: string, { status, body }: RestAnswer, wanted: number): void {
  if (status !== wanted) throw new Error(`${what}: ${status} ${JSON.stringify(body).slice(0, 500)}`);
}

function idIn(row: Row | undefined): number {
  const id = row?.['id'];
  if (typeof id !== 'number') throw new Error(`no id in ${JSON.stringify(row)}`);
  return id;
}

function valueOf(choice: unknown): unknown {
  return choice === null ? null : valueIn(choice, 'value');
}

function valueIn(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null ? (object as Row)[key] : undefined;
}
