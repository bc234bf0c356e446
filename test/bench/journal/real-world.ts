import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentialsOf, freePort } from '../../../src/cli/sandbox-world.ts';
import { provision } from '../../../src/netbox/provisioning/provision.ts';
import { readDeclaration } from '../../../src/netbox/provisioning/read-declaration.ts';
import {
  SANDBOX_PREFIX,
  type SandboxNetwork,
  startSandboxNetwork,
} from '../../../src/sandbox/sandbox-network.ts';
import { readSettings } from '../../../src/settings/read-settings.ts';
import type { Settings } from '../../../src/settings/settings.ts';
import { createNetBoxRest, idOf, type NetBoxRest, resultsOf } from '../../contract/netbox/netbox-rest.ts';
import { openRecordingProxy, type RecordingProxy } from '../../e2e/recording-proxy.ts';
import { startWorker } from '../../e2e/worker-process.ts';
import { startNetBoxInstance } from '../../netbox/netbox-instance.ts';
import { makeToken } from '../../netbox/real-bench.ts';
import { silentLog } from '../../support/silent-log.ts';
import { silentMeter } from '../../support/silent-meter.ts';
import { timeRead } from '../time-read.ts';
import { documentDevices, type DocumentedDevice, type DocumentOptions } from './document-devices.ts';

/** A real NetBox with its rqworker, simulated devices it documents, and `plumbline serve` in a process of its own. */
export interface RealWorld {
  /** NetBox under an administrator's token. */
  readonly rest: NetBoxRest;
  readonly devices: readonly DocumentedDevice[];
  /** What NetBox sent to the worker. */
  readonly proxy: RecordingProxy;
  /** One plain read of a device over SSH, in milliseconds. */
  readDevice(name: string): Promise<number>;
  close(): Promise<void>;
}

export interface RealWorldOptions extends DocumentOptions {
  /** Added to NetBox's configuration. */
  readonly configuration?: string;
}

type Opened = (() => Promise<unknown>)[];

/**
 * Starts all of it, and returns once every device shows that it is in line. A string: why this machine cannot. Leaves nothing
 * open when it fails.
 */
