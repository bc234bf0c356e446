import { z } from 'zod';
import type { NetBoxClient } from './netbox-client.ts';
import { parseAnswer } from './parse-answer.ts';

const Status = z.object({
  'netbox-version': z.string(),
  'rq-workers-running': z.int(),
  plugins: z.record(z.string(), z.string()),
});

/** What NetBox says of itself. Without a running rqworker no webhook leaves it. */
export interface NetBoxStatus {
  readonly version: string;
  readonly rqWorkers: number;
  /** Versions by name. */
  readonly plugins: ReadonlyMap<string, string>;
}

/** Asks for NetBox's status: the cheapest question that proves address and token. */
export async function readStatus(client: NetBoxClient): Promise<NetBoxStatus> {
  const what = 'tell its status';
  const answer = await client.demand(what, client.api.GET('/api/status/'));
  const status = parseAnswer(what, Status, answer.body);
  return {
    version: status['netbox-version'],
    rqWorkers: status['rq-workers-running'],
    plugins: new Map(Object.entries(status.plugins)),
  };
}
