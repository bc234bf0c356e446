import { inInterface } from '../contract/device/device-bench.ts';
import type { TransactionBench } from '../contract/device/transaction-bench.ts';
import { firstRouter, makeFrrBench } from './frr-bench.ts';
import type { FrrLab } from './frr-lab.ts';

/** An account with a shell, which can leave a job behind. */
export const SHELL_ACCOUNT = 'adm1';
/** Jobs count in whole seconds. */
const MINUTE_MS = 2_000;

/** The bench of the transaction contract on a real FRR router, whose host takes changes back by a dead-man job. */
export async function makeDeadManBench(lab: FrrLab): Promise<TransactionBench> {
  const bench = await makeFrrBench(lab, SHELL_ACCOUNT);
  const router = firstRouter(lab);
  const onHost = (script: string) =>
    lab.inside(router.name, 'su', '-l', SHELL_ACCOUNT, '-s', '/bin/sh', '-c', script);
  return {
    ...bench,
    minuteMs: MINUTE_MS,
    backMs: 15_000,
    gateway: (changes) =>
      bench.gateway({ ...changes, timeouts: { minuteMs: MINUTE_MS, ...changes?.timeouts } }),
    describing: (text) => inInterface(bench.spare, `description ${text}`),
    refused: inInterface(bench.spare, bench.nonsense),
    disarm: async () => {
      await lab.inside(router.name, 'chmod', '500', `/home/${SHELL_ACCOUNT}`);
    },
    // FRR 8.4 has no lock, and the way to the router is cut by a test of its own.
    lock: null,
    loseManagementAt: null,
    changeOfSomebody: async (by, text) => {
      await onHost(
        `j=~/.plumbline/job; mkdir -p $j; printf ${by} >$j/name; : >$j/armed
         setsid -f sh -c 'echo $$ >"$1/pid"; sleep 600' sleeper $j >/dev/null 2>&1 </dev/null
         while [ ! -s $j/pid ]; do sleep 0.1; done`,
      );
      await bench.editByHand([`interface ${bench.spare}`, `description ${text}`]);
    },
    async restore() {
      await lab.inside(router.name, 'chmod', '700', `/home/${SHELL_ACCOUNT}`);
      await onHost('j=~/.plumbline/job; p=$(cat $j/pid 2>/dev/null) && kill -s TERM -- -$p; rm -rf $j; true');
      await bench.restore();
    },
  };
}
