import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

// `npm run check`: everything a machine can say about the source without running the tests. One line for each check,
// the output of those that failed, exit 1 when one did.

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Check {
  readonly name: string;
  /** A program of node_modules/.bin, or a script of this repository. */
  readonly command: readonly [string, ...string[]];
}

const CHECKS: readonly Check[] = [
  { name: 'types', command: ['tsc', '-p', '.', '--noEmit'] },
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  {
    name: 'dependency rules',
    command: ['depcruise', 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  },
  { name: 'generated code', command: ['node', 'scripts/generate.ts', '--check'] },
  { name: 'generated pages', command: ['node', 'scripts/generate-docs.ts', '--check'] },
];

/** Two at once: the machine this must be quick on has two cores, and types and lint are most of it. */
const AT_ONCE = 2;

interface Outcome {
  readonly check: Check;
  readonly ok: boolean;
  readonly seconds: number;
  readonly output: string;
}

async function run(check: Check): Promise<Outcome> {
  const [program, ...args] = check.command;
  const started = performance.now();
  const child = spawn(program, args, {
    cwd: ROOT,
    // Tools and the pinned Node of this checkout first, also when not started through npm.
    env: { ...process.env, PATH: `${ROOT}node_modules/.bin${delimiter}${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await once(child, 'close').then(
    ([status]: unknown[]) => status,
    (error: unknown) => {
      output += String(error);
      return null;
    },
  );
  return { check, ok: code === 0, seconds: (performance.now() - started) / 1_000, output };
}

function tell({ check, ok, seconds, output }: Outcome): void {
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'}  ${check.name} (${seconds.toFixed(1)} s)\n`);
  if (!ok) process.stdout.write(`${output.trimEnd()}\n\n`);
}

async function work(queue: Check[], outcomes: Outcome[]): Promise<void> {
  for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
    const outcome = await run(check);
    outcomes.push(outcome);
    tell(outcome);
  }
}

const queue = [...CHECKS];
const outcomes: Outcome[] = [];
await Promise.all(Array.from({ length: AT_ONCE }, () => work(queue, outcomes)));
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
