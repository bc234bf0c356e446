import { afterAll, beforeAll, describe, it } from 'vitest';
import { startFrrLab } from '../frr/frr-lab.ts';
import { startNetBoxInstance } from '../netbox/netbox-instance.ts';
import { appliedSuite } from './applied-suite.ts';
import { bulkSuite } from './bulk-suite.ts';
import { commandsSuite } from './commands-suite.ts';
import { doctorSuite } from './doctor-suite.ts';
import { firstContactSuite } from './first-contact-suite.ts';
import { killedWorkerSuite } from './killed-worker-suite.ts';
import { openLabWorld } from './lab-world.ts';
import { refusedSuite } from './refused-suite.ts';
import { openRouterView } from './router-view.ts';
import type { Scene } from './scene.ts';

// Before the tests are collected: whether the machine can run both decides whether they run or are counted as skipped.
const netbox = await startNetBoxInstance('vitest-e2e');
const { lab, reason } =
  netbox.kind === 'running' ? await bringUpRouters() : { lab: null, reason: netbox.reason };

describe.skipIf(lab === null)(reason ?? 'the whole path', () => {
  if (lab === null || netbox.kind !== 'running') {
    it('needs a NetBox and two routers', () => undefined);
    return;
  }
  let scene: Scene | null = null;
  const getScene = () => {
    if (scene === null) throw new Error('the scene did not come up');
    return scene;
  };

  beforeAll(async () => {
    const world = await openLabWorld(netbox, lab);
    const [first, second] = lab.routers.map((router) => openRouterView(lab, router));
    if (first === undefined || second === undefined) throw new Error('the lab has two routers');
    const worker = await world.serve().catch(async (error: unknown) => {
      await world.close();
      throw error;
    });
    scene = { world, r1: first, r2: second, worker, figures: [] };
  });

  afterAll(async () => {
    if (scene !== null) console.info(`measured:\n  ${scene.figures.join('\n  ')}`);
    try {
      await scene?.world.close();
    } finally {
      await Promise.all([lab.down(), netbox.stop()]);
    }
  });

  firstContactSuite(getScene);
  appliedSuite(getScene);
  refusedSuite(getScene);
  bulkSuite(getScene);
  killedWorkerSuite(getScene);
  commandsSuite(getScene);
  doctorSuite(() => {
    const { world } = getScene();
    return { rest: world.rest, device: world.records.r1.id, doctor: (...args) => world.doctor(...args) };
  });
});

/** A machine that cannot have routers needs no NetBox either. */
async function bringUpRouters() {
  try {
    const brought = await startFrrLab();
    if (brought.lab === null && netbox.kind === 'running') await netbox.stop();
    return brought;
  } catch (error) {
    if (netbox.kind === 'running') await netbox.stop();
    throw error;
  }
}
