import { readValues, type Environment, type ReadFile } from './read-values.ts';
import { dataDirOf } from './settings.ts';

// Apart from `readSettings`, so that a short command does not load what reads the credentials.

/** Where the commands find the running `serve`, and under whose NetBox token they speak. */
export interface ClientSettings {
  readonly apiUrl: string;
  readonly token: string;
}

export type ClientSettingsResult =
  | { readonly ok: true; readonly settings: ClientSettings }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads what a command needs that talks to the running `serve`. */
export function readClientSettings(env: Environment, readFile: ReadFile): ClientSettingsResult {
  const read = readValues(['apiUrl', 'apiHost', 'apiPort', 'netboxToken'], env, readFile);
  if (!read.ok) return read;
  const { apiUrl, apiHost, apiPort, netboxToken } = read.values;
  const host = apiHost.includes(':') ? `[${apiHost}]` : apiHost;
  return { ok: true, settings: { apiUrl: apiUrl ?? `http://${host}:${apiPort}`, token: netboxToken } };
}

/** Reads where the stop file is. */
export function readDataDir(
  env: Environment,
  readFile: ReadFile,
):
  | { readonly ok: true; readonly dataDir: string }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const read = readValues(['dataDir'], env, readFile);
  return read.ok ? { ok: true, dataDir: dataDirOf(read.values.dataDir, env) } : read;
}

/** What `plumbline provision` needs. */
export interface ProvisionSettings {
  readonly url: string;
  readonly token: string;
  readonly timeoutMs: number;
  readonly webhookSecret: string;
  readonly webhookUrl: string | null;
}

/** Reads what `plumbline provision` needs. */
export function readProvisionSettings(
  env: Environment,
  readFile: ReadFile,
):
  | { readonly ok: true; readonly settings: ProvisionSettings }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const read = readValues(
    ['netboxUrl', 'netboxToken', 'netboxTimeoutMs', 'webhookSecret', 'webhookUrl'],
    env,
    readFile,
  );
  if (!read.ok) return read;
  const {
    netboxUrl: url,
    netboxToken: token,
    netboxTimeoutMs: timeoutMs,
    webhookSecret,
    webhookUrl,
  } = read.values;
  return { ok: true, settings: { url, token, timeoutMs, webhookSecret, webhookUrl } };
}

/** Reads the database `plumbline migrate` prepares; null means the embedded one. */
export function readDatabaseUrl(
  env: Environment,
  readFile: ReadFile,
):
  | { readonly ok: true; readonly url: string | null }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const read = readValues(['databaseUrl'], env, readFile);
  return read.ok ? { ok: true, url: read.values.databaseUrl } : read;
}
