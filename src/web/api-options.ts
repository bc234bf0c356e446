import type { Person } from '../domain/person.ts';
import type { Log } from '../ports/log.ts';
import type { Orders } from '../ports/orders.ts';
import type { Queries } from '../ports/queries.ts';
import type { RecentDeliveries } from '../ports/deliveries.ts';
import type { StopSwitch } from '../ports/stop-switch.ts';

/** The stop switch with its handle. */
export interface StopHandle extends StopSwitch {
  set(reason: string): Promise<void>;
  clear(): Promise<void>;
}

/** What the API needs from the rest of the program. */
export interface ApiOptions {
  readonly orders: Orders;
  readonly queries: Queries;
  readonly stopSwitch: StopHandle;
  /** The last webhooks, so that a person can ask whether one arrived. */
  readonly deliveries: RecentDeliveries;
  /** Whose token this is, said by NetBox; throws `netbox.forbidden` when it is nobody's. */
  readonly whoIs: (token: string) => Promise<Person>;
  /** What keeps this process from working, each a sentence; empty when it is ready. */
  readonly ready: () => Promise<readonly string[]>;
  /** What an engineer should look at although this process works, each a sentence. */
  readonly warnings?: () => Promise<readonly string[]>;
  /** All metrics in Prometheus' text format. */
  readonly metrics: () => Promise<string>;
  /** NetBox groups whose members may end a stop; empty means nobody. */
  readonly approverGroups: readonly string[];
  readonly log: Log;
}
