import { createGateway, inInterface, NEVER, permitFor } from '../contract/device/device-bench.ts';
import { frrUnit } from './frr-bench.ts';

/**
 * A worker of its own that changes a router under a transaction and then does nothing until it is killed. Its one argument is
 * JSON: the router, the account, and how long a minute lasts.
 */
const { router, credential, minuteMs } = JSON.parse(process.argv[2] ?? '{}') as {
  router: Parameters<typeof frrUnit>[0];
  credential: Parameters<typeof createGateway>[0];
  minuteMs: number;
};
const devices = createGateway(credential, `${router.address} ${router.hostKey}\n`, {
  timeouts: { minuteMs },
});
const writer = await devices.openWriter(permitFor(frrUnit(router)), NEVER);
const change = inInterface(router.spareInterface, 'description of a worker that dies');
const result = await writer.apply([change], { name: 'pl-doomed', revertAfterMinutes: 1 });
console.log(result.kind);
setInterval(() => undefined, 1_000);
