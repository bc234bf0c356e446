import type { OrderResult, SignedOrder } from '../domain/order.ts';

/** How pages, API and CLI hand an order in. The order runs as a workflow of its own. */
export interface Orders {
  /** Starts the order and returns its id. */
  submit(order: SignedOrder): Promise<string>;
  /** The result, or null while the order runs. Throws for an unknown id. */
  result(orderId: string): Promise<OrderResult | null>;
}
