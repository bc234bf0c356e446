import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { credentialsOf, freePort, sandboxEnvironment } from '../../src/cli/sandbox-world.ts';
import type { ChangeRow } from '../../src/ports/queries.ts';
import { type SandboxNetwork, startSandboxNetwork } from '../../src/sandbox/sandbox-network.ts';
import { createStore, type PostgresStore } from '../../src/store/create-store.ts';
import { createKeyring } from '../../src/store/keyring.ts';
import { createTestDatabase } from './database.ts';
import { type NoticeReceiver, startNoticeReceiver } from './notice-receiver.ts';
import { silentLog } from './silent-log.ts';

const WORKER = fileURLToPath(new URL('crash-worker.ts', import.meta.url));

export interface CrashWorker {
  readonly process: ChildProcess;
  /** Resolves once it serves; rejects when it ended before. */
  readonly ready: Promise<void>;
  /** Resolves with the signal or code it ended by. */
  readonly ended: Promise<string>;
}

/** A sandbox network in this process, a database, and workers as child processes that come and go. */
export interface CrashWorld {
  readonly network: SandboxNetwork;
  readonly store: PostgresStore;
  /** Where the workers post their notices. */
  readonly receiver: NoticeReceiver;
  /** Starts a worker in place of the former one; with `killAt` it kills itself at that passing. `apart`: on ports of its own, beside another worker. */
  startWorker(options?: { readonly killAt?: number; readonly apart?: boolean }): Promise<CrashWorker>;
  /** What the latest worker passed. */
  passings(): readonly { readonly step: string; readonly moment: string }[];
  /** Reads the unit and waits until it is in line, so that a baseline stands. Needs a running worker. */
  check(device: string): Promise<void>;
  /** Edits ports of a device in one request; the id of the request. */
  edit(
    device: string,
    changes: readonly { readonly port: string; readonly description: string }[],
  ): Promise<string>;
  /** Waits until the change of that request is closed. */
  closed(requestId: string): Promise<ChangeRow>;
  stop(): Promise<void>;
}

/** Sets everything up; no worker runs yet. */
export async function startCrashWorld(devices: number): Promise<CrashWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-crash-'));
  await chmod(folder, 0o711);
  const network = await startSandboxNetwork({ devices, netbox: { webhookRate: 200 } });
  const database = await createTestDatabase();
  const receiver = await startNoticeReceiver();
  const keys = `k1:${randomBytes(32).toString('base64')}`;
  const log = silentLog;
  const env: Readonly<Record<string, string>> = {
    ...(await sandboxEnvironment(network, folder, log)),
    DATABASE_URL: database.url,
    PLUMBLINE_KEYS: keys,
    PLUMBLINE_SETTLE_MS: '20',
    PLUMBLINE_DEVICE_PROMPT_MS: '5',
    PLUMBLINE_NETBOX_USER: 'plumbline',
    PLUMBLINE_NOTIFY_URL: receiver.url,
  };
  await writeFile(join(folder, 'credentials.yaml'), credentialsOf(network), { mode: 0o600 });
  await writeFile(join(folder, 'known_hosts'), network.knownHosts, { mode: 0o600 });
  const store = await createStore({ url: database.url, keyring: createKeyring(keys), log });
  const workers: CrashWorker[] = [];
  const passingsPath = join(folder, 'passings');

  return {
    network,
    store,
    receiver,
    async startWorker({ killAt, apart = false } = {}) {
      if (!apart) await killAll(workers);
      await rm(passingsPath, { force: true });
      const ports = apart
        ? { PLUMBLINE_WEBHOOK_PORT: String(await freePort()), PLUMBLINE_API_PORT: String(await freePort()) }
        : {};
      const worker = spawnWorker({
        ...env,
        ...ports,
        PASSINGS: passingsPath,
        ...(killAt === undefined ? {} : { KILL_AT: String(killAt) }),
      });
      workers.push(worker);
      await worker.ready;
      return worker;
    },
    passings: () =>
      existsSync(passingsPath)
        ? readFileSync(passingsPath, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as { step: string; moment: string })
        : [],
    async check(device) {
      const answer = await fetch(`http://127.0.0.1:${env['PLUMBLINE_API_PORT'] ?? ''}/api/v1/orders`, {
        method: 'POST',
        headers: { authorization: `Bearer ${network.tokens.bob}`, 'content-type': 'application/json' },
        body: JSON.stringify({ kind: 'check', devices: [device] }),
      });
      if (answer.status !== 202)
        throw new Error(`check was answered ${answer.status}: ${await answer.text()}`);
      await until(`${device} in line`, async () => {
        const unit = (await store.units.list()).find(({ name }) => name === device);
        return unit?.state === 'in line' ? unit : null;
      });
    },
    async edit(device, changes) {
      const { interfaces } = network.netbox.device(device);
      const answer = await network.netbox.edit({
        method: 'PATCH',
        path: '/dcim/interfaces/',
        body: changes.map(({ port, description }) => ({
          id: interfaces.find(({ name }) => name === port)?.id ?? 0,
          description,
        })),
        token: network.tokens.anna,
      });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return answer.requestId;
    },
    closed: (requestId) =>
      until(`the change of ${requestId}`, async () => {
        const rows = await store.queries.changes(200);
        return rows.find((row) => row.changeId.includes(requestId) && row.closedAt !== null) ?? null;
      }),
    async stop() {
      await killAll(workers);
      await store.close();
      await network.stop();
      await receiver.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Polls until `look` finds something; gives up after a minute, saying what it waited for. */
export async function until<T>(what: string, look: () => Promise<T | null>, limitMs = 60_000): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`waited ${limitMs / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function killAll(workers: CrashWorker[]): Promise<void> {
  for (const worker of workers) worker.process.kill('SIGKILL');
  await Promise.all(workers.splice(0).map(({ ended }) => ended));
}

function spawnWorker(env: Readonly<Record<string, string>>): CrashWorker {
  const child = spawn(process.execPath, [WORKER], {
    env: { ...env, PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? String(code)));
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('ready')) resolve();
    });
    void ended.then((how) => reject(new Error(`the worker ended before it was ready (${how}): ${said}`)));
  });
  ready.catch(() => undefined);
  return { process: child, ready, ended };
}
