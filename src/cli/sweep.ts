import cliProgress from 'cli-progress';
import { z } from 'zod';
import type { CallApi } from './api-client.ts';
import type { ExitCode } from './exit-code.ts';
import { followOrder, type Follower, type OrderOptions } from './follow-order.ts';
import { say } from './print.ts';

const Progress = z.object({
  units: z.number(),
  lookedAt: z.number(),
  inLine: z.number(),
  others: z.number(),
});
type Progress = z.infer<typeof Progress>;

/** `plumbline sweep`: checks every device in scope now, with a progress bar on a terminal and plain lines elsewhere. */
export async function sweep(options: OrderOptions): Promise<ExitCode> {
  const asBar = process.stderr.isTTY && options.json !== true;
  return followOrder({ kind: 'sweep' }, { ...options, follower: asBar ? createBar() : createLines() });
}

function createBar(): Follower {
  const bar = new cliProgress.SingleBar({
    format: '{bar} {value} of {total} devices, {inLine} in line, {others} not',
    stream: process.stderr,
    hideCursor: true,
  });
  let isShown = false;
  return {
    async look(api, id) {
      const progress = await readProgress(api, id);
      if (progress === null) return;
      if (!isShown) bar.start(progress.units, 0, { inLine: 0, others: 0 });
      isShown = true;
      bar.update(progress.lookedAt, { inLine: progress.inLine, others: progress.others });
    },
    end: () => bar.stop(),
  };
}

/** A line for each tenth that is done, for logs and people who pipe. */
function createLines(): Follower {
  let tenths = -1;
  return {
    async look(api, id) {
      const progress = await readProgress(api, id);
      if (progress === null) return;
      const now = progress.units === 0 ? 10 : Math.floor((10 * progress.lookedAt) / progress.units);
      if (now === tenths) return;
      tenths = now;
      const { lookedAt, units, inLine, others } = progress;
      say(`${lookedAt} of ${units} devices looked at: ${inLine} in line, ${others} not`);
    },
    end: () => undefined,
  };
}

/** Null while the sweep has not begun. */
async function readProgress(api: CallApi, id: string): Promise<Progress | null> {
  const answer = await api('GET', `/sweeps/${encodeURIComponent(id)}`);
  return answer.status === 200 ? Progress.parse(answer.body) : null;
}
