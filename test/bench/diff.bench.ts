import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, BenchResult, Check } from './bench.ts';
import { compareEngines, type LoadResult } from './diff/compare-engines.ts';
import { bestOf, engineFigures } from './diff/engine-figures.ts';
import type { Load } from './diff/generate-pair.ts';
import { HIER_CONFIG_VERSION, installHierConfig, RECORDED, type HierConfig } from './diff/hier-config.ts';
import { timeWholeProcesses } from './diff/whole-process.ts';
import type { Figure } from './figures.ts';

const ROUNDS = 3;
const WHOLE_ROUNDS = 5;

const MEDIUM: Load = { name: 'IOS, 10 000 lines', platform: 'cisco_ios', shape: 'mixed', lines: 10_000 };
const LARGE: Load = { name: 'IOS, 50 000 lines', platform: 'cisco_ios', shape: 'mixed', lines: 50_000 };
const LOADS: readonly Load[] = [
  { name: 'IOS, 1 000 lines', platform: 'cisco_ios', shape: 'mixed', lines: 1_000 },
  MEDIUM,
  LARGE,
  { name: 'IOS, 7 500 in one section', platform: 'cisco_ios', shape: 'one section', lines: 7_500 },
  { name: 'EOS, 10 000 lines', platform: 'arista_eos', shape: 'mixed', lines: 10_000 },
  { name: 'EOS, 7 500 in one section', platform: 'arista_eos', shape: 'one section', lines: 7_500 },
];

/** From two texts to commands, beside hier_config on the same files with its own rules for the platform. */
export const bench: Bench = {
  summary: 'two configurations to commands, time and memory, beside hier_config',
  run: async (progress, signal) => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-diff-'));
    try {
      progress(`installing hier_config ${HIER_CONFIG_VERSION} into a throw-away environment …`);
      const peer = await installHierConfig(join(folder, 'venv'), signal);
      if (!peer.ok) progress(`hier_config cannot be installed: ${peer.reason}`);
      return await measure(peer, folder, progress, signal);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(
  peer: HierConfig,
  folder: string,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<BenchResult> {
  const results: LoadResult[] = [];
  for (const load of LOADS) {
    results.push(await compareEngines(load, ROUNDS, peer, folder, signal));
    progress(`${load.name}: done`);
  }
  const whole = await timeWholeProcesses(MEDIUM, WHOLE_ROUNDS, peer, folder, signal);
  return {
    rival: 'hier_config',
    figures: [...results.flatMap(engineFigures), growth(results), ...whole],
    checks: results.map(checkCommands),
    notes: [
      ...results.map(countsNote),
      'Each process compares four pairs of other texts; times are of the second to the fourth, memory is of the first.',
      ...(peer.ok ? [] : [`hier_config is not in this table: ${peer.reason}`, ...RECORDED]),
    ],
  };
}

/** How much longer five times the lines take: 5 is linear. */
function growth(results: readonly LoadResult[]): Figure {
  const best = (load: Load) => {
    const result = results.find((known) => known.load === load);
    return result === undefined ? { peer: Number.NaN, plumbline: Number.NaN } : bestOf(result);
  };
  const [medium, large] = [best(MEDIUM), best(LARGE)];
  const [peer, plumbline] = [large.peer / medium.peer, large.plumbline / medium.plumbline];
  const ratio = plumbline / peer;
  return {
    load: 'IOS, 10 000 → 50 000 lines',
    figure: 'growth of the best time (times)',
    bare: peer,
    plumbline,
    ratio: { median: ratio, min: ratio, max: ratio },
  };
}

/** Speed says nothing about an engine that leaves work undone. */
function checkCommands({ load, rounds }: LoadResult): Check {
  const runs = rounds.flatMap(({ plumbline }) => plumbline.runs);
  const undone = runs.filter(({ commands, withoutCommands }) => commands === 0 || withoutCommands > 0);
  return {
    ok: runs.length > 0 && undone.length === 0,
    text: `${load.name}: ${runs.length - undone.length} of ${runs.length} comparisons have proved commands for every difference`,
  };
}

function countsNote({ load, lines, differing, rounds }: LoadResult): string {
  const [round] = rounds;
  const commands = (run: { readonly commands: number } | undefined): string => String(run?.commands ?? '–');
  return `${load.name}: ${lines} lines, ${differing} altered; commands: hier_config ${commands(round?.peer?.runs.at(-1))}, Plumbline ${commands(round?.plumbline.runs.at(-1))}`;
}
