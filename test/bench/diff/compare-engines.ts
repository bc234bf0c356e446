import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatePair, type Load } from './generate-pair.ts';
import { HIER_CONFIG_PROCESS, type HierConfig } from './hier-config.ts';
import { MeasuredProcess } from './measured-run.ts';
import { runProgram } from './run-program.ts';

const PLUMBLINE_PROCESS = fileURLToPath(new URL('./plumbline-process.ts', import.meta.url));

/** Each process compares so many pairs, each of other texts, so that nothing is remembered from the pair before. */
const VARIANTS = 4;

/** Both engines on the same files, one right after the other; `peer` is null where it is not installed. */
export interface Round {
  readonly peer: MeasuredProcess | null;
  readonly plumbline: MeasuredProcess;
}

/** What was measured under one load. */
export interface LoadResult {
  readonly load: Load;
  readonly lines: number;
  readonly differing: number;
  readonly rounds: readonly Round[];
}

/** Compares both engines under one load, round by round: peer, ours, peer, ours. */
export async function compareEngines(
  load: Load,
  rounds: number,
  peer: HierConfig,
  folder: string,
  signal: AbortSignal,
): Promise<LoadResult> {
  const { files, lines, differing } = await writePairs(load, folder);
  // The launcher switches the compile cache on as well; without it each start strips the types again, in 20 MB more.
  const env = { NODE_COMPILE_CACHE: join(folder, 'compile-cache') };
  const done: Round[] = [];
  for (let round = 0; round < rounds && !signal.aborted; round += 1) {
    done.push({
      peer: peer.ok
        ? await measure(peer.python, [HIER_CONFIG_PROCESS, load.platform, ...files], signal, env)
        : null,
      plumbline: await measure(process.execPath, [PLUMBLINE_PROCESS, load.platform, ...files], signal, env),
    });
  }
  return { load, lines, differing, rounds: done };
}

async function writePairs(load: Load, folder: string) {
  const files: string[] = [];
  let [lines, differing] = [0, 0];
  for (let variant = 1; variant <= VARIANTS; variant += 1) {
    const pair = generatePair(load, variant);
    ({ lines, differing } = pair);
    for (const side of ['live', 'intended'] as const) {
      const file = join(folder, `${load.name.replaceAll(/\W+/g, '-')}-${variant}-${side}.conf`);
      await writeFile(file, pair[side]);
      files.push(file);
    }
  }
  return { files, lines, differing };
}

async function measure(
  program: string,
  args: readonly string[],
  signal: AbortSignal,
  env: Readonly<Record<string, string>> = {},
): Promise<MeasuredProcess> {
  const { code, stdout, stderr } = await runProgram(program, args, signal, env);
  if (code !== 0) throw new Error(`${program} ${args[0] ?? ''} ended with ${code ?? 'a signal'}:\n${stderr}`);
  return MeasuredProcess.parse(JSON.parse(stdout));
}
