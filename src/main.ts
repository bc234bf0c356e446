import { createDevices, type Devices } from './devices/device-gateway.ts';
import { type ChangeId, instantOf } from './domain/ids.ts';
import { createNetBox, type NetBox } from './netbox/create-netbox.ts';
import { createWebhookTarget } from './notify/create-webhook-target.ts';
import { applyUnit } from './pipeline/apply-unit.ts';
import { approveUnit } from './pipeline/approve-unit.ts';
import { checkUnit } from './pipeline/check-unit.ts';
import { loseChange } from './pipeline/lose-change.ts';
import { type DeliveryParts } from './pipeline/notices/deliver-notices.ts';
import { noticeLoops } from './pipeline/notices/notice-loops.ts';
import { noticeWarnings } from './pipeline/notices/notice-warnings.ts';
import { planUnit } from './pipeline/plan-unit.ts';
import { reportUnit } from './pipeline/report-unit.ts';
import { runEdit } from './pipeline/run-edit.ts';
import { runOrder } from './pipeline/run-order.ts';
import { runSweep } from './pipeline/run-sweep.ts';
import { createPin } from './pipeline/watch/create-pin.ts';
import { watchWarnings } from './pipeline/watch/watch-warnings.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Ports } from './ports/ports.ts';
import { createAccountSource } from './settings/credential-source.ts';
import { secretValuesOf, type Settings } from './settings/settings.ts';
import { createStopFile } from './settings/stop-file.ts';
import { createStore, type PostgresStore } from './store/create-store.ts';
import { startEmbeddedServer } from './store/embedded-server.ts';
import { createKeyring } from './store/keyring.ts';
import { readOrCreateKeyFile } from './store/key-file.ts';
import { migrate } from './store/migrate.ts';
import { createLog } from './telemetry/create-log.ts';
import { createMeter } from './telemetry/create-meter.ts';
import { createApi } from './web/create-api.ts';
import { listen } from './web/listen.ts';
import { createReceiver } from './webhooks/create-receiver.ts';
import { createDeliveryLog } from './webhooks/delivery-log.ts';
import { createMessages } from './workflows/dbos-messages.ts';
import { DEFAULT_RUNTIME_SETTINGS, type RuntimeSettings } from './workflows/runtime-settings.ts';
import { startWorkflows, type WorkflowRuntime } from './workflows/start-workflows.ts';
import type { WorkflowDefinitions } from './workflows/workflow-definitions.ts';

/** One running worker. */
export interface Plumbline {
  readonly webhookUrl: string;
  readonly apiUrl: string;
  readonly store: PostgresStore;
  readonly runtime: WorkflowRuntime;
  /** Stops taking work, lets steps in progress end, closes everything. Safe to call twice. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Where log lines go; standard error by default. */
  readonly log?: Log;
  /** Instead of this machine's, for tests. */
  readonly clock?: Clock;
  /** Figures of the durable runtime that tests shorten. */
  readonly runtime?: Partial<RuntimeSettings>;
  /** What runs durably; crash tests wrap {@link DEFINITIONS}. */
  readonly definitions?: WorkflowDefinitions;
}

/** Every function that runs durably. The table is stored data: names are changed like a database column. */
export const DEFINITIONS: WorkflowDefinitions = {
  workflows: { edit: runEdit, order: runOrder, sweep: runSweep },
  unitWork: [planUnit, applyUnit, approveUnit, reportUnit, checkUnit],
};

const DAY_MS = 86_400_000;

/**
 * Wires one worker: settings → adapters → workflows → listen. Throws `settings.invalid`, `store.wrong-key` or
 * `store.unavailable` and leaves nothing running when it cannot start.
 */
export async function startPlumbline(settings: Settings, options: StartOptions = {}): Promise<Plumbline> {
  const log = options.log ?? logOf(settings);
  const opened: (() => Promise<unknown>)[] = [];
  try {
    return await wire(settings, options, log, opened);
  } catch (error) {
    await closeAll(opened, log);
    throw error;
  }
}

