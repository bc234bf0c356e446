import type { LabWorld } from './lab-world.ts';
import type { RouterView } from './router-view.ts';
import type { WorkerProcess } from './worker-process.ts';

/** What the suites of the whole path share: one NetBox, two routers, one worker. */
export interface Scene {
  readonly world: LabWorld;
  readonly r1: RouterView;
  readonly r2: RouterView;
  /** The worker that runs now; a suite that ends it starts another. */
  worker: WorkerProcess;
  /** Measured times, printed at the end. They decide no test. */
  readonly figures: string[];
}

/** Known only once the tests run. */
export type GetScene = () => Scene;
