import { SETTINGS, type SettingKey, type Values } from './schema.ts';
import type { Setting } from './setting.ts';
import { suggestName } from './suggest-name.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
/** The text of a file; throws when it cannot be read. */
export type ReadFile = (path: string) => string;

/** The settings asked for, or every problem there is, each a sentence that names its variable. */
export type ValuesResult<Key extends SettingKey> =
  | { readonly ok: true; readonly values: Pick<Values, Key> }
  | { readonly ok: false; readonly problems: readonly string[] };

const PREFIX = 'PLUMBLINE_';
const FILE = '_FILE';
const LONGEST_QUOTE = 80;

/**
 * Reads some settings from the environment. An empty variable counts as not set. Unknown variables of our prefix are a
 * problem whichever settings are asked for: a misspelt limit would silently not limit.
 */
export function readValues<Key extends SettingKey>(
  wanted: readonly Key[],
  env: Environment,
  readFile: ReadFile,
): ValuesResult<Key> {
  const problems: string[] = [...unknownNames(env)];
  const values = new Map<Key, unknown>();
  for (const key of wanted) {
    const outcome = readValue(SETTINGS[key], env, readFile);
    if (outcome.ok) values.set(key, outcome.value);
    else problems.push(outcome.problem);
  }
  if (problems.length > 0) return { ok: false, problems };
  // Every wanted key was parsed by the schema that `Values` takes its type from.
  return { ok: true, values: Object.fromEntries(values) as Pick<Values, Key> };
}

type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string };

function readValue(setting: Setting<unknown>, env: Environment, readFile: ReadFile): Outcome<unknown> {
  const raw = readRaw(setting, env, readFile);
  if (!raw.ok) return raw;
  const given = raw.value ?? setting.fallback;
  if (given === null) {
    return setting.required
      ? problem(`${setting.name}: missing. Example: ${setting.example}.`)
      : { ok: true, value: null };
  }
  const parsed = setting.schema.safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data };
  const expected = parsed.error.issues[0]?.message ?? 'another value';
  return problem(
    `${setting.name}: expected ${expected}, found ${quote(setting, given)}. Example: ${setting.example}.`,
  );
}

/** The text of a variable or, for a secret, of the file its `_FILE` form names. */
function readRaw(setting: Setting<unknown>, env: Environment, readFile: ReadFile): Outcome<string | null> {
  const { name } = setting;
  const direct = env[name] === '' ? undefined : env[name];
  const path = setting.secret && env[name + FILE] !== '' ? env[name + FILE] : undefined;
  if (path === undefined) return { ok: true, value: direct ?? null };
  if (direct !== undefined) return problem(`${name}: given twice, also as ${name}${FILE}. Keep one.`);
  try {
    const content = readFile(path).replace(/\r?\n$/, '');
    return content === ''
      ? problem(`${name}${FILE}: the file ${path} is empty.`)
      : { ok: true, value: content };
  } catch (error) {
    return problem(
      `${name}${FILE}: the file ${path} cannot be read (${error instanceof Error ? error.message : 'unknown'}).`,
    );
  }
}

function unknownNames(env: Environment): readonly string[] {
  const settings: readonly Setting<unknown>[] = Object.values(SETTINGS);
  const known = settings.flatMap(({ name, secret }) => (secret ? [name, name + FILE] : [name]));
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !known.includes(name))
    .map((name) => {
      const suggestion = suggestName(name, known);
      return `${name}: there is no such setting.${suggestion === null ? '' : ` Did you mean ${suggestion}?`}`;
    });
}

function quote(setting: Setting<unknown>, given: string): string {
  if (setting.secret) return `${given.length} characters that are none`;
  return JSON.stringify(given.length > LONGEST_QUOTE ? `${given.slice(0, LONGEST_QUOTE)}…` : given);
}

function problem(text: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem: text };
}
