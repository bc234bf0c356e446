import { randomUUID } from 'node:crypto';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { Fault } from '../domain/fault.ts';
import type { Json } from '../domain/json.ts';
import type { OrderResult, SignedOrder } from '../domain/order.ts';
import { redactSecrets } from '../domain/redaction.ts';
import type { Orders } from '../ports/orders.ts';
import type { StartWorkflow } from './start-workflow.ts';
import { withDeadline } from './with-deadline.ts';
import { orderIdOf, WORKFLOW_NAMES } from './workflow-names.ts';

/**
 * Orders as workflows named `order`. `submit` throws `store.unavailable` when the order could not be stored within
 * `submitTimeoutMs`; it may still be carried out once the database answers.
 */
export function createOrders(start: StartWorkflow, submitTimeoutMs: number): Orders {
  return {
    async submit(order) {
      const id = orderIdOf(randomUUID());
      const input = inputOf(order);
      await withDeadline(
        start(WORKFLOW_NAMES.order, id, input),
        submitTimeoutMs,
        () =>
          new Fault(
            'store.unavailable',
            `the order could not be stored within ${submitTimeoutMs} ms because the database does not answer; it may still run later, so look before giving it again`,
          ),
      );
      return id;
    },
    async result(orderId) {
      const status = await DBOS.getWorkflowStatus(orderId);
      if (status?.workflowName !== WORKFLOW_NAMES.order) throw new Error(`there is no order "${orderId}"`);
      switch (status.status) {
        case 'SUCCESS':
          // The order workflow returns an OrderResult; what it returned is plain data.
          return status.output as OrderResult;
        case 'PENDING':
        case 'ENQUEUED':
        case 'DELAYED':
          return null;
        default:
          return brokenOrder(status.status, status.error);
      }
    },
  };
}

/** The order as plain data; an interface has no index signature, so the compiler cannot see that it is. */
function inputOf({ order, person }: SignedOrder): Json {
  return { order: { ...order }, person: { username: person.username, groups: person.groups } };
}

function brokenOrder(status: string, error: unknown): OrderResult {
  const reason = error instanceof Error ? redactSecrets(error.message) : status;
  const message = `the order ended without a result (${reason}): this is a bug of Plumbline, look at its log`;
  return { outcome: 'error', lines: [{ unit: '', outcome: 'error', message }] };
}
