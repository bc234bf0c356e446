import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ServerAccount } from './server-account.ts';

/**
 * The outermost folder on the way to `path` (itself included) that `account` may not enter, or null.
 * Judged by owner, group and mode bits; access lists are not consulted. Parts that do not exist yet are no barrier.
 */
export async function findBarrier(path: string, account: ServerAccount): Promise<string | null> {
  for (const folder of foldersTo(resolve(path))) {
    const entry = await stat(folder).catch(() => null);
    if (entry === null) return null;
    if (entry.isDirectory() && !mayEnter(entry, account)) return folder;
  }
  return null;
}

function foldersTo(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...foldersTo(parent), path];
}

interface Ownership {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

function mayEnter(folder: Ownership, account: ServerAccount): boolean {
  if (folder.uid === account.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === account.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
