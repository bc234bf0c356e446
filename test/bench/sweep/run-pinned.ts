import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';

/** Contenders get one core, the devices another: both contenders then have exactly the same. */
const CORES = { contender: '0', devices: '1' } as const;

/** Whether processes can be kept on one core each here. */
export const CAN_PIN = availableParallelism() >= 2 && spawnSync('taskset', ['-V']).status === 0;

/** The command line that keeps a program on its core, where that is possible. */
export function pinnedTo(whose: keyof typeof CORES, command: readonly string[]): readonly string[] {
  return CAN_PIN ? ['taskset', '-c', CORES[whose], ...command] : command;
}

/** Runs a program with `input` on its standard input, on its core if it is a contender, and returns what its last line says. */
export async function runContender(
  command: readonly string[],
  input: unknown,
  signal: AbortSignal,
  whose: 'contender' | 'nobody' = 'contender',
): Promise<unknown> {
  const [program = '', ...args] = whose === 'contender' ? pinnedTo(whose, command) : command;
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], signal });
  const closed = once(child, 'close') as Promise<[number | null]>;
  child.stdin.end(JSON.stringify(input));
  const [[code], stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  if (code !== 0)
    throw new Error(`${command.slice(-2).join(' ')} ended with ${code ?? 'a signal'}: ${stderr.slice(-500)}`);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}
