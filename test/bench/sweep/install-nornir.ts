import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../diff/run-program.ts';

/** The versions the bench compares with, and that the recorded figures are of. */
export const PEER = ['nornir==3.6.0', 'nornir-netmiko==1.0.1', 'netmiko==4.8.0'] as const;

export const NORNIR_PROCESS = fileURLToPath(new URL('./nornir_process.py', import.meta.url));

/** A Python that has nornir and netmiko, or why there is none. */
export type Nornir =
  { readonly ok: true; readonly python: string } | { readonly ok: false; readonly reason: string };

/** Installs them by pip into an environment of its own in `folder`, which may be thrown away afterwards. */
export async function installNornir(folder: string, signal: AbortSignal): Promise<Nornir> {
  const python = join(folder, 'bin', 'python');
  try {
    if (!existsSync(python)) await demand('python3', ['-m', 'venv', folder], signal);
    const options = ['--quiet', '--disable-pip-version-check'];
    await demand(python, ['-m', 'pip', 'install', ...options, ...PEER], signal);
    await demand(python, ['-c', 'import nornir_netmiko'], signal);
    return { ok: true, python };
  } catch (error) {
    if (signal.aborted) throw error;
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function demand(program: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  const { code, stderr } = await runProgram(program, args, signal);
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  if (code !== 0)
    throw new Error(`${program} ${args.slice(0, 3).join(' ')} ended with ${code ?? 'a signal'}: ${last}`);
}
