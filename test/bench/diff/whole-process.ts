import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure } from '../figures.ts';
import { spreadOf } from '../spread-of.ts';
import { generatePair, type Load } from './generate-pair.ts';
import { HIER_CONFIG_PROCESS, type HierConfig } from './hier-config.ts';
import { runProgram } from './run-program.ts';

const LAUNCHER = fileURLToPath(new URL('../../../scripts/plumbline.js', import.meta.url));

const DRIFT = 2;

/** A way to compare two files once, from the start of a program to its end. */
interface Contender {
  readonly name: string;
  readonly program: string;
  readonly args: (live: string, intended: string) => readonly string[];
}

/**
 * Times whole processes, one after the other: `plumbline diff` on this Node, on the machine's own Node if that is another one
 * (it then hands over to the pinned one), of two tiny files, and the peer's Python program.
 */
export async function timeWholeProcesses(
  load: Load,
  rounds: number,
  peer: HierConfig,
  folder: string,
  signal: AbortSignal,
): Promise<readonly Figure[]> {
  const large = await write(folder, 'whole', generatePair(load, 1));
  const tiny = await write(folder, 'tiny', { live: 'hostname a\nend\n', intended: 'hostname b\n' });
  const plumbline = (node: string): Omit<Contender, 'name'> => ({
    program: node,
    args: (live, intended) => [
      LAUNCHER,
      'diff',
      '--platform',
      load.platform,
      '--live',
      live,
      '--intended',
      intended,
    ],
  });
  const here = { name: `plumbline diff, Node ${process.version}`, ...plumbline(process.execPath) };
  const other = await ownNode(signal);
  const start = {
    name: `start-up alone (two tiny files), Node ${process.version}`,
    ...plumbline(process.execPath),
  };
  // Once unmeasured: the first start after an installation fills Node's compile cache.
  await time(here, large, signal);
  const rows = [
    { contender: here, files: large },
    ...(other === null
      ? []
      : [
          {
            contender: { name: `plumbline diff, Node ${other.version}`, ...plumbline(other.node) },
            files: large,
          },
        ]),
    { contender: start, files: tiny },
  ].map((row) => ({ ...row, ms: [] as number[], peerMs: [] as number[] }));
  for (let round = 0; round < rounds && !signal.aborted; round += 1) {
    const peerMs = peer.ok ? await timePeer(peer.python, load, large, signal) : Number.NaN;
    for (const row of rows) {
      row.ms.push(await time(row.contender, row.files, signal));
      row.peerMs.push(row.files === large ? peerMs : Number.NaN);
    }
  }
  return rows.map(({ contender, ms, peerMs }) => ({
    load: load.name,
    figure: `whole process: ${contender.name} (ms)`,
    bare: spreadOf(peerMs).median,
    plumbline: spreadOf(ms).median,
    ratio: spreadOf(ms.map((value, round) => value / (peerMs[round] ?? Number.NaN))),
  }));
}

type Files = readonly [live: string, intended: string];

async function time(contender: Contender, files: Files, signal: AbortSignal): Promise<number> {
  const { code, stderr, tookMs } = await runProgram(contender.program, contender.args(...files), signal);
  if (code !== DRIFT) throw new Error(`${contender.name} ended with ${code ?? 'a signal'}: ${stderr}`);
  return tookMs;
}

async function timePeer(python: string, load: Load, files: Files, signal: AbortSignal): Promise<number> {
  const { code, stderr, tookMs } = await runProgram(
    python,
    [HIER_CONFIG_PROCESS, load.platform, ...files],
    signal,
  );
  if (code !== 0) throw new Error(`hier_config ended with ${code ?? 'a signal'}: ${stderr}`);
  return tookMs;
}

async function write(
  folder: string,
  name: string,
  pair: { readonly live: string; readonly intended: string },
): Promise<Files> {
  const [live, intended] = [join(folder, `${name}-live.conf`), join(folder, `${name}-intended.conf`)];
  await writeFile(live, pair.live);
  await writeFile(intended, pair.intended);
  return [live, intended];
}

/** The Node an engineer gets when he types `node`, beside the pinned one. */
async function ownNode(
  signal: AbortSignal,
): Promise<{ readonly node: string; readonly version: string } | null> {
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  const node = folders.map((folder) => join(folder, 'node')).find((path) => existsSync(path));
  if (node === undefined || node === process.execPath) return null;
  const { code, stdout } = await runProgram(node, ['--version'], signal);
  return code === 0 ? { node, version: stdout.trim() } : null;
}
