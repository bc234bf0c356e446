import { beforeAll, describe } from 'vitest';
import { openContractScene, type ContractScene, type GetScene } from './contract-scene.ts';
import { changelogContract } from './changelog-contract.ts';
import { edgeContract } from './edge-contract.ts';
import { editContract } from './edit-contract.ts';
import { filterContract } from './filter-contract.ts';
import { intendedContract } from './intended-contract.ts';
import { journalContract } from './journal-contract.ts';
import type { NetBoxBench } from './netbox-bench.ts';
import { notificationContract } from './notification-contract.ts';
import { peopleContract } from './people-contract.ts';
import { provisioningContract } from './provisioning-contract.ts';
import { stateContract } from './state-contract.ts';
import { unitsContract } from './units-contract.ts';
import { webhookContract } from './webhook-contract.ts';

/** In this order: the first makes the custom field and the webhook that later ones need. */
const PARTS: readonly ((scene: GetScene) => void)[] = [
  provisioningContract,
  editContract,
  changelogContract,
  unitsContract,
  intendedContract,
  peopleContract,
  notificationContract,
  journalContract,
  stateContract,
  filterContract,
  edgeContract,
  webhookContract,
];

/**
 * What Plumbline relies on NetBox for: the adapter in src/netbox, and the REST behaviour underneath it.
 * Runs against a real NetBox (test/netbox) and against the sandbox's stand-in (stand-in.test.ts): what passes for both may
 * be relied upon. `bench` is called once, before the first test; the NetBox may hold other objects already.
 */
export function netBoxContract(name: string, bench: () => Promise<NetBoxBench>): void {
  describe(name, () => {
    let scene: ContractScene | null = null;
    beforeAll(async () => {
      scene = await openContractScene(await bench());
    });
    const get: GetScene = () => {
      if (scene === null) throw new Error('there is no scene: did opening it fail?');
      return scene;
    };
    for (const part of PARTS) part(get);
  });
}
