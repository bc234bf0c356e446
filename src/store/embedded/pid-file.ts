import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `postmaster.pid` says. A claim only: the process of that number may be anything by now. */
export interface PidFile {
  readonly pid: number;
  readonly port: number | null;
  readonly socketFolder: string | null;
  /** The whole text, to recognise this very file again. */
  readonly text: string;
}

export function pidFilePath(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

/** Reads the file, or null when there is none. Lines: pid, data directory, start time, port, socket folder, address, key, status. */
export async function readPidFile(cluster: string): Promise<PidFile | null> {
  const text = await readFile(pidFilePath(cluster), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : parsePidFile(text);
}

/** A file the server is just writing has fewer lines; one without a number gives pid 0, which is nobody. */
export function parsePidFile(text: string): PidFile {
  const [pid, , , port, socketFolder] = text.split('\n').map((line) => line.trim());
  return {
    pid: numberOr(pid, 0),
    port: port === undefined || port === '' ? null : numberOr(port, null),
    socketFolder: socketFolder === undefined || socketFolder === '' ? null : socketFolder,
    text,
  };
}

function numberOr<T>(text: string | undefined, otherwise: T): number | T {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : otherwise;
}
