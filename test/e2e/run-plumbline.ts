import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The pinned Node: with an older one the launcher would put a process of its own in between, and a signal would meet that. */
const NODE = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));

export type Environment = Readonly<Record<string, string>>;

/** How a command ended and what it printed. */
export interface CommandRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `node scripts/plumbline.js …` in a shell of its own: nothing of the developer's settings reaches it. */
export function spawnPlumbline(args: readonly string[], env: Environment) {
  const { PATH = '', HOME = '', LANG = 'C.UTF-8' } = process.env;
  return spawn(NODE, ['scripts/plumbline.js', ...args], {
    cwd: ROOT,
    env: { PATH, HOME, LANG, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs one command to its end. */
export function runPlumbline(args: readonly string[], env: Environment): Promise<CommandRun> {
  return new Promise((resolve, reject) => {
    const child = spawnPlumbline(args, env);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
