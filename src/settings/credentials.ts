import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { CredentialsFile, ProfileFile } from './credentials-file.ts';
import { loadAccount, type Account } from './load-account.ts';
import type { Environment, ReadFile } from './read-values.ts';
import { type LineOf, readYaml } from './yaml-places.ts';

/** How devices are logged in to, and which of them may be: the write account is used only for writing. */
export interface CredentialProfile {
  readonly prefixes: readonly string[];
  readonly port: number;
  readonly sshProfile: ProfileFile['sshProfile'];
  readonly read: Account;
  /** Null: devices of this profile are never written. */
  readonly write: Account | null;
}

/** Profiles by the name that policies use. */
export type Credentials = Readonly<Record<string, CredentialProfile>>;

/** The credentials, or every problem in their file; a value is never quoted. */
export type CredentialsResult =
  | { readonly ok: true; readonly credentials: Credentials }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the credentials file, the files it names (relative to it) and the variables it names. Strict: an unknown key or a key
 * given twice is a problem. All problems are told at once, each with its line and the profile it is in.
 */
export function readCredentials(path: string, readFile: ReadFile, env: Environment = {}): CredentialsResult {
  const content = tryRead(path, readFile);
  if (content === null) return { ok: false, problems: [`${path}: the credentials file cannot be read.`] };
  const yaml = readYaml(content);
  if (!yaml.ok)
    return {
      ok: false,
      problems: yaml.problems.map(
        ({ line, text }) => `${path}${line === null ? '' : ` line ${line}`}: ${text}`,
      ),
    };
  const parsed = CredentialsFile.safeParse(yaml.value);
  const problems = parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => toProblems(path, issue, yaml.lineOf));
  const sources: Sources = { path, readFile, env, lineOf: yaml.lineOf, problems };
  const credentials = Object.fromEntries(
    profilesOf(yaml.value).map(([name, profile]) => [name, loadProfile(name, profile, sources)]),
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, credentials };
}

interface Sources {
  readonly path: string;
  readonly readFile: ReadFile;
  readonly env: Environment;
  readonly lineOf: LineOf;
  readonly problems: string[];
}

/** The profiles that can be read, also beside others that cannot: their files are looked at in the same run. */
function profilesOf(value: unknown): readonly (readonly [string, ProfileFile])[] {
  const profiles = typeof value === 'object' && value !== null && 'profiles' in value ? value.profiles : null;
  if (typeof profiles !== 'object' || profiles === null) return [];
  return Object.entries(profiles).flatMap(([name, profile]) => {
    const parsed = ProfileFile.safeParse(profile);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
}

function loadProfile(name: string, profile: ProfileFile, sources: Sources): CredentialProfile {
  const { prefixes, port, sshProfile, read, write } = profile;
  const load = (access: 'read' | 'write', account: Parameters<typeof loadAccount>[0]): Account =>
    loadAccount(account, {
      read: (file) => tryRead(resolve(dirname(sources.path), file), sources.readFile),
      variable: (variable) => sources.env[variable] ?? null,
      report: (text) => {
        const line = sources.lineOf(['profiles', name, access]);
        sources.problems.push(`${sources.path} line ${line}: profiles.${name}.${access}: ${text}`);
      },
    });
  return {
    prefixes,
    port,
    sshProfile,
    read: load('read', read),
    write: write === undefined ? null : load('write', write),
  };
}

function tryRead(path: string, readFile: ReadFile): string | null {
  try {
    return readFile(path);
  } catch {
    return null;
  }
}

function toProblems(path: string, issue: z.core.$ZodIssue, lineOf: LineOf): readonly string[] {
  const place = issue.path.map(String).join('.') || 'the file';
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) => `${path} line ${lineOf(issue.path, key)}: ${place}: there is no key ${key}.`,
    );
  return [`${path} line ${lineOf(issue.path)}: ${place}: ${messageOf(issue)}.`];
}

/** zod says of a missing key what type it found; the word for that is missing. A bad name of a profile says why itself. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  return issue.message;
}
