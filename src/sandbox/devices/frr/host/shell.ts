import { expandWords } from './expand.ts';
import { Leaving } from './leaving.ts';
import type { Shell } from './machine.ts';
import { parseScript, SyntaxProblem } from './parse-script.ts';
import type { Chain, Command, Redirect, Script } from './shell-syntax.ts';

/** Runs `text` to its end and gives the exit status; 2 with a word on standard error for what the shell does not know. */
export async function runScript(shell: Shell, text: string): Promise<number> {
  try {
    return await runList(shell, parseScript(text));
  } catch (thrown) {
    if (thrown instanceof Leaving) return thrown.code;
    if (!(thrown instanceof SyntaxProblem)) throw thrown;
    shell.err(`sh: 1: Syntax error: ${thrown.message}\n`);
    return 2;
  }
}

const SPLIT = { run: runList, split: true } as const;
const WHOLE = { run: runList, split: false } as const;

async function runList(shell: Shell, script: Script): Promise<number> {
  let code = 0;
  for (const chain of script) {
    shell.process.signal.throwIfAborted();
    code = chain.inBackground ? runInBackground(shell, chain) : await runChain(shell, chain);
    shell.variables.set('?', String(code));
  }
  return code;
}

async function runChain(shell: Shell, { first, rest }: Chain): Promise<number> {
  let code = await runCommand(shell, first);
  for (const { on, command } of rest)
    if ((code === 0) === (on === '&&')) code = await runCommand(shell, command);
  return code;
}

/** A process of its own in the same group; `$!` is its number. */
function runInBackground(shell: Shell, chain: Chain): number {
  const process = shell.host.processes.start('sh', shell.process.group);
  shell.variables.set('!', String(process.pid));
  void shell.host.run(process, () => runChain({ ...shell, process }, chain));
  return 0;
}

async function runCommand(shell: Shell, command: Command): Promise<number> {
  switch (command.kind) {
    case 'simple':
      return await runSimple(shell, command);
    case 'group':
      return await runList(shell, command.body);
    case 'if':
      return (await runList(shell, command.condition)) === 0
        ? await runList(shell, command.body)
        : await runList(shell, command.otherwise);
    case 'while':
      return await runLoop(async () => {
        if ((await runList(shell, command.condition)) !== 0) return false;
        await runList(shell, command.body);
        return true;
      });
    case 'for': {
      const words = (await expandWords(shell, command.words, SPLIT)).values();
      return await runLoop(async () => {
        const { value, done } = words.next();
        if (done === true) return false;
        shell.variables.set(command.name, value);
        await runList(shell, command.body);
        return true;
      });
    }
  }
}

async function runLoop(next: () => Promise<boolean>): Promise<number> {
  try {
    while (await next());
  } catch (thrown) {
    if (!(thrown instanceof Leaving) || thrown.kind !== 'break') throw thrown;
  }
  return 0;
}

async function runSimple(shell: Shell, command: Extract<Command, { kind: 'simple' }>): Promise<number> {
  for (const { name, value } of command.assigns) {
    shell.variables.set('?', '0');
    shell.variables.set(name, (await expandWords(shell, [value], WHOLE)).join(''));
  }
  const [name, ...args] = await expandWords(shell, command.words, SPLIT);
  const redirected = await redirect(shell, command.redirects);
  if (redirected === null) return 2;
  // An assignment alone ends as the command inside it did.
  let code = Number(shell.variables.get('?') ?? 0);
  if (name !== undefined) code = await runProgram(redirected.shell, name, args);
  redirected.finish();
  return code;
}

async function runProgram(shell: Shell, name: string, args: readonly string[]): Promise<number> {
  const fault = shell.line === null ? null : shell.host.frr.faultAt([name, ...args].join(' '));
  if (fault?.kind === 'hang' || fault?.kind === 'close') {
    shell.line?.lose(fault.kind === 'hang' ? 'hang' : 'cut');
    if (fault.applied !== true) throw new Leaving('exit', 1);
  }
  const program = shell.host.programs.get(name);
  if (program !== undefined) return await program(shell, args);
  shell.err(`sh: 1: ${name}: not found\n`);
  return 127;
}

/** Null when a file cannot be written. What goes to a file is there when the command has ended. */
async function redirect(
  shell: Shell,
  redirects: readonly Redirect[],
): Promise<{ readonly shell: Shell; readonly finish: () => void } | null> {
  let redirected = shell;
  const files = new Map<string, string>();
  for (const { stream, to } of redirects) {
    if (stream === 0) continue; // nothing here reads its input
    if (to === 1) {
      const joined = redirected;
      redirected = { ...joined, err: (text) => joined.out(text) };
      continue;
    }
    const path = (await expandWords(shell, [to], WHOLE)).join('');
    if (path !== '/dev/null') {
      if (!shell.host.files.write(path, '')) {
        shell.err(`sh: 1: cannot create ${path}: Permission denied\n`);
        return null;
      }
      files.set(path, '');
    }
    const write = (text: string) => void files.set(path, (files.get(path) ?? '') + text);
    redirected = stream === 1 ? { ...redirected, out: write } : { ...redirected, err: write };
  }
  const finish = () => {
    for (const [path, text] of files) if (path !== '/dev/null') shell.host.files.write(path, text);
  };
  return { shell: redirected, finish };
}
