import type { Json } from '../domain/json.ts';

/** Sends a message to a waiting workflow (`Steps.waitFor`); kept until it is received. */
export interface Messages {
  /** `key` makes a repeated send a single message. */
  send(workflowId: string, topic: string, message: Json, key: string): Promise<void>;
}
