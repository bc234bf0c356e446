import type { Figure } from '../figures.ts';
import { median } from '../percentile.ts';
import { spreadOf } from '../spread-of.ts';
import type { ScenarioResult } from './compare-intakes.ts';
import type { Round } from './measure-round.ts';

/**
 * The rows of one scenario: medians over its rounds, and the ratio within each pair. At an offered rate the rate itself
 * says nothing; at full speed latency is how long the sixteen connections wait for each other.
 */
export function figuresOf({ scenario, pairs }: ScenarioResult): readonly Figure[] {
  const figure = (name: string, of: (round: Round) => number): Figure => ({
    load: scenario.name,
    figure: name,
    bare: median(pairs.map((pair) => of(pair.bare))),
    plumbline: median(pairs.map((pair) => of(pair.plumbline))),
    ratio: spreadOf(pairs.map((pair) => of(pair.plumbline) / of(pair.bare))),
  });
  const latencies = [figure('p50 (ms)', (round) => round.p50Ms), figure('p99 (ms)', (round) => round.p99Ms)];
  if (scenario.pace.kind === 'offered') return latencies;
  return [
    figure('stored per second', (round) => round.storedPerSecond),
    ...latencies,
    figure('CPU per webhook (ms)', (round) => round.cpuMsPerWebhook),
  ];
}
