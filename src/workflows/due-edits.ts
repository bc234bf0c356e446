import { faultFactsOf } from '../domain/fault.ts';
import type { EditRef } from '../domain/edit.ts';
import type { Edits, IncompleteEdit } from '../ports/edits.ts';
import type { Log } from '../ports/log.ts';
import type { SourceOfTruth } from '../ports/source-of-truth.ts';
import type { RuntimeSettings } from './runtime-settings.ts';

export interface DueEditsOptions {
  readonly edits: Edits;
  readonly source: Pick<SourceOfTruth, 'readEdit'>;
  readonly settings: Pick<RuntimeSettings, 'quietMs' | 'maxQuietMs' | 'completionBatch' | 'maxRunning'>;
  readonly log: Log;
  /** How many edits and orders are at work in this process. */
  readonly busy: () => number;
  /** Starts the workflow of an edit; calling it again for the same edit changes nothing. */
  readonly start: (edit: EditRef) => Promise<void>;
}

/**
 * One turn of completion: what the changelog says about edits that so far are known only from webhooks.
 * A NetBox that fails costs the edit its turn, with the code kept, and nobody else anything. Throws when the database fails.
 */
export async function completeEdits(options: DueEditsOptions): Promise<void> {
  const waiting = await options.edits.incomplete(options.settings.completionBatch);
  const turns = await Promise.allSettled(waiting.map((edit) => completeEdit(edit, options)));
  const failed = turns.find((turn) => turn.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function completeEdit(
  { requestId, generation }: IncompleteEdit,
  { edits, source, log }: DueEditsOptions,
): Promise<void> {
  const answer = await source.readEdit(requestId).then(
    (facts) => ({ facts }),
    (error: unknown) => ({ fault: faultFactsOf(error) }),
  );
  if ('facts' in answer) {
    await edits.complete(requestId, generation, answer.facts);
  } else {
    log.warn('an edit could not be completed from the changelog yet', {
      requestId,
      code: answer.fault.code,
      err: answer.fault.message,
    });
    await edits.completionFailed(requestId, generation, answer.fault.code);
  }
}

/** One turn of starting: hands as many due edits to workflows as there is room for. Throws when the database fails. */
export async function startDueEdits({ edits, settings, busy, start, log }: DueEditsOptions): Promise<void> {
  const room = settings.maxRunning - busy();
  if (room <= 0) return;
  const { quietMs, maxQuietMs } = settings;
  await edits.startDue({ quietMs, maxQuietMs, limit: room }, async (edit) => {
    await start(edit);
    log.info('edit started', { requestId: edit.requestId, generation: edit.generation });
  });
}
