import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Audiences } from '../domain/notice.ts';
import type { Limits } from '../domain/policy.ts';
import type { Telling } from '../domain/telling.ts';
import type { Credentials } from './credentials.ts';
import type { Environment } from './read-values.ts';
import type { Values } from './schema.ts';

/** All settings of the running program, in the groups its parts take. Times in milliseconds unless the name says days. */
export interface Settings {
  readonly netbox: {
    readonly url: string;
    readonly token: string;
    readonly timeoutMs: number;
    readonly maxConcurrent: number;
    readonly maxRenders: number;
  };
  readonly receiver: {
    readonly secrets: { readonly current: string; readonly previous: string | null };
    readonly ownUser: string;
    readonly deadlineMs: number;
    readonly maxInFlight: number;
  };
  readonly doctor: { readonly waitMs: number };
  readonly notify: {
    readonly urls: readonly string[];
    readonly secret: string | null;
    readonly timeoutMs: number;
    readonly giveUpAfterMs: number;
    readonly audiences: Audiences;
  };
  readonly webhookListen: { readonly host: string; readonly port: number };
  readonly apiListen: { readonly host: string; readonly port: number };
  readonly dataDir: string;
  /** Null: the embedded server, and keys from the key file. */
  readonly database: { readonly url: string | null; readonly keys: string | null };
  readonly retention: {
    readonly inboxDays: number;
    readonly workflowDays: number;
    readonly snapshotDays: number;
    readonly findingDays: number;
  };
  readonly edits: { readonly quietMs: number; readonly maxQuietMs: number; readonly pollMs: number };
  readonly polling: { readonly queueMs: number; readonly waitMs: number };
  readonly sweep: { readonly intervalMs: number };
  readonly watch: {
    readonly everyMs: number;
    readonly glanceMs: number;
    readonly overlapMs: number;
    readonly gapMs: number;
    readonly silentMs: number;
  };
  readonly shutdownGraceMs: number;
  readonly limits: Limits;
  readonly telling: Telling;
  readonly credentials: Credentials;
  readonly devices: {
    readonly knownHostsPath: string;
    readonly limits: DeviceLimits;
    readonly timeouts: DeviceTimeouts;
    readonly reuseMs: number;
    readonly backOff: {
      readonly gapsMs: readonly number[];
      readonly openAfter: number;
      readonly jitterPercent: number;
    };
  };
  readonly logLevel: Values['logLevel'];
}

export interface DeviceLimits {
  readonly perDevice: number;
  readonly perSite: number;
  readonly perPlatform: number;
  readonly total: number;
  readonly minGapMs: number;
  readonly outputBytes: number;
}

export interface DeviceTimeouts {
  readonly slotMs: number;
  readonly connectMs: number;
  readonly handshakeMs: number;
  readonly commandMs: number;
  readonly readMs: number;
  readonly saveMs: number;
  readonly commitMs: number;
  readonly minuteMs: number;
  readonly idleMs: number;
  readonly quietMs: number;
  readonly closeMs: number;
  readonly keepaliveMs: number;
  readonly keepaliveCount: number;
}

/** Time for a polite goodbye to a device; nothing depends on it. */
const CLOSE_MS = 2_000;
const KEEPALIVE_COUNT = 3;

/** Groups the values read. `env` is asked for the home folder only. */
export function toSettings(values: Values, credentials: Credentials, env: Environment): Settings {
  const dataDir = dataDirOf(values.dataDir, env);
  return {
    netbox: {
      url: values.netboxUrl,
      token: values.netboxToken,
      timeoutMs: values.netboxTimeoutMs,
      maxConcurrent: values.netboxConcurrency,
      maxRenders: values.netboxRenders,
    },
    receiver: {
      secrets: { current: values.webhookSecret, previous: values.webhookSecretPrevious },
      ownUser: values.netboxUser,
      deadlineMs: values.webhookDeadlineMs,
      maxInFlight: values.webhookInFlight,
    },
    doctor: { waitMs: values.doctorWaitMs },
    notify: {
      urls: values.notifyUrls,
      secret: values.notifySecret,
      timeoutMs: values.notifyTimeoutMs,
      giveUpAfterMs: values.notifyGiveUpMs,
      audiences: values.notifyWho,
    },
    webhookListen: { host: values.webhookHost, port: values.webhookPort },
    apiListen: { host: values.apiHost, port: values.apiPort },
    dataDir,
    database: { url: values.databaseUrl, keys: values.keys },
    retention: {
      inboxDays: values.inboxDays,
      workflowDays: values.workflowDays,
      snapshotDays: values.snapshotDays,
      findingDays: values.findingDays,
    },
    edits: { quietMs: values.quietMs, maxQuietMs: values.maxQuietMs, pollMs: values.editPollMs },
    polling: { queueMs: values.queuePollMs, waitMs: values.waitPollMs },
    sweep: { intervalMs: values.sweepIntervalMs },
    watch: {
      everyMs: values.changelogEveryMs,
      glanceMs: values.changelogGlanceMs,
      overlapMs: values.changelogOverlapMs,
      gapMs: values.changelogGapMs,
      silentMs: values.webhookSilentMs,
    },
    shutdownGraceMs: values.shutdownGraceMs,
    limits: toLimits(values, credentials),
    telling: {
      ticketPattern: values.ticketPattern,
      pagesUrl: values.publicUrl,
      netboxPath: new URL(values.netboxUrl).pathname.replace(/\/$/, ''),
    },
    credentials,
    devices: toDevices(values, values.knownHosts ?? join(dataDir, 'known_hosts')),
    logLevel: values.logLevel,
  };
}

