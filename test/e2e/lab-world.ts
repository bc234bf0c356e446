import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNetBoxRest, idOf, type NetBoxRest, resultsOf } from '../contract/netbox/netbox-rest.ts';
import { SHELL_ACCOUNT } from '../frr/dead-man-bench.ts';
import type { FrrLab } from '../frr/frr-lab.ts';
import { makeToken } from '../netbox/real-bench.ts';
import { endLeftServer } from './end-left-server.ts';
import { type LabRecords, makeLabRecords } from './lab-records.ts';
import { openRecordingProxy, type RecordingProxy } from './recording-proxy.ts';
import { type CommandRun, type Environment, runPlumbline } from './run-plumbline.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

/** A NetBox and two routers, and what Plumbline needs to serve them: provisioned, documented, not yet running. */
export interface LabWorld {
  /** NetBox under an administrator's token. */
  readonly rest: NetBoxRest;
  readonly records: LabRecords;
  readonly proxy: RecordingProxy;
  /** What `plumbline provision` printed and how it ended. */
  readonly provisioned: CommandRun;
  /** Starts `plumbline serve`; at most one runs at a time. */
  serve(): Promise<WorkerProcess>;
  /** Runs a command the way an engineer does: under a NetBox token, against the running worker. */
  plumbline(...args: readonly string[]): Promise<CommandRun>;
  /** Runs the doctor as whoever set the worker up: in its environment, beside it. */
  doctor(...args: readonly string[]): Promise<CommandRun>;
  /** Stops the worker, removes the routers from NetBox and the folder from the disk. */
  close(): Promise<void>;
}

/** Interfaces of one device, edited in one request. */
export const BULK = 100;

/**
 * Prepares everything in the order of a first installation: the network runs and is documented, then NetBox is provisioned.
 * Leaves nothing open when it fails.
 */
