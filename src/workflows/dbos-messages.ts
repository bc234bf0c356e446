import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Messages } from '../ports/messages.ts';
import { assertPlainData } from './plain-data.ts';

/**
 * Messages over DBOS. Made before the runtime, since the ports of the steps hold it; usable once `startWorkflows` resolved.
 * Sending to a workflow that does not exist throws. While the database is away, a send waits for it.
 */
export function createMessages(): Messages {
  return {
    async send(workflowId, topic, message, key) {
      assertPlainData(`message on ${topic}`, message);
      await DBOS.send(workflowId, message, topic, key);
    },
  };
}
