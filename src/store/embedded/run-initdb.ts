import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../domain/fault.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { ServerAccount } from './server-account.ts';
import { SERVER_ENVIRONMENT } from './server-environment.ts';

/** The database superuser; who reaches the socket in its 0700 folder is trusted. */
export const SERVER_USER = 'plumbline';

/**
 * Fills an empty folder of `account` with a new data directory; `sync` waits until it is on the disk. Faults
 * `settings.invalid` with initdb's own sentence, and removes the folder.
 */
export async function runInitdb(
  binaries: PostgresBinaries,
  cluster: string,
  account: ServerAccount | null,
  sync: boolean,
): Promise<void> {
  const output = await collect(join(binaries.folder, 'bin', 'initdb'), account, [
    `--pgdata=${cluster}`,
    `--username=${SERVER_USER}`,
    '--auth-local=trust',
    '--auth-host=reject',
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
    ...(sync ? [] : ['--no-sync']),
  ]);
  if (output.status === 0) return;
  await rm(cluster, { recursive: true, force: true });
  throw new Fault(
    'settings.invalid',
    `PostgreSQL could not make its data directory: ${reasonIn(output.text)}`,
    output.text,
  );
}

/** PostgreSQL's own sentence, and what to do where we know it. */
function reasonIn(text: string): string {
  const lines = text.trim().split('\n');
  const line =
    lines.findLast((each) => /error|fatal|cannot|could not/i.test(each)) ?? lines.at(-1) ?? 'no output';
  return line.includes('effective user ID')
    ? `${line}. The user id Plumbline runs under needs an entry in /etc/passwd; or set DATABASE_URL.`
    : line;
}

interface Output {
  readonly status: number | null;
  readonly text: string;
}

function collect(command: string, account: ServerAccount | null, args: readonly string[]): Promise<Output> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: '/',
      env: SERVER_ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
    });
    let text = '';
    const add = (chunk: Buffer): void => {
      text += chunk.toString();
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', (error) => resolve({ status: null, text: `${text}${error.message}` }));
    child.on('close', (status) => resolve({ status, text }));
  });
}
