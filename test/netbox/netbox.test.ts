import { afterAll, describe, it } from 'vitest';
import { netBoxContract } from '../contract/netbox/netbox-contract.ts';
import { influenceSuite } from './influence-suite.ts';
import { journalSuite } from './journal-suite.ts';
import { startNetBoxInstance } from './netbox-instance.ts';
import { makeRealBench } from './real-bench.ts';
import { removalSuite } from './removal-suite.ts';
import { runtimeUserSuite } from './runtime-user-suite.ts';
import { shownSuite } from './shown-suite.ts';

// Before the tests are collected: whether there is a NetBox decides whether they run or are counted as skipped.
const instance = await startNetBoxInstance('vitest-netbox');

if (instance.kind === 'impossible') {
  describe.skip('a real NetBox', () => {
    it(instance.reason, () => undefined);
  });
} else {
  netBoxContract('a real NetBox', () => makeRealBench(instance.url, instance.token));
  influenceSuite(instance);
  runtimeUserSuite(instance);
  shownSuite(instance);
  journalSuite(instance);
  removalSuite(instance);
  afterAll(() => instance.stop());
}
