import { median } from '../percentile.ts';
import type { ScenarioResult } from './compare-intakes.ts';
import type { Pace } from './load-order.ts';
import type { Round } from './measure-round.ts';

/** How far the load process itself shows in the figures: one that is busy or late measures itself. */
export function loadNotes(results: readonly ScenarioResult[]): readonly string[] {
  const fast = roundsOf(results, 'full-speed');
  const offered = roundsOf(results, 'offered');
  const busy = median(fast.map((round) => round.cpuSeconds / round.seconds));
  const late = median(offered.map((round) => round.lateMs));
  return [
    `The load process computed for ${Math.round(busy * 100)} % of the time at full speed.`,
    `At the offered rate it sent 99 % of the webhooks within ${late.toFixed(1)} ms of when they were due; this is part of their latency.`,
  ];
}

function roundsOf(results: readonly ScenarioResult[], kind: Pace['kind']): readonly Round[] {
  return results
    .filter(({ scenario }) => scenario.pace.kind === kind)
    .flatMap(({ pairs }) => pairs.flatMap(({ bare, plumbline }) => [bare, plumbline]));
}
