import { z } from 'zod';
import type { RunningWorker } from '../netbox/doctor/doctor-check.ts';
import { createApiClient, demand, readReadiness } from './api-client.ts';

/** A worker of an older version tells no warnings. */
const Readiness = z.object({
  problems: z.array(z.string()),
  warnings: z.array(z.string()).default([]),
});
const Received = z.object({ received: z.array(z.unknown()), refused: z.object({ count: z.int() }) });

/** The `plumbline serve` that the settings of this shell name. */
export function createRunningWorker(): RunningWorker {
  const call = createApiClient();
  return {
    readiness: async () => Readiness.parse((await readReadiness()).body),
    async received(requestId) {
      const answer = await call('GET', `/webhooks/${encodeURIComponent(requestId)}`);
      const { received, refused } = Received.parse(demand(answer, 200));
      return { arrived: received.length, refused: refused.count };
    },
  };
}
