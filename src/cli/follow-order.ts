import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { Fault } from '../domain/fault.ts';
import type { Order } from '../domain/order.ts';
import { createApiClient, demand, type CallApi } from './api-client.ts';
import { exitCodeOf, type ExitCode } from './exit-code.ts';
import { OrderAnswer, printOrder } from './print-order.ts';
import { printJson, say } from './print.ts';
import type { CommonOptions } from './run-command.ts';

export interface OrderOptions extends CommonOptions {
  /** Seconds to wait for the result; the order goes on afterwards. */
  readonly timeout?: string;
}

/** Shows how far an order has come, at each look for its result. */
export interface Follower {
  look(api: CallApi, id: string): Promise<void>;
  /** The order ended, or nobody waits for it any more. */
  end(): void;
}

const FIRST_POLL_MS = 100;
const SLOWEST_POLL_MS = 1_000;
const SAY_EVERY_MS = 5_000;
const DEFAULT_TIMEOUT_SECONDS = 900;

const Taken = z.object({ id: z.string() });
const Running = z.object({ running: z.literal(true) });

/** Hands an order to the running `serve`, waits for its result, prints it, and gives the exit code it means. */
export async function followOrder(
  order: Order,
  options: OrderOptions & { readonly follower?: Follower },
): Promise<ExitCode> {
  const timeoutMs = parseTimeout(options.timeout) * 1_000;
  const api = createApiClient();
  const { id } = Taken.parse(demand(await api('POST', '/orders', order), 202));
  const { follower = createSayer() } = options;
  const answer = await waitForResult(api, { id, timeoutMs, follower }).finally(() => follower.end());
  if (options.json === true) printJson(answer);
  else printOrder(answer);
  return exitCodeOf(answer.outcome);
}

/** Polls until the result is there. A `serve` that restarts meanwhile carries the order on, so that 503 is no end. */
async function waitForResult(
  api: CallApi,
  {
    id,
    timeoutMs,
    follower,
  }: { readonly id: string; readonly timeoutMs: number; readonly follower: Follower },
): Promise<OrderAnswer> {
  const started = Date.now();
  let pollMs = FIRST_POLL_MS;
  for (;;) {
    const answer = await api('GET', `/orders/${encodeURIComponent(id)}`);
    if (answer.status !== 503) {
      const body = demand(answer, 200, 202);
      if (!Running.safeParse(body).success) return OrderAnswer.parse(body);
    }
    if (Date.now() - started >= timeoutMs) throw stillRunning(id, timeoutMs);
    await follower.look(api, id);
    await delay(Math.min(pollMs, timeoutMs));
    pollMs = Math.min(pollMs * 1.5, SLOWEST_POLL_MS);
  }
}

/** Says now and then that it still waits. */
function createSayer(): Follower {
  const started = Date.now();
  let saidAt = started;
  return {
    look(_api, id) {
      const now = Date.now();
      if (now - saidAt >= SAY_EVERY_MS) {
        saidAt = now;
        say(`waiting for ${id}, ${Math.round((now - started) / 1_000)} s`);
      }
      return Promise.resolve();
    },
    end: () => undefined,
  };
}

function parseTimeout(text: string | undefined): number {
  if (text === undefined) return DEFAULT_TIMEOUT_SECONDS;
  const seconds = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && seconds > 0) return seconds;
  throw new Fault(
    'settings.invalid',
    `Expected --timeout as a number of seconds, found ${JSON.stringify(text)}.`,
  );
}

function stillRunning(id: string, timeoutMs: number): Fault {
  return new Fault(
    'device.timeout',
    `The order ${id} is not done after ${timeoutMs / 1_000} s. It goes on; look with \`plumbline devices\` and \`plumbline changes\`.`,
  );
}
