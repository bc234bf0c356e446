import { createNetBox, type NetBox } from '../../../src/netbox/create-netbox.ts';
import { silentLog } from '../../support/silent-log.ts';
import { silentMeter } from '../../support/silent-meter.ts';
import type { NetBoxBench } from './netbox-bench.ts';
import { createNetBoxRest, type NetBoxRest } from './netbox-rest.ts';
import { makeNetBoxWorld, type NetBoxWorld } from './netbox-world.ts';

/** What every part of the contract suite works with. */
export interface ContractScene {
  readonly bench: NetBoxBench;
  /** The administrator's hand. */
  readonly rest: NetBoxRest;
  /** Somebody else's hand. */
  readonly restAs: (token: string) => NetBoxRest;
  readonly world: NetBoxWorld;
  /** The adapter under test, under the worker's narrow account. */
  readonly open: (options?: { readonly pageSize?: number; readonly fetch?: typeof fetch }) => NetBox;
}

/** The scene of the running suite; there from its first test on. */
export type GetScene = () => ContractScene;

/** Makes a world of its own in the NetBox of the bench. */
export async function openContractScene(bench: NetBoxBench): Promise<ContractScene> {
  const rest = createNetBoxRest(bench.url, bench.adminToken);
  return {
    bench,
    rest,
    restAs: (token) => createNetBoxRest(bench.url, token),
    world: await makeNetBoxWorld(rest),
    open: (options = {}) =>
      createNetBox({
        url: bench.url,
        token: bench.workerToken,
        timeoutMs: 20_000,
        maxConcurrent: 4,
        maxRenders: 2,
        log: silentLog,
        meter: silentMeter,
        ...options,
      }),
  };
}
