import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentialsOf, freePort } from '../../src/cli/sandbox-world.ts';
import { type Plumbline, startPlumbline } from '../../src/main.ts';
import { provision } from '../../src/netbox/provisioning/provision.ts';
import { readDeclaration } from '../../src/netbox/provisioning/read-declaration.ts';
import {
  SANDBOX_PREFIX,
  type SandboxNetwork,
  startSandboxNetwork,
} from '../../src/sandbox/sandbox-network.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { createNetBoxRest, type NetBoxRest } from '../contract/netbox/netbox-rest.ts';
import { copyNetBox } from '../support/copy-netbox.ts';
import { silentLog } from '../support/silent-log.ts';
import { silentMeter } from '../support/silent-meter.ts';

/** A real NetBox, simulated devices that agree with it, and a worker between them. */
export interface RealSandbox {
  /** NetBox under an administrator's token. */
  readonly rest: NetBoxRest;
  readonly network: SandboxNetwork;
  readonly plumbline: Plumbline;
  /** Ids of the devices in NetBox by name. */
  readonly devices: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/** Documents the simulated devices in NetBox, provisions it, and starts a worker in this process. */
export async function openRealSandbox(
  netbox: { readonly url: string; readonly token: string },
  options: { readonly devices: number; readonly env?: Readonly<Record<string, string>> },
): Promise<RealSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-browser-'));
  await chmod(folder, 0o711); // the embedded PostgreSQL may run as another user
  const network = await startSandboxNetwork({ devices: options.devices });
  const rest = createNetBoxRest(netbox.url, netbox.token);
  const devices = await copyNetBox(createNetBoxRest(network.netbox.url, network.tokens.admin), rest);
  const env = { ...(await environmentOf(netbox, network, folder)), ...options.env };
  await writeFile(env.PLUMBLINE_KNOWN_HOSTS, network.knownHosts, { mode: 0o600 });
  const read = readSettings(env, () => credentialsOf(network));
  if (!read.ok) throw new Error(read.problems.join('; '));
  const plumbline = await startPlumbline(read.settings, { log: silentLog });
  return {
    rest,
    network,
    plumbline,
    devices,
    async stop() {
      await plumbline.stop();
      await network.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function environmentOf(
  netbox: { readonly url: string; readonly token: string },
  network: SandboxNetwork,
  folder: string,
) {
  const [webhookPort, apiPort] = await Promise.all([freePort(), freePort()]);
  const secret = 'browser-webhook-secret-of-no-value';
  const report = await provision({
    url: netbox.url,
    adminToken: netbox.token,
    declaration: await readDeclaration(),
    webhook: { payloadUrl: `http://127.0.0.1:${webhookPort}/webhooks/netbox`, secret },
    runtimeUser: true,
    dryRun: false,
    timeoutMs: 20_000,
    log: silentLog,
    meter: silentMeter,
  });
  return {
    NETBOX_URL: netbox.url,
    NETBOX_TOKEN: report.token ?? '',
    PLUMBLINE_WEBHOOK_SECRET: secret,
    PLUMBLINE_WEBHOOK_HOST: '127.0.0.1',
    PLUMBLINE_WEBHOOK_PORT: String(webhookPort),
    PLUMBLINE_API_PORT: String(apiPort),
    PLUMBLINE_DATA_DIR: join(folder, 'data'),
    PLUMBLINE_KNOWN_HOSTS: join(folder, 'known_hosts'),
    PLUMBLINE_CREDENTIALS: join(folder, 'credentials.yaml'),
    PLUMBLINE_MAX_STAGE: 'general',
    PLUMBLINE_WRITABLE_UNITS: network.devices.map((_, index) => `edge${index + 1}`).join(','),
    PLUMBLINE_MANAGEMENT_PREFIXES: SANDBOX_PREFIX,
    PLUMBLINE_EVIDENCE_RAISED_FOR: SANDBOX_PREFIX,
    PLUMBLINE_WINDOW: 'always',
    PLUMBLINE_APPROVER_GROUPS: 'network',
    PLUMBLINE_SETTLE_MS: '500',
    PLUMBLINE_TRANSIENT_MS: '500',
    PLUMBLINE_DEVICE_SPACING_MS: '0',
    PLUMBLINE_DEVICE_PROMPT_MS: '10',
  };
}
