import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { redactSecrets } from '../domain/redaction.ts';
import type { StopSwitch } from '../ports/stop-switch.ts';

/** The stop switch with its handle. */
export interface StopFile extends StopSwitch {
  /** Switches on; a switch that is on keeps its first reason. */
  set(reason: string): Promise<void>;
  /** Switches off; nothing happens when it is off. */
  clear(): Promise<void>;
}

const NAME = 'stop';
const MAX_REASON = 500;

/**
 * `plumbline stop` as a file in the data folder: works without database and NetBox, and survives restarts. An empty file
 * (`touch stop`) is a stop, too. A file that cannot be read counts as one: nothing is written while nobody can tell.
 */
export function createStopFile(dataDir: string): StopFile {
  const path = join(dataDir, NAME);
  return {
    reason: () => readReason(path),
    async set(reason) {
      if ((await readReason(path)) !== null) return;
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      // Written aside first: a stop must never be read half.
      const aside = `${path}.${process.pid}`;
      await writeFile(aside, `${toLine(reason)}\n`, { mode: 0o644 });
      await rename(aside, path);
    },
    clear: () => rm(path, { force: true }),
  };
}

async function readReason(path: string): Promise<string | null> {
  try {
    const text = toLine(await readFile(path, 'utf8'));
    return text === '' ? 'stopped, no reason given' : text;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return code === 'ENOENT' ? null : `the stop file ${path} cannot be read (${code})`;
  }
}

function toLine(reason: string): string {
  return redactSecrets(reason)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_REASON);
}
