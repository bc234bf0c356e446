import type { DLogger } from '@dbos-inc/dbos-sdk';
import { redactSecrets } from '../domain/redaction.ts';
import type { Log } from '../ports/log.ts';

/**
 * Leads what DBOS says into our log, as text and redacted: it logs errors of workflows with message and stack.
 * Its `info` is ours to know, not the operator's, so it becomes `debug`.
 */
export function createDbosLogger(log: Log): DLogger {
  const say = (entry: unknown) => ({ text: redactSecrets(String(entry)) });
  return {
    debug: (entry) => log.debug('durable execution', say(entry)),
    info: (entry) => log.debug('durable execution', say(entry)),
    warn: (entry) => log.warn('durable execution', say(entry)),
    error: (entry, metadata) =>
      log.error('durable execution', { ...say(entry), stack: redactSecrets(metadata?.stack ?? '') }),
  };
}
