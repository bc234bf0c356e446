import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../../src/cli/plumbline.ts', import.meta.url));

/** The launcher switches Node's compile cache on, too; it halves the start. */
const CACHE = join(tmpdir(), 'plumbline-test-compile-cache');

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command line in a process of its own, with exactly the environment given. */
export async function runPlumbline(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', NODE_COMPILE_CACHE: CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [[code], stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

const PROGRAM = new URL('../../../src/cli/create-program.ts', import.meta.url).href;
const LIST_MODULES = `
import { registerHooks } from 'node:module';
const seen = [];
registerHooks({ load: (url, context, next) => (seen.push(url), next(url, context)) });
const { runProgram } = await import(${JSON.stringify(PROGRAM)});
await runProgram(process.argv.slice(1));
process.stderr.write(JSON.stringify(seen));`;

/** What a command loads: our files as `src/…`, packages by their name; each once. */
export async function modulesLoadedBy(args: readonly string[]): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', LIST_MODULES, '--', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const urls = JSON.parse(await text(child.stderr)) as readonly string[];
  const names = urls
    .filter((url) => url.startsWith('file:'))
    .map(
      (url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? url.slice(url.indexOf('/src/') + 1),
    );
  return [...new Set(names)];
}
