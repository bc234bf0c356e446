import { readCredentials } from './credentials.ts';
import { isReadableOnTheWay } from './notify-schemas.ts';
import { readValues, type Environment, type ReadFile } from './read-values.ts';
import { SETTINGS, type SettingKey, type Values } from './schema.ts';
import { toSettings, type Settings } from './settings.ts';

/** The settings, or every problem there is, each a sentence that names where it is. */
export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly string[] };

const ALL = Object.keys(SETTINGS) as readonly SettingKey[];

/** Reads everything `serve` needs from an environment and the files it names. Never throws for wrong settings, and never quotes a secret. */
export function readSettings(env: Environment, readFile: ReadFile): SettingsResult {
  const read = readValues(ALL, env, readFile);
  const path = read.ok ? read.values.credentials : (env[SETTINGS.credentials.name] ?? '');
  const credentials = path === '' ? null : readCredentials(path, readFile, env);
  const problems = [
    ...(read.ok ? contradictions(read.values) : read.problems),
    ...(credentials?.ok === false ? credentials.problems : []),
  ];
  if (problems.length > 0 || !read.ok || credentials?.ok !== true) return { ok: false, problems };
  return { ok: true, settings: toSettings(read.values, credentials.credentials, env) };
}

/** What is right by itself and wrong together. */
function contradictions(values: Values): readonly string[] {
  const problems: string[] = [];
  if (values.databaseUrl !== null && values.keys === null) {
    problems.push(
      'PLUMBLINE_KEYS: missing, and must be given with DATABASE_URL: every process needs the same keys. Make one with `openssl rand -base64 32`.',
    );
  }
  if (values.maxQuietMs < values.quietMs) {
    problems.push(
      `PLUMBLINE_MAX_QUIET_MS: expected at least PLUMBLINE_QUIET_MS (${values.quietMs}), found ${values.maxQuietMs}.`,
    );
  }
  if (values.writableUnits.includes('*') && values.writableUnits.length > 1) {
    problems.push('PLUMBLINE_WRITABLE_UNITS: expected names, or `*` alone for all, found both.');
  }
  if (values.notifyPlainHttp === 'loopback' && values.notifyUrls.some(isReadableOnTheWay)) {
    problems.push(
      'PLUMBLINE_NOTIFY_URL: expected https:// for every other machine, found http://. Set PLUMBLINE_NOTIFY_PLAIN_HTTP to `allowed` where the way there is safe.',
    );
  }
  if (values.apiPort === values.webhookPort) {
    problems.push('PLUMBLINE_API_PORT: expected another port than PLUMBLINE_WEBHOOK_PORT, found the same.');
  }
  return problems;
}
