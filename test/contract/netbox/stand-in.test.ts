import { afterAll } from 'vitest';
import { startNetBoxStandIn } from '../../../src/sandbox/netbox/stand-in.ts';
import { makeRealBench } from '../../netbox/real-bench.ts';
import { removalSuite } from '../../netbox/removal-suite.ts';
import { runtimeUserSuite } from '../../netbox/runtime-user-suite.ts';
import { netBoxContract } from './netbox-contract.ts';

// The very suites a real NetBox passes (test/netbox), accounts and rights included: what only the stand-in does would
// fail there, what only NetBox does fails here.
const token = 'nbt_contractadm1.contractcontractcontractcontractcontr';
const standIn = await startNetBoxStandIn({
  host: '127.0.0.1',
  port: 0,
  tokens: [{ token, username: 'admin', groups: [], superuser: true }],
  seed: { devices: [] },
  webhookRate: 200,
});
afterAll(() => standIn.stop());

netBoxContract('the NetBox stand-in', () => makeRealBench(standIn.url, token));
runtimeUserSuite({ url: standIn.url, token });
removalSuite({ url: standIn.url, token });
