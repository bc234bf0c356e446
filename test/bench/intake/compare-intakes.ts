import type { Intake } from './intake.ts';
import type { LoadProcess } from './load-process.ts';
import { measureRound, type Round } from './measure-round.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';

/** The two receivers and the process that loads them. */
export interface Rivals {
  readonly load: LoadProcess;
  readonly bare: Intake;
  readonly plumbline: Intake;
  readonly secret: string;
}

/** A round of each, one right after the other, so that both met the same machine. */
export interface Pair {
  readonly bare: Round;
  readonly plumbline: Round;
}

export interface ScenarioResult {
  readonly scenario: Scenario;
  readonly pairs: readonly Pair[];
}

/** Measures every scenario in turns A B A B, after rounds that do not count: code is compiled, connections are open. */
export async function compareIntakes(
  rivals: Rivals,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<readonly ScenarioResult[]> {
  const measurePair = createPairs(rivals, signal);
  const results: ScenarioResult[] = [];
  for (const scenario of SCENARIOS) {
    if (scenario.pace.kind === 'full-speed') await measurePair(scenario);
    const pairs: Pair[] = [];
    while (pairs.length < scenario.pairs) {
      const pair = await measurePair(scenario);
      pairs.push(pair);
      progress(`${scenario.name}, ${pairs.length} of ${scenario.pairs}: ${tell(pair)}`);
    }
    results.push({ scenario, pairs });
  }
  return results;
}

/** Numbers the batches: no two rounds send the same webhook. */
function createPairs(rivals: Rivals, signal: AbortSignal): (scenario: Scenario) => Promise<Pair> {
  let batch = 0;
  const measure = (
    intake: Intake,
    { count, objectsPerEdit, pace, timeLimitMs }: Scenario,
  ): Promise<Round> => {
    signal.throwIfAborted();
    batch += 1;
    const { load, secret } = rivals;
    const order = { batch, count, objectsPerEdit, pace, secret, timeLimitMs };
    return measureRound(load, intake, order);
  };
  return async (scenario) => ({
    bare: await measure(rivals.bare, scenario),
    plumbline: await measure(rivals.plumbline, scenario),
  });
}

function tell({ bare, plumbline }: Pair): string {
  const each = (name: string, round: Round): string =>
    `${name} ${Math.round(round.storedPerSecond)}/s, p99 ${round.p99Ms.toFixed(1)} ms`;
  return `${each('bare', bare)}; ${each('Plumbline', plumbline)}`;
}
