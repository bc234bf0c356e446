import { setTimeout as sleep } from 'node:timers/promises';
import { FILE_PROGRAMS } from './file-programs.ts';
import { FRR_PROGRAMS } from './frr-programs.ts';
import { Leaving } from './leaving.ts';
import type { Program, Shell } from './machine.ts';
import { runScript } from './shell.ts';

/** Everything a simulated host has. Whatever else is called answers 127, as a shell does. */
export const PROGRAMS: ReadonlyMap<string, Program> = new Map<string, Program>([
  [':', () => 0],
  ['umask', () => 0],
  ['echo', echo],
  ['break', () => leave('break', 0)],
  ['exit', (shell, [code]) => leave('exit', Number(code ?? shell.variables.get('?') ?? 0))],
  ['command', (_shell, [flag, name = '']) => (flag === '-v' && PROGRAMS.has(name) ? 0 : 127)],
  ['sh', runShell],
  ['setsid', startDetached],
  ['sleep', sleepFor],
  ['trap', trap],
  ['wait', waitFor],
  ['kill', kill],
  ['python3', () => 2],
  ...FILE_PROGRAMS,
  ...FRR_PROGRAMS,
]);

function echo(shell: Shell, args: readonly string[]): number {
  shell.out(`${args.join(' ')}\n`);
  return 0;
}

function leave(kind: 'break' | 'exit', code: number): never {
  throw new Leaving(kind, code);
}

/** `sh -c SCRIPT NAME ARGUMENTS…`, in this process: nobody here can tell the difference. */
async function runShell(shell: Shell, [flag, script = '', ...args]: readonly string[]): Promise<number> {
  if (flag !== '-c') return 2;
  return await runScript({ ...shell, variables: withArguments(shell, args) }, script);
}

function withArguments({ variables }: Shell, args: readonly string[]): Map<string, string> {
  const own = new Map(variables);
  for (const [index, value] of args.entries()) own.set(String(index), value);
  return own;
}

/** `setsid -f sh -c …`: a process of its own, which nobody waits for. */
function startDetached(shell: Shell, [flag, name, dash, script = '', ...args]: readonly string[]): number {
  if (flag !== '-f' || name !== 'sh' || dash !== '-c') return 1;
  const process = shell.host.processes.start(['sh', '-c', script, ...args].join(' '), null);
  const silent = { process, line: null, out: () => undefined, err: () => undefined };
  const own = { ...shell, ...silent, variables: withArguments(shell, args) };
  void shell.host.run(process, () => runScript(own, script));
  return 0;
}

async function sleepFor({ process }: Shell, [seconds]: readonly string[]): Promise<number> {
  await sleep(Number(seconds) * 1000, undefined, { signal: process.signal });
  return 0;
}

/** `trap ACTION SIGNAL`: what the action does happens at once, beside what the process waits for. */
function trap(shell: Shell, [action = '', name = '']: readonly string[]): number {
  shell.process.trapped.set(name, () => void runScript(shell, action));
  return 0;
}

/** Until that process has ended. */
async function waitFor({ host, process }: Shell, [pid]: readonly string[]): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  host.onEnd(Number(pid), () => resolve(0));
  const stop = () => resolve(137);
  process.signal.addEventListener('abort', stop);
  const code = await promise;
  process.signal.removeEventListener('abort', stop);
  process.signal.throwIfAborted();
  return code;
}

/** `kill -s SIGNAL [--] PID` or `kill PID`, as dash has it: another form with `--` is an error there. */
function kill(shell: Shell, args: readonly string[]): number {
  const [name, rest] = args[0] === '-s' ? [args[1] ?? '', args.slice(2)] : ['TERM', args];
  const target = rest[0] === '--' && args[0] === '-s' ? rest[1] : rest[0];
  if (target === undefined || !/^-?\d+$/.test(target)) {
    shell.err(`sh: 1: kill: Illegal number: ${target ?? ''}\n`);
    return 2;
  }
  return shell.host.processes.kill(Number(target), name) ? 0 : 1;
}