export async function openRealWorld(
  options: RealWorldOptions,
  progress: (line: string) => void,
): Promise<RealWorld | string> {
  const opened: Opened = [];
  try {
    return await open(options, progress, opened);
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

async function open(
  options: RealWorldOptions,
  progress: (line: string) => void,
  opened: Opened,
): Promise<RealWorld | string> {
  progress('starting NetBox');
  const netbox = await startNetBoxInstance('bench', 'gunicorn', options.configuration);
  if (netbox.kind === 'impossible') return netbox.reason;
  opened.push(() => netbox.stop());
  const rest = createNetBoxRest(netbox.url, netbox.token);
  const network = await startSandboxNetwork({ devices: options.devices, accessPorts: options.ports });
  opened.push(() => network.stop());
  progress(`documenting ${options.devices} devices`);
  const sandbox = createNetBoxRest(network.netbox.url, network.tokens.admin);
  const devices = await documentDevices(sandbox, rest, options);
  const [webhookPort, apiPort] = await Promise.all([freePort(), freePort()]);
  const proxy = await openRecordingProxy(`http://127.0.0.1:${webhookPort}/webhooks/netbox`);
  opened.push(() => proxy.close());
  const env = {
    NETBOX_URL: netbox.url,
    NETBOX_TOKEN: await provisionFor(netbox, rest, proxy.url),
    PLUMBLINE_WEBHOOK_PORT: String(webhookPort),
    PLUMBLINE_API_PORT: String(apiPort),
    ...(await filesOf(network, opened)),
    ...SETTINGS,
  };
  progress('starting plumbline serve');
  const worker = await startWorker(env, `http://127.0.0.1:${apiPort}`);
  opened.push(() => worker.stop());
  await firstSweep(rest, devices.length, progress);
  // The verdicts it showed come back as webhooks, and NetBox sends one after the other.
  await untilQuiet(proxy);
  const settings = settingsOf(env);
  return {
    rest,
    devices,
    proxy,
    readDevice: (name) => timeRead(settings, { name, address: addressOf(network, name) }),
    close: () => closeAll(opened),
  };
}

function settingsOf(env: Readonly<Record<string, string>>): Settings {
  const result = readSettings(env, (path) => readFileSync(path, 'utf8'));
  if (!result.ok) throw new Error(result.problems.join('; '));
  return result.settings;
}

function addressOf({ devices }: SandboxNetwork, name: string): string {
  const device = devices[Number(name.slice('edge'.length)) - 1];
  if (device === undefined) throw new Error(`the sandbox has no ${name}`);
  return device.address;
}

const SECRET = 'bench-webhook-secret-of-no-value';

/** What a first installation has to set; everything else is as Plumbline ships. */
const SETTINGS = {
  PLUMBLINE_WEBHOOK_SECRET: SECRET,
  PLUMBLINE_WEBHOOK_HOST: '127.0.0.1',
  PLUMBLINE_MAX_STAGE: 'general',
  PLUMBLINE_WRITABLE_UNITS: '*',
  PLUMBLINE_MANAGEMENT_PREFIXES: SANDBOX_PREFIX,
  PLUMBLINE_EVIDENCE_RAISED_FOR: SANDBOX_PREFIX,
  PLUMBLINE_WINDOW: 'always',
  PLUMBLINE_APPROVER_GROUPS: 'network',
} as const;

async function provisionFor(
  { url, token }: { readonly url: string; readonly token: string },
  rest: NetBoxRest,
  payloadUrl: string,
): Promise<string> {
  const declaration = await readDeclaration();
  await provision({
    url,
    adminToken: token,
    declaration,
    webhook: { payloadUrl, secret: SECRET },
    runtimeUser: true,
    dryRun: false,
    timeoutMs: 30_000,
    log: silentLog,
    meter: silentMeter,
  });
  const users = await rest.get(`/users/users/?username=${declaration.runtimeUser.username}`);
  return await makeToken(rest, idOf(resultsOf(users)[0]));
}

async function filesOf(network: SandboxNetwork, opened: Opened): Promise<Readonly<Record<string, string>>> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
  opened.push(() => rm(folder, { recursive: true, force: true }));
  // Run by root, the embedded PostgreSQL is another user's process and must be able to walk through.
  await chmod(folder, 0o711);
  const [credentials, knownHosts] = [join(folder, 'credentials.yaml'), join(folder, 'known_hosts')];
  await writeFile(credentials, credentialsOf(network), { mode: 0o600 });
  await writeFile(knownHosts, network.knownHosts, { mode: 0o600 });
  return {
    PLUMBLINE_DATA_DIR: join(folder, 'data'),
    PLUMBLINE_KNOWN_HOSTS: knownHosts,
    PLUMBLINE_CREDENTIALS: credentials,
  };
}

const SWEEP_WITHIN_MS = 300_000;

/** The sweep every worker begins with sets the baselines. */
async function firstSweep(
  rest: NetBoxRest,
  devices: number,
  progress: (line: string) => void,
): Promise<void> {
  progress('waiting for the first sweep');
  const end = performance.now() + SWEEP_WITHIN_MS;
  for (;;) {
    const shown = resultsOf(await rest.get('/dcim/devices/?limit=1000&fields=custom_fields'));
    const states = shown.map((device) => JSON.stringify(device['custom_fields']));
    if (states.filter((state) => state.includes('"in line"')).length === devices) return;
    const seen = states.find((state) => /"plumbline_state":\{"value":"(?!in line)/.test(state));
    if (seen !== undefined) throw new Error(`a device is not in line: ${seen}`);
    if (performance.now() > end) throw new Error(`the devices did not come in line: ${states.join()}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const QUIET_MS = 3_000;

async function untilQuiet(proxy: RecordingProxy): Promise<void> {
  for (let seen = -1; seen !== proxy.count();) {
    seen = proxy.count();
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}

/** Newest first. One that fails does not keep the others open. */
async function closeAll(opened: Opened): Promise<void> {
  for (const close of opened.splice(0).reverse()) {
    await close().catch((error: unknown) => console.error(`something did not close: ${String(error)}`));
  }
}
