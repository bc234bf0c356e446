import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from './run-program.ts';

/** The version the bench compares with, and that the recorded figures are of. */
export const HIER_CONFIG_VERSION = '3.6.2';

export const HIER_CONFIG_PROCESS = fileURLToPath(new URL('./hier_config_process.py', import.meta.url));

/** A Python that has hier_config, or why there is none. */
export type HierConfig =
  { readonly ok: true; readonly python: string } | { readonly ok: false; readonly reason: string };

/** Installs hier_config by pip into an environment of its own in `folder`, which may be thrown away afterwards. */
export async function installHierConfig(folder: string, signal: AbortSignal): Promise<HierConfig> {
  const python = join(folder, 'bin', 'python');
  try {
    if (!existsSync(python)) await demand('python3', ['-m', 'venv', folder], signal);
    const wanted = `hier-config==${HIER_CONFIG_VERSION}`;
    await demand(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wanted], signal);
    await demand(python, ['-c', 'import hier_config'], signal);
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

/** Measured elsewhere, for readers of a table without the peer. Never put into it: other machine, other texts. */
export const RECORDED = [
  `hier_config ${HIER_CONFIG_VERSION}, recorded on another day (2 shared cores, Python 3.11.7, best of several runs), two trees + remediation:`,
  '1 000 lines 31 ms, 39 MB; 10 000 lines 330 ms, 75 MB; 50 000 lines 1 840 ms, 244 MB.',
] as const;
