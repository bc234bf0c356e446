import type { EditRef } from '../domain/edit.ts';
import { changeIdOf } from '../domain/ids.ts';
import { createChangelogTurns } from '../pipeline/watch/changelog-turns.ts';
import { startLoop } from './background-loop.ts';
import type { BackgroundLoop, LoopOptions } from './background-loop.ts';
import { completeEdits, startDueEdits } from './due-edits.ts';
import { purgeWorkflows } from './purge-workflows.ts';
import type { RuntimeParts, StartWorkflowsOptions } from './runtime-parts.ts';
import { takeOverDead } from './takeover.ts';
import { createWatchdog } from './watchdog.ts';
import { sweepIdOf, WORKFLOW_NAMES } from './workflow-names.ts';

type Turn = LoopOptions['turn'];

/** Starts everything this process does beside its workflows: takeover, watchdog, retention, due edits. */
export function startLoops(options: StartWorkflowsOptions, parts: RuntimeParts): BackgroundLoop[] {
  const { settings, log, edits, ports } = options;
  const { pool, executorId, activity, lease } = parts;
  // Without the lease nothing new is begun: others may be about to take over.
  const whileHeld = (turn: Turn) => async (stopping: AbortSignal) =>
    lease?.isHeld() === true ? turn(stopping) : undefined;
  const loop = (name: string, everyMs: number, turn: Turn) =>
    startLoop({ name, everyMs, log, turn: whileHeld(turn) });
  const watch = createWatchdog({
    pool,
    executorId,
    settings,
    log,
    knows: (name) => parts.registered.knows(name),
    isRunning: (id) => activity.has(id),
    onLost: options.onLost,
  });

  const always = [
    loop('takeover', settings.takeoverPollMs, () => takeOverDead({ pool, executorId, settings, log })),
    loop('watchdog', settings.watchdogMs, watch),
    loop('purge', settings.purgeEveryMs, () => purgeWorkflows(pool, settings.keepFinishedMs, log)),
    ...(options.loops ?? []).map(({ name, everyMs, turn }) => loop(name, everyMs, turn)),
  ];
  if (edits === null) return always;
  const due = {
    edits,
    source: ports.source,
    settings,
    log,
    busy: () => activity.busyRoots(),
    start: ({ requestId, generation }: EditRef) =>
      parts.start(WORKFLOW_NAMES.edit, changeIdOf(requestId, generation), { requestId, generation }),
  };
  return [
    ...always,
    ...watchLoops(options, parts, loop),
    loop('completion of edits', settings.editPollMs, () => completeEdits(due)),
    loop(
      'due edits',
      settings.editPollMs,
      startingEdits(options, () => startDueEdits(due)),
    ),
  ];
}

/**
 * Before the first edit of this process: what the database says of the last look may be as old as the backup it came from, and
 * an edit that started on the strength of it would end refused instead of waiting.
 */
function startingEdits(
  { watch, ports }: Pick<StartWorkflowsOptions, 'watch' | 'ports'>,
  start: () => Promise<void>,
): () => Promise<void> {
  let isVerified = watch == null;
  return async () => {
    if (!isVerified) await ports.pin.doubt('now');
    isVerified = true;
    await start();
  };
}

/** A turn that hangs longer than this is taken over by another process; two at once only do the same twice. */
const TURN_MS = 60_000;

function watchLoops(
  { watch, ports, log }: StartWorkflowsOptions,
  { start, executorId }: RuntimeParts,
  loop: (name: string, everyMs: number, turn: Turn) => BackgroundLoop,
): readonly BackgroundLoop[] {
  if (watch == null) return [];
  const { everyMs, glanceMs } = watch;
  const turn = createChangelogTurns({
    ...watch,
    log,
    meter: ports.meter,
    compareEverything: (name: string) => start(WORKFLOW_NAMES.sweep, sweepIdOf(`entry-${name}`), null),
  });
  return [
    loop('changelog', Math.min(everyMs, glanceMs), async () => {
      if (await watch.watch.takeTurn(executorId, Math.max(TURN_MS, 2 * everyMs))) await turn();
    }),
  ];
}
