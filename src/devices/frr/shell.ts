import { Fault } from '../../domain/fault.ts';
import type { ExecAnswer, ExecSession } from '../exec-session.ts';
import type { SessionContext } from '../platform-session.ts';

/** vtysh of one router, whatever the account's login shell is. */
export interface FrrShell {
  /** What `show version` said. */
  readonly version: string;
  /** Runs lines in one vtysh, in order, up to the first that fails. Standard error has only what matters. */
  run(lines: readonly string[], totalMs: number, idleMs?: number): Promise<ExecAnswer>;
  /** Runs a script with the host's sh; null where the account's login shell is vtysh itself. */
  readonly sh: ((script: string, args: readonly string[], totalMs: number) => Promise<ExecAnswer>) | null;
}

/**
 * Lines vtysh prints on standard error although all is well: the packaged file modes keep members of frrvty from its own
 * configuration file, and the account check from the shadow file.
 */
const HARMLESS =
  /^(% Can't open configuration file .*vtysh\.conf.*|Configuration file\[.*\] processing failure: 11|vtysh_pam: .*)$/;

/** Printed before an answer, because a login shell may say something of its own first (its start files do). */
const MARK = '== plumbline';

/** Finds out whether the account's login shell is vtysh itself or a shell that has `vtysh -c`. Throws when neither answers. */
export async function openFrrShell(exec: ExecSession, context: SessionContext): Promise<FrrShell> {
  const { name } = context.connection;
  const { handshakeMs } = context.timeouts;
  for (const isVtysh of [true, false]) {
    const run: FrrShell['run'] = async (lines, totalMs, idleMs) => {
      const text = lines.join('\n');
      const said = isVtysh
        ? await exec.run(text, totalMs, idleMs)
        : afterMark(await exec.run(marked(['vtysh', '-c', text]), totalMs, idleMs));
      return withoutNoise(said);
    };
    const answer = await run(['show version'], handshakeMs, handshakeMs);
    if (answer.code === null) throw new Fault('device.cut', `${name} ended the connection`);
    if (answer.code === 0 && answer.stdout.startsWith('FRRouting ')) {
      const sh: FrrShell['sh'] = async (script, args, totalMs) =>
        afterMark(await exec.run(marked(['sh', '-c', script, 'plumbline', ...args]), totalMs, totalMs));
      return { version: answer.stdout, run, sh: isVtysh ? null : sh };
    }
    if (answer.stderr.includes('failed to connect to any daemons')) throw noDaemons(name);
    if (answer.code !== 127) break; // 127: the shell knows no `show`, so it is not vtysh
  }
  throw new Fault('device.unexpected-output', `${name} does not answer "show version" as FRRouting does`);
}

function marked(words: readonly string[]): string {
  return `echo ${quote(MARK)}; ${words.map(quote).join(' ')}`;
}

function afterMark(answer: ExecAnswer): ExecAnswer {
  const at = answer.stdout.indexOf(`${MARK}\n`);
  return { ...answer, stdout: at === -1 ? '' : answer.stdout.slice(at + MARK.length + 1) };
}

/** One word for any POSIX shell, whatever is in it. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function withoutNoise(answer: ExecAnswer): ExecAnswer {
  const lines = answer.stderr.split('\n').filter((line) => line.trim() !== '' && !HARMLESS.test(line.trim()));
  return { ...answer, stderr: lines.join('\n') };
}

function noDaemons(name: string): Fault {
  return new Fault(
    'device.incomplete',
    `vtysh on ${name} reaches no FRR daemon: FRR is not running, or the account is not in the group frrvty`,
  );
}
