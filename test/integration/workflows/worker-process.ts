import { plusMs } from '../../../src/domain/ids.ts';
import { instantOf } from '../../../src/domain/ids.ts';
import type { Json } from '../../../src/domain/json.ts';
import type { Ports } from '../../../src/ports/ports.ts';
import type { Steps } from '../../../src/ports/steps.ts';
import { startWorkflows } from '../../../src/workflows/start-workflows.ts';
import { FAST_RUNTIME_SETTINGS } from '../../support/fast-runtime-settings.ts';
import { silentLog } from '../../support/silent-log.ts';
import type { FromWorker, ToWorker, WorkerArguments } from './worker-messages.ts';

/** A worker process of its own, told what to do by the test over IPC. It tells what its steps do. */
const { databaseUrl, drainMs, settings } = JSON.parse(process.argv[2] ?? '{}') as WorkerArguments;
const tell = (message: FromWorker): void => void process.send?.(message);

let letStepEnd = (): void => undefined;
const mayEnd = new Promise<void>((resolve) => (letStepEnd = resolve));

async function change(steps: Steps): Promise<Json> {
  await steps.run('one', () => told('one'));
  await steps.run('two', async (_ports, signal) => {
    await told('two');
    const cut = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    await Promise.race([mayEnd, cut]);
    return told(signal.aborted ? 'two was cut' : 'two ended');
  });
  return steps.run('three', () => told('three'));
}

async function waiting(steps: Steps): Promise<Json> {
  await steps.run('one', () => told('one'));
  return steps.waitFor('approval', plusMs(await steps.now(), 60_000));
}

function told(step: string): Promise<string> {
  tell({ kind: 'step', step, at: Date.now() });
  return Promise.resolve(step);
}

const runtime = await startWorkflows({
  databaseUrl,
  // These workflows use no port.
  ports: {} as Ports,
  definitions: { workflows: { change, waiting }, unitWork: [] },
  edits: null,
  settings: { ...FAST_RUNTIME_SETTINGS, ...settings },
  log: silentLog,
  clock: { now: () => instantOf(new Date()) },
  onLost: () => Promise.resolve(),
});

process.on('message', (message: ToWorker) => {
  if (message.kind === 'start') void runtime.start(message.name, message.id, null);
  else letStepEnd();
});
process.on('SIGTERM', () => {
  void runtime.stop({ drainMs }).then(() => process.exit(0));
});
tell({ kind: 'ready', executorId: runtime.executorId });