async function wire(
  settings: Settings,
  options: StartOptions,
  log: Log,
  opened: (() => Promise<unknown>)[],
): Promise<Plumbline> {
  const { meter, metrics } = createMeter();
  const stopSwitch = createStopFile(settings.dataDir);
  const database = await openDatabase(settings, log, opened);
  const netbox = createNetBox({ ...settings.netbox, log, meter });
  const clock: Clock = options.clock ?? { now: () => instantOf(Date.now()) };
  const devices = createDevices({
    ...settings.devices,
    credentials: createAccountSource(settings.credentials),
    refusedLogins: database.store.refusedLogins,
    clock,
    elapsedMs: () => performance.now(),
    random: () => Math.random(),
    meter,
    log,
  });
  opened.push(() => devices.close());
  const messages = createMessages();
  const watched = {
    changelog: netbox.changelog,
    watch: database.store.watch,
    log,
    everyMs: settings.watch.everyMs,
  };
  const notices = noticeParts(settings, netbox, database.store, log, meter);
  const ports = portsOf({
    settings,
    netbox,
    devices,
    store: database.store,
    pin: createPin({ ...watched, clock }),
    stopSwitch,
    messages,
    clock,
    log,
    meter,
  });
  const runtime = await startWorkflows({
    databaseUrl: database.url,
    ports,
    definitions: options.definitions ?? DEFINITIONS,
    edits: database.store.edits,
    watch: {
      ...watched,
      glanceMs: settings.watch.glanceMs,
      settings: { ...settings.watch, ownUser: settings.receiver.ownUser },
    },
    settings: runtimeSettings(settings, options.runtime ?? {}),
    log,
    clock: ports.clock,
    loops: noticeLoops(notices),
    onLost: (workflowId, reason) => loseChange(ports, workflowId as ChangeId, reason),
  });
  opened.push(() => runtime.stop({ drainMs: settings.shutdownGraceMs }));
  if (settings.sweep.intervalMs > 0)
    runtime.startSweeps({
      intervalMs: settings.sweep.intervalMs,
      salt: settings.netbox.url,
      input: null,
    });
  opened.push(startDailyPurge(settings, database.store, log));
  opened.push(startGauges(database.store, runtime, meter, log));

  const deliveries = createDeliveryLog();
  const api = createApi({
    deliveries,
    orders: runtime.orders,
    queries: database.store.queries,
    stopSwitch,
    whoIs: (token) => netbox.source.whoIs(token),
    ready: () => readinessProblems(settings, database.store, netbox),
    warnings: async () => [
      ...(await watchWarnings(database.store.watch, settings.watch)),
      ...(await noticeWarnings(database.store.outbox, notices.targets)),
    ],
    metrics,
    approverGroups: settings.limits.approverGroups,
    log,
  });
  const apiServer = await listen(api, settings.apiListen.host, settings.apiListen.port);
  opened.push(() => apiServer.close());
  const receiver = createReceiver({
    ...settings.receiver,
    inbox: database.store.inbox,
    deliveries,
    log,
    meter,
  });
  const webhookServer = await listen(receiver, settings.webhookListen.host, settings.webhookListen.port);
  // Last in, first out: no webhook is accepted any more when the rest begins to stop.
  opened.push(() => webhookServer.close());
  log.info('plumbline is running', { webhooks: webhookServer.url, api: apiServer.url });

  let stopped: Promise<void> | null = null;
  return {
    webhookUrl: `${webhookServer.url}/webhooks/netbox`,
    apiUrl: apiServer.url,
    store: database.store,
    runtime,
    stop: () => (stopped ??= closeAll(opened, log)),
  };
}

function logOf(settings: Settings): Log {
  return createLog({
    level: settings.logLevel,
    destination: process.stderr,
    secrets: secretValuesOf(settings),
  });
}

interface Database {
  readonly url: string;
  readonly store: PostgresStore;
}

/** The embedded server migrates itself; with DATABASE_URL a role with DDL rights ran `plumbline migrate` before. */
async function openDatabase(
  settings: Settings,
  log: Log,
  opened: (() => Promise<unknown>)[],
): Promise<Database> {
  let { url } = settings.database;
  if (url === null) {
    const server = await startEmbeddedServer({ dataDir: settings.dataDir, log });
    opened.push(() => server.stop());
    ({ url } = server);
    await migrate(url);
  }
  const keys = settings.database.keys ?? (await readOrCreateKeyFile(settings.dataDir));
  const store = await createStore({ url, keyring: createKeyring(keys), log });
  opened.push(() => store.close());
  return { url, store };
}

interface Wired {
  readonly settings: Settings;
  readonly netbox: NetBox;
  readonly devices: Devices;
  readonly store: PostgresStore;
  readonly stopSwitch: Ports['stopSwitch'];
  readonly messages: Ports['messages'];
  readonly pin: Ports['pin'];
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Ports['meter'];
}

