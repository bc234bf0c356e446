import type { Pace } from './load-order.ts';

/** One kind of load, measured in pairs of rounds. */
export interface Scenario {
  readonly name: string;
  readonly pace: Pace;
  readonly objectsPerEdit: number;
  /** Webhooks in one round. */
  readonly count: number;
  /** After this long the round sends no more. */
  readonly timeLimitMs: number;
  readonly pairs: number;
}

/** Enough to keep a receiver busy that stores ten at once. */
const FULL_SPEED: Pace = { kind: 'full-speed', connections: 16 };
/** Some twenty times what one NetBox worker process delivers. */
const OFFERED: Pace = { kind: 'offered', perSecond: 300 };
/** A bulk edit; in a smaller one its webhooks would hardly meet. */
const BULK = 250;

export const SCENARIOS: readonly Scenario[] = [
  fullSpeed('full speed, 1 object an edit', 1),
  fullSpeed('full speed, 250 objects an edit', BULK),
  offered('300/s, 1 object an edit', 1),
  offered('300/s, 250 objects an edit', BULK),
];

/** A round takes half a second on a quiet machine; the limit keeps the whole bench within two minutes on a busy one. */
function fullSpeed(name: string, objectsPerEdit: number): Scenario {
  return { name, pace: FULL_SPEED, objectsPerEdit, count: 1_500, timeLimitMs: 1_500, pairs: 7 };
}

/** Two seconds a round; the limit only matters to a load process that gets no processor time. */
function offered(name: string, objectsPerEdit: number): Scenario {
  return { name, pace: OFFERED, objectsPerEdit, count: 600, timeLimitMs: 3_000, pairs: 6 };
}