function toLimits(values: Values, credentials: Credentials): Limits {
  return {
    maxStage: values.maxStage,
    writableUnits: values.writableUnits,
    managementPrefixes: values.managementPrefixes,
    evidenceRaisedFor: values.evidenceRaisedFor,
    window: values.window,
    approverGroups: values.approverGroups,
    managedStatuses: values.managedStatuses,
    credentialProfiles: Object.fromEntries(
      Object.entries(credentials).map(([name, profile]) => [name, profile.prefixes]),
    ),
    approvalExpiryMs: values.approvalExpiryMs,
    settleMs: values.settleMs,
    deviceMinuteMs: values.deviceMinuteMs,
    interactiveUnits: values.interactiveUnits,
    transientMs: values.transientMs,
    renderAgeMs: values.renderAgeMs,
  };
}

function toDevices(values: Values, knownHostsPath: string): Settings['devices'] {
  return {
    knownHostsPath,
    limits: {
      perDevice: values.perDevice,
      perSite: values.perSite,
      perPlatform: values.perPlatform,
      total: values.total,
      minGapMs: values.connectSpacingMs,
      outputBytes: values.outputBytes,
    },
    timeouts: {
      slotMs: values.slotTimeoutMs,
      connectMs: values.connectTimeoutMs,
      handshakeMs: values.loginTimeoutMs,
      commandMs: values.commandTimeoutMs,
      readMs: values.configurationTimeoutMs,
      saveMs: values.saveTimeoutMs,
      commitMs: values.commitTimeoutMs,
      minuteMs: values.deviceMinuteMs,
      idleMs: values.idleTimeoutMs,
      quietMs: values.quietPromptMs,
      closeMs: CLOSE_MS,
      keepaliveMs: values.keepaliveMs,
      keepaliveCount: KEEPALIVE_COUNT,
    },
    reuseMs: values.reuseMs,
    backOff: {
      gapsMs: values.backOffMs,
      openAfter: values.breakerFailures,
      jitterPercent: values.jitterPercent,
    },
  };
}

/** The data folder: as set, else the folder for state of the XDG base directories. */
export function dataDirOf(given: string | null, env: Environment): string {
  if (given !== null) return resolve(given);
  const state = env['XDG_STATE_HOME'] ?? '';
  // The XDG rules say to ignore a relative path there.
  return join(state.startsWith('/') ? state : join(env['HOME'] ?? homedir(), '.local', 'state'), 'plumbline');
}

/** Every secret among the settings by value, for the log's filter. */
export function secretValuesOf(settings: Settings): readonly string[] {
  const { database, receiver, netbox, notify, credentials } = settings;
  const accounts = Object.values(credentials).flatMap(({ read, write }) =>
    write === null ? [read] : [read, write],
  );
  return [
    netbox.token,
    receiver.secrets.current,
    receiver.secrets.previous,
    ...notify.urls,
    notify.secret,
    ...(database.keys ?? '').split(',').map((entry) => entry.split(':')[1]),
    database.url === null ? null : decodeURIComponent(new URL(database.url).password),
    ...accounts.flatMap(({ password, passphrase, enableSecret, privateKey }) => [
      password,
      passphrase,
      enableSecret,
      // Line by line, because whoever prints a key may wrap it anew.
      ...(privateKey?.split(/\r?\n/).filter((line) => line.length >= 20 && !line.startsWith('-----')) ?? []),
    ]),
  ].filter((secret) => typeof secret === 'string');
}
