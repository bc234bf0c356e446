import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const SCRIPT = fileURLToPath(new URL('./hold-server.ts', import.meta.url));
const Line = z.object({
  url: z.string().optional(),
  adopted: z.boolean().optional(),
  fault: z.string().optional(),
});

/** Another process that uses an embedded server. */
export interface ServerHolder {
  readonly url: string | undefined;
  readonly adopted: boolean | undefined;
  readonly fault: string | undefined;
  /** Lets it stop as a program does, and waits for its end. */
  stop(): Promise<void>;
  /** SIGKILL, and waits for its end. */
  kill(): Promise<void>;
}

/** Starts `hold-server.ts` on this data directory, as another user if a prefix (`setpriv …`) says so. */
export async function startHolder(
  dataDir: string,
  prefix: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<ServerHolder> {
  const [command, ...args] = [...prefix, process.execPath, SCRIPT, dataDir];
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = Line.parse(JSON.parse(await firstLine(child)));
  return {
    url: line.url,
    adopted: line.adopted,
    fault: line.fault,
    stop: () => {
      child.stdin.end();
      return ended;
    },
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the holder has no output');
  const lines = createInterface(child.stdout);
  return new Promise((resolve, reject) => {
    lines.once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`the holder ended with ${code ?? 'a signal'} before it was ready`)),
    );
  });
}
