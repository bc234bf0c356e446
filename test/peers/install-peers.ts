import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../bench/diff/run-program.ts';

/** The libraries devices are visited with; a newer one is tried by hand first, its programming interface may be another. */
const PACKAGES = ['netmiko==4.8.0', 'scrapli==2026.10.14'];
const INSTALL_LIMIT_MS = 240_000;

/** A Python with the peers in a folder of its own, or the one line that says why there is none. */
export type Peers =
  | { readonly python: string; readonly reason: null; remove(): Promise<void> }
  | { readonly python: null; readonly reason: string };

/** Installs the peers by pip into a new temporary folder, which `remove` deletes. */
export async function installPeers(): Promise<Peers> {
  if (process.env['PLUMBLINE_TEST_NO_INSTALL'] === '1')
    return { python: null, reason: 'PLUMBLINE_TEST_NO_INSTALL forbids to install netmiko and scrapli' };
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-peers-'));
  const python = join(folder, 'bin', 'python');
  const remove = () => rm(folder, { recursive: true, force: true });
  const problem =
    (await fails('python3', ['-m', 'venv', folder])) ??
    (await fails(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES]));
  if (problem === null) return { python, reason: null, remove };
  await remove();
  return { python: null, reason: `netmiko and scrapli cannot be installed: ${problem}` };
}

/** The last line a program complained with, or null when it ended well. */
async function fails(program: string, args: readonly string[]): Promise<string | null> {
  try {
    const { code, stderr } = await runProgram(program, args, AbortSignal.timeout(INSTALL_LIMIT_MS));
    return code === 0
      ? null
      : (stderr.trimEnd().split('\n').at(-1) ?? `${program} ended with ${code ?? 'a signal'}`);
  } catch (error) {
    return `${program}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
