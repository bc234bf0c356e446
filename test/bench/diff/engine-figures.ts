import type { Figure } from '../figures.ts';
import { median } from '../percentile.ts';
import { spreadOf } from '../spread-of.ts';
import type { LoadResult, Round } from './compare-engines.ts';
import type { MeasuredProcess, MeasuredRun } from './measured-run.ts';

/** Two trees and the commands: what both engines do. Ours has proved the commands beyond that, on a line of its own. */
const jobMs = ({ treesMs, remediationMs }: MeasuredRun): number => treesMs + remediationMs;

/** The first pair meets a cold process: told apart, because a worker compares all day. */
const later = ({ runs }: MeasuredProcess): readonly MeasuredRun[] => (runs.length > 1 ? runs.slice(1) : runs);

/** The best time of the job under a load, of each engine. */
export function bestOf(result: LoadResult): { readonly peer: number; readonly plumbline: number } {
  const best = (side: keyof Round): number =>
    Math.min(...sidesOf(result, side).map((process) => Math.min(...later(process).map(jobMs))));
  return { peer: best('peer'), plumbline: best('plumbline') };
}

/** The rows of one load. Values are over all rounds, ratios within each round. */
export function engineFigures(result: LoadResult): readonly Figure[] {
  const all = (of: (run: MeasuredRun) => number) => (process: MeasuredProcess) => later(process).map(of);
  const row = (
    figure: string,
    of: (process: MeasuredProcess) => readonly number[],
    sum: (values: readonly number[]) => number,
  ): Figure => figureOf(result, figure, (process) => sum(of(process)), sum);
  return [
    row('two trees + remediation, best (ms)', all(jobMs), (values) => Math.min(...values)),
    row('two trees + remediation, median (ms)', all(jobMs), median),
    row(
      '  two trees (ms)',
      all(({ treesMs }) => treesMs),
      median,
    ),
    row(
      '  remediation (ms)',
      all(({ remediationMs }) => remediationMs),
      median,
    ),
    row(
      'self-check, beyond that (ms)',
      all(({ selfCheckMs }) => selfCheckMs ?? Number.NaN),
      median,
    ),
    row('first comparison of a process (ms)', ({ runs }) => runs.slice(0, 1).map(jobMs), median),
    row('peak memory of one comparison (MB)', ({ peakMemoryMb }) => [peakMemoryMb], median),
  ];
}

function figureOf(
  result: LoadResult,
  figure: string,
  of: (process: MeasuredProcess) => number,
  sum: (values: readonly number[]) => number,
): Figure {
  return {
    load: result.load.name,
    figure,
    bare: sum(sidesOf(result, 'peer').map(of)),
    plumbline: sum(sidesOf(result, 'plumbline').map(of)),
    ratio: spreadOf(
      result.rounds.map(({ peer, plumbline }) => of(plumbline) / (peer === null ? Number.NaN : of(peer))),
    ),
  };
}

function sidesOf(result: LoadResult, side: keyof Round): readonly MeasuredProcess[] {
  return result.rounds.map((round) => round[side]).filter((process) => process !== null);
}