export async function openLabWorld(
  netbox: { readonly url: string; readonly token: string },
  lab: FrrLab,
): Promise<LabWorld> {
  const opened: Opened = [];
  try {
    return await prepare(netbox, lab, opened);
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

type Opened = (() => Promise<unknown>)[];

async function prepare(
  netbox: { readonly url: string; readonly token: string },
  lab: FrrLab,
  opened: Opened,
): Promise<LabWorld> {
  const rest = createNetBoxRest(netbox.url, netbox.token);
  const folder = await openFolder(opened);
  const [webhookPort, apiPort] = await Promise.all([freePort(), freePort()]);
  const proxy = await openRecordingProxy(`http://127.0.0.1:${webhookPort}/webhooks/netbox`);
  opened.push(() => proxy.close());
  const records = await makeLabRecords(rest, lab, await addPorts(lab));
  for (const { id } of [records.r1, records.r2]) opened.push(() => rest.delete(`/dcim/devices/${id}/`));
  const access = { NETBOX_URL: netbox.url, PLUMBLINE_WEBHOOK_SECRET: 'end-to-end-webhook-secret' };
  const provisioned = await runPlumbline(['provision', '--runtime-user'], {
    ...access,
    NETBOX_TOKEN: netbox.token,
    PLUMBLINE_WEBHOOK_URL: proxy.url,
  });
  const env = {
    ...access,
    ...LIMITS,
    ...(await filesOf(folder, lab)),
    NETBOX_TOKEN: await tokenOf(rest, provisioned),
    PLUMBLINE_WEBHOOK_PORT: String(webhookPort),
    PLUMBLINE_API_PORT: String(apiPort),
  };
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  return {
    rest,
    records,
    proxy,
    provisioned,
    async serve() {
      const worker = await startWorker(env, apiUrl);
      opened.push(() => worker.stop());
      return worker;
    },
    plumbline: (...args) => runPlumbline(args, { NETBOX_TOKEN: netbox.token, PLUMBLINE_API_URL: apiUrl }),
    doctor: (...args) =>
      runPlumbline(['doctor', '--json', ...args], {
        ...env,
        PLUMBLINE_WEBHOOK_URL: proxy.url,
        PLUMBLINE_API_URL: apiUrl,
      }),
    close: () => closeAll(opened),
  };
}

async function openFolder(opened: Opened): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-e2e-'));
  opened.push(async () => {
    await endLeftServer(join(folder, 'data'));
    await rm(folder, { recursive: true, force: true });
  });
  // Run by root, the embedded PostgreSQL is another user's process and must be able to walk through.
  await chmod(folder, 0o711);
  return folder;
}

/** Newest first: the worker ends before its folder goes. One that fails does not keep the others open. */
async function closeAll(opened: Opened): Promise<void> {
  const problems: unknown[] = [];
  for (const close of opened.splice(0).reverse())
    await close().catch((error: unknown) => problems.push(error));
  if (problems.length > 0) throw new AggregateError(problems, 'the world of the test did not close');
}

const LIMITS: Environment = {
  PLUMBLINE_WEBHOOK_HOST: '127.0.0.1',
  PLUMBLINE_MAX_STAGE: 'general',
  PLUMBLINE_WRITABLE_UNITS: 'r1,r2',
  PLUMBLINE_MANAGEMENT_PREFIXES: '10.98.0.0/16',
  PLUMBLINE_WINDOW: 'always',
  PLUMBLINE_APPROVER_GROUPS: 'network',
  PLUMBLINE_SETTLE_MS: '500',
  PLUMBLINE_DEVICE_SPACING_MS: '0',
  // So that nobody waits for minutes until missing webhooks are an alarm.
  PLUMBLINE_CHANGELOG_EVERY_MS: '5000',
  PLUMBLINE_WEBHOOK_SILENT_MS: '1000',
};

/** Data folder, host keys and credentials; reading and writing have accounts of their own. */
async function filesOf(folder: string, lab: FrrLab): Promise<Environment> {
  const credentials = join(folder, 'credentials.yaml');
  const account = (name: string) => `{ username: ${name}, password: ${lab.password} }`;
  const lines = [
    'profiles:',
    '  default:',
    '    prefixes: ["10.98.0.0/16"]',
    `    read: ${account('reader')}`,
    `    write: ${account(SHELL_ACCOUNT)}`,
    // Nothing listens there: a device of this profile does not answer.
    '  closed:',
    '    prefixes: ["10.98.0.0/16"]',
    '    port: 2222',
    `    read: ${account('reader')}`,
    '',
  ];
  await writeFile(credentials, lines.join('\n'), { mode: 0o600 });
  return {
    PLUMBLINE_DATA_DIR: join(folder, 'data'),
    PLUMBLINE_KNOWN_HOSTS: lab.knownHostsPath,
    PLUMBLINE_CREDENTIALS: credentials,
  };
}

/** Printed once by the run that made the account; on a NetBox that has the account an administrator makes another. */
async function tokenOf(rest: NetBoxRest, { stderr }: CommandRun): Promise<string> {
  const [, token] = /shown once: (nbt_\S+)/.exec(stderr) ?? [];
  if (token !== undefined) return token;
  const user = resultsOf(await rest.get('/users/users/?username=plumbline'))[0];
  if (user === undefined) throw new Error(`provisioning made no account: ${stderr}`);
  return await makeToken(rest, idOf(user));
}

/** More real ports on the second router: pairs of veth, because not every kernel has VLANs or dummy interfaces. */
async function addPorts(lab: FrrLab): Promise<readonly string[]> {
  const pairs = Array.from({ length: BULK / 2 }, (_, index) => [
    `port${2 * index + 1}`,
    `port${2 * index + 2}`,
  ]);
  const lines = pairs.flatMap(([one = '', other = '']) => [
    `link add ${one} up type veth peer name ${other}`,
    `link set ${other} up`,
  ]);
  await lab.inside('r2', 'bash', '-c', `printf '%s\\n' "$@" | ip -batch -`, 'ip', ...lines);
  return pairs.flat();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
