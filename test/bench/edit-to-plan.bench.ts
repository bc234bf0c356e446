import { startSandboxWorld, type SandboxWorld } from '../../src/cli/sandbox-world.ts';
import { DEFINITIONS } from '../../src/main.ts';
import { observeDefinitions } from '../../src/workflows/observe-definitions.ts';
import { silentLog } from '../support/silent-log.ts';
import type { Bench, BenchResult } from './bench.ts';
import { spreadOf } from './spread-of.ts';
import { timeRead } from './time-read.ts';

const EDITS = 20;

/** From NetBox's answer to an edit until its plan is recorded, beyond the quiet period, beside one plain read of the device. */
export const bench: Bench = {
  summary: 'from an edit to its plan on the sandbox, beyond the quiet period, beside one read of the device',
  async run(progress, signal) {
    const planned: { at: number }[] = [];
    const world = await startSandboxWorld({
      devices: 1,
      log: silentLog,
      start: {
        definitions: observeDefinitions(DEFINITIONS, ({ step, moment }) => {
          if (step === 'plan' && moment === 'recorded') planned.push({ at: performance.now() });
        }),
      },
    });
    try {
      return await measure(world, planned, progress, signal);
    } finally {
      await world.stop();
    }
  },
};

async function measure(
  world: SandboxWorld,
  planned: readonly { readonly at: number }[],
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<BenchResult> {
  const reads: number[] = [];
  const plans: number[] = [];
  await look(world);
  for (let edit = 1; edit <= EDITS && !signal.aborted; edit += 1) {
    reads.push(
      await timeRead(world.settings, { name: 'edge1', address: world.network.devices[0]?.address ?? '' }),
    );
    plans.push(await timePlan(world, planned, edit));
    progress(`edit ${edit} of ${EDITS}: plan after ${plans.at(-1)?.toFixed(0) ?? ''} ms`);
  }
  const ratios = plans.map((ms, index) => ms / (reads[index] ?? Number.NaN));
  return {
    figures: [
      {
        load: 'single edits, one device',
        figure: 'edit → plan beyond the quiet period, ms (median)',
        bare: spreadOf(reads).median,
        plumbline: spreadOf(plans).median,
        ratio: spreadOf(ratios),
      },
    ],
    checks: [{ ok: plans.length === EDITS, text: `${plans.length} of ${EDITS} edits led to a plan` }],
    notes: [
      `slowest plan: ${Math.max(...plans).toFixed(0)} ms beyond the quiet period of ${world.settings.edits.quietMs} ms`,
      '"bare" is one read of the same device over SSH: what no plan can do without.',
    ],
  };
}

/** The first look sets the baseline. */
async function look({ plumbline }: SandboxWorld): Promise<void> {
  const person = { username: 'bob', groups: ['network'] };
  const id = await plumbline.runtime.orders.submit({ order: { kind: 'check', devices: ['edge1'] }, person });
  while ((await plumbline.runtime.orders.result(id)) === null) await pause();
}

async function timePlan(
  { network, plumbline, settings }: SandboxWorld,
  planned: readonly { readonly at: number }[],
  number: number,
): Promise<number> {
  const before = planned.length;
  const id = network.netbox.device('edge1').interfaces[2]?.id ?? 0;
  const { requestId } = await network.netbox.edit({
    method: 'PATCH',
    path: `/dcim/interfaces/${id}/`,
    body: { description: `edit ${number}` },
  });
  const edited = performance.now();
  while (planned.length === before) await pause();
  const took = (planned[before]?.at ?? Number.NaN) - edited - settings.edits.quietMs;
  // The next edit must not meet this one's change still under way.
  for (;;) {
    const rows = await plumbline.store.queries.changes(50);
    if (rows.some((row) => row.changeId.includes(requestId) && row.closedAt !== null)) return took;
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