function portsOf({ settings, netbox, devices, store, ...rest }: Wired): Ports {
  return {
    ...rest,
    source: netbox.source,
    journal: netbox.journal,
    background: netbox.background,
    devices: devices.reader,
    openWriter: devices.openWriter,
    store,
    edits: store.edits,
    outbox: store.outbox,
    limits: settings.limits,
    telling: settings.telling,
  };
}

function noticeParts(
  { netbox: { url }, notify, receiver }: Settings,
  netbox: NetBox,
  { outbox }: PostgresStore,
  log: Log,
  meter: Ports['meter'],
): DeliveryParts {
  const { urls, secret, timeoutMs, giveUpAfterMs, audiences } = notify;
  const webhooks = urls.map((to) =>
    createWebhookTarget({ url: to, secret, timeoutMs, netboxUrl: url, meter }),
  );
  return {
    outbox,
    people: netbox.people,
    targets: [netbox.bell, ...webhooks],
    rules: { audiences, ownUser: receiver.ownUser },
    giveUpAfterMs,
    log,
    meter,
  };
}

function runtimeSettings(settings: Settings, overrides: Partial<RuntimeSettings>): RuntimeSettings {
  return {
    ...DEFAULT_RUNTIME_SETTINGS,
    editPollMs: settings.edits.pollMs,
    quietMs: settings.edits.quietMs,
    maxQuietMs: settings.edits.maxQuietMs,
    queuePollMs: settings.polling.queueMs,
    waitPollMs: settings.polling.waitMs,
    keepFinishedMs: settings.retention.workflowDays * DAY_MS,
    migrate: settings.database.url === null,
    ...overrides,
  };
}

async function readinessProblems(
  settings: Settings,
  store: PostgresStore,
  netbox: NetBox,
): Promise<readonly string[]> {
  const problems: string[] = [];
  await store.ping().catch(() => problems.push('the database does not answer'));
  try {
    const { username } = await netbox.ownAccount();
    if (username !== settings.receiver.ownUser) {
      problems.push(
        `NETBOX_TOKEN belongs to ${username}, but PLUMBLINE_NETBOX_USER is ${settings.receiver.ownUser}`,
      );
    }
  } catch {
    problems.push('NetBox does not answer, or does not accept NETBOX_TOKEN');
  }
  return problems;
}

/** Old inbox rows, snapshots and findings go once a day; also right after the start, since a worker may restart daily. */
function startDailyPurge({ retention }: Settings, store: PostgresStore, log: Log): () => Promise<void> {
  const ages = {
    inboxMs: retention.inboxDays * DAY_MS,
    snapshotsMs: retention.snapshotDays * DAY_MS,
    endedFindingsMs: retention.findingDays * DAY_MS,
  };
  const purgeNow = (): void => {
    store.purge(ages).then(
      (purged) => log.info('old rows removed', { ...purged }),
      (error: unknown) => log.warn('old rows not removed', { err: String(error) }),
    );
  };
  const soon = setTimeout(purgeNow, 60_000);
  const daily = setInterval(purgeNow, DAY_MS);
  return () => {
    clearTimeout(soon);
    clearInterval(daily);
    return Promise.resolve();
  };
}

const GAUGE_MS = 5_000;

/** Waiting edits and open changes, for `agent_queue_size`, and refused logins, for the alarm. */
function startGauges(
  store: PostgresStore,
  runtime: WorkflowRuntime,
  meter: Ports['meter'],
  log: Log,
): () => Promise<void> {
  const measure = (): void => {
    meter.queueSize('changes', runtime.activeCount());
    store.refusedLogins.count().then(
      (count) => meter.refusedLogins(count),
      (error: unknown) => log.debug('refused logins not counted', { err: String(error) }),
    );
    store.edits.size().then(
      (size) => meter.queueSize('edits', size),
      (error: unknown) => log.debug('waiting edits not counted', { err: String(error) }),
    );
  };
  const timer = setInterval(measure, GAUGE_MS);
  measure();
  return () => {
    clearInterval(timer);
    return Promise.resolve();
  };
}

/** Closes in reverse order; one that fails does not keep the others open. */
async function closeAll(opened: (() => Promise<unknown>)[], log: Log): Promise<void> {
  for (const close of opened.splice(0).reverse()) {
    await close().catch((error: unknown) => log.error('something did not close', { err: String(error) }));
  }
}
