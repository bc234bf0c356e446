import { createHash } from 'node:crypto';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { instantOf } from '../domain/ids.ts';
import type { Json } from '../domain/json.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { startLoop } from './background-loop.ts';
import type { BackgroundLoop } from './background-loop.ts';
import type { StartWorkflow } from './start-workflow.ts';
import { sweepIdOf, WORKFLOW_NAMES } from './workflow-names.ts';

export interface SweepOptions {
  /** One sweep is started in each interval, by whichever process comes first. */
  readonly intervalMs: number;
  /** What moves the sweeps of this deployment away from those of others: a name. Default: none, and no jitter. */
  readonly salt?: string;
  /** What the workflow `sweep` is started with. */
  readonly input: Json;
  /** How often the clock is looked at; default a twentieth of the interval, at most 10 s. */
  readonly lookEveryMs?: number;
}

export interface SweepParts {
  readonly start: StartWorkflow;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Starts a sweep for the present interval at once, unless it was started before, and one in each interval after it.
 * An interval is left out, and that logged, while the sweep before it still runs.
 */
export function startSweeping(
  { intervalMs, input, lookEveryMs, salt }: SweepOptions,
  parts: SweepParts,
): BackgroundLoop {
  let lastBucket = 0;
  return startLoop({
    name: 'sweep',
    everyMs: lookEveryMs ?? Math.min(intervalMs / 20, 10_000),
    log: parts.log,
    async turn() {
      const now = Date.parse(parts.clock.now());
      const bucket = Math.floor(now / intervalMs) * intervalMs;
      if (bucket === lastBucket) return;
      if (lastBucket !== 0 && now < bucket + jitterOf(salt, bucket, intervalMs)) return;
      const id = sweepIdOf(instantOf(bucket));
      if (await isSweeping(id)) {
        parts.log.warn('a sweep was left out because the one before still runs', { changeId: id });
      } else {
        await parts.start(WORKFLOW_NAMES.sweep, id, input);
      }
      lastBucket = bucket;
    },
  });
}

/** Up to a tenth of the interval, another one each time, the same for all processes of a deployment. */
function jitterOf(salt: string | undefined, bucket: number, intervalMs: number): number {
  if (salt === undefined) return 0;
  const hash = createHash('sha256').update(`${salt} ${bucket}`).digest().readUInt32BE();
  return (hash / 0x1_0000_0000) * (intervalMs / 10);
}

async function isSweeping(except: string): Promise<boolean> {
  const running = await DBOS.listWorkflows({
    workflowName: WORKFLOW_NAMES.sweep,
    status: ['PENDING', 'ENQUEUED'],
    loadInput: false,
    loadOutput: false,
  });
  return running.some(({ workflowID }) => workflowID !== except);
}
