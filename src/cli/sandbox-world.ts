import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Plumbline, startPlumbline, type StartOptions } from '../main.ts';
import { provision } from '../netbox/provisioning/provision.ts';
import { readDeclaration } from '../netbox/provisioning/read-declaration.ts';
import type { Log } from '../ports/log.ts';
import {
  SANDBOX_ACCOUNTS,
  SANDBOX_PREFIX,
  type SandboxNetwork,
  type SandboxOptions,
  startSandboxNetwork,
} from '../sandbox/sandbox-network.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { createMeter } from '../telemetry/create-meter.ts';

/** A sandbox network and one worker on it, everything in this process and a temporary folder. */
export interface SandboxWorld {
  readonly network: SandboxNetwork;
  readonly plumbline: Plumbline;
  readonly settings: Settings;
  /** Stops both and removes the folder. */
  stop(): Promise<void>;
}

export interface SandboxWorldOptions extends SandboxOptions {
  readonly log: Log;
  readonly start?: Omit<StartOptions, 'log'>;
  /** Settings beside those of the sandbox, by the names of their variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the sandbox the way an own NetBox is set up: provision with an administrator's token, then serve with the narrow one. */
export async function startSandboxWorld(options: SandboxWorldOptions): Promise<SandboxWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-sandbox-'));
  // Run by root, the embedded PostgreSQL is another user's process and must be able to walk through.
  await chmod(folder, 0o711);
  const network = await startSandboxNetwork(options);
  try {
    const settings = await prepareSandbox(network, folder, options);
    const plumbline = await startPlumbline(settings, { ...options.start, log: options.log });
    return {
      network,
      plumbline,
      settings,
      async stop() {
        await plumbline.stop();
        await network.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await network.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Provisions the stand-in and writes credentials and host keys; returns the settings a worker needs to serve it. */
export async function prepareSandbox(
  network: SandboxNetwork,
  folder: string,
  options: Pick<SandboxWorldOptions, 'log' | 'env'>,
): Promise<Settings> {
  const env = await sandboxEnvironment(network, folder, options.log);
  const files = new Map([[join(folder, 'credentials.yaml'), credentialsOf(network)]]);
  await writeFile(join(folder, 'known_hosts'), network.knownHosts, { mode: 0o600 });
  for (const [path, text] of files) await writeFile(path, text, { mode: 0o600 });
  const result = readSettings({ ...env, ...options.env }, (path) => files.get(path) ?? '');
  if (!result.ok) throw new Error(`the sandbox settings are wrong: ${result.problems.join('; ')}`);
  return result.settings;
}

/** The environment a worker of this sandbox runs in; also what a child process is started with. */
export async function sandboxEnvironment(
  network: SandboxNetwork,
  folder: string,
  log: Log,
): Promise<Readonly<Record<string, string>>> {
  const [webhookPort, apiPort] = await Promise.all([freePort(), freePort()]);
  const secret = 'sandbox-webhook-secret-of-no-value';
  const report = await provision({
    url: network.netbox.url,
    adminToken: network.tokens.admin,
    declaration: await readDeclaration(),
    webhook: { payloadUrl: `http://127.0.0.1:${webhookPort}/webhooks/netbox`, secret },
    runtimeUser: true,
    dryRun: false,
    timeoutMs: 10_000,
    log,
    meter: createMeter().meter,
  });
  if (report.token === null) throw new Error('provisioning the sandbox gave no token');
  return {
    NETBOX_URL: network.netbox.url,
    NETBOX_TOKEN: report.token,
    PLUMBLINE_WEBHOOK_SECRET: secret,
    PLUMBLINE_WEBHOOK_HOST: '127.0.0.1',
    PLUMBLINE_WEBHOOK_PORT: String(webhookPort),
    PLUMBLINE_API_PORT: String(apiPort),
    PLUMBLINE_DATA_DIR: join(folder, 'data'),
    PLUMBLINE_KNOWN_HOSTS: join(folder, 'known_hosts'),
    PLUMBLINE_CREDENTIALS: join(folder, 'credentials.yaml'),
    PLUMBLINE_MAX_STAGE: 'general',
    PLUMBLINE_WRITABLE_UNITS: '*',
    PLUMBLINE_MANAGEMENT_PREFIXES: SANDBOX_PREFIX,
    PLUMBLINE_EVIDENCE_RAISED_FOR: SANDBOX_PREFIX,
    PLUMBLINE_WINDOW: 'always',
    PLUMBLINE_APPROVER_GROUPS: 'network',
    PLUMBLINE_SETTLE_MS: '500',
    PLUMBLINE_TRANSIENT_MS: '500',
    PLUMBLINE_DEVICE_SPACING_MS: '0',
    PLUMBLINE_DEVICE_BACKOFF_MS: '100,200',
    PLUMBLINE_SESSION_REUSE_MS: '200',
    PLUMBLINE_DEVICE_PROMPT_MS: '10',
    PLUMBLINE_DEVICE_MINUTE_MS: String(network.minuteMs),
  };
}

/** Strict YAML, as any user writes it. */
export function credentialsOf(network: SandboxNetwork): string {
  const { read, write } = SANDBOX_ACCOUNTS;
  return [
    'profiles:',
    '  default:',
    `    prefixes: ["${SANDBOX_PREFIX}"]`,
    `    port: ${network.sshPort}`,
    `    read: { username: ${read.username}, password: ${read.password} }`,
    `    write: { username: ${write.username}, password: ${write.password} }`,
    '',
  ].join('\n');
}

/** A port that is free now. Somebody else may take it before we do; then the start says so. */
export function freePort(): Promise<number> {
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
