import type { Bench, BenchResult } from './bench.ts';
import type { Figure } from './figures.ts';
import type { DocumentedDevice } from './journal/document-devices.ts';
import { openRealWorld, type RealWorld } from './journal/real-world.ts';
import { planSeen, timeEdit, type TimedEdit } from './journal/time-edit.ts';
import { percentile } from './percentile.ts';

/** Fewer where the machine is slow: the run has to end. */
const SINGLES = Number(process.env['BENCH_SINGLES'] ?? 20);
const BULK = { devices: 20, ports: 10 };
/** Each change waits for an approval: its plan is what stands in the journal, and no device is written to. */
const POLICY = { stage: 'pilot', rollout: 'approve' };

/** How NetBox orders its own work: as it comes, and as webhook-config/README.md advises. */
const SETUPS = [
  { name: 'NetBox as it comes', configuration: '', singles: SINGLES },
  { name: 'webhooks first', configuration: "QUEUE_MAPPINGS = {'webhook': 'high'}", singles: 0 },
] as const;
type Setup = (typeof SETUPS)[number];

/** From NetBox's answer to a save until the plan stands in NetBox's journal, with a real NetBox and its rqworker. */
export const bench: Bench = {
  summary:
    'from a save in a real NetBox to the plan in its journal: single edits, and one of 200 interfaces on 20 devices',
  async run(progress, signal) {
    const results: Measured[] = [];
    for (const setup of SETUPS) {
      if (signal.aborted) break;
      progress(setup.name);
      results.push(await measureSetup(setup, progress, signal));
    }
    return {
      figures: results.flatMap(({ figures }) => figures),
      checks: results.flatMap(({ checks }) => checks),
      notes: [
        'One edit before the measured ones is not counted: the first webhook after a start waits for those of the first sweep.',
        'Counted from the answer to the REST PATCH to the time NetBox gave the journal entry; the quiet period of 1 s is in it.',
        '"NetBox’s own delivery": from that answer until the first webhook of the request arrived. With it the bare column is what NetBox alone takes.',
      ],
    };
  },
};

type Measured = Pick<BenchResult, 'figures' | 'checks'>;

async function measureSetup(
  setup: Setup,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<Measured> {
  const { configuration, singles } = setup;
  const devices = 1 + BULK.devices + singles;
  const options = { devices, ports: BULK.ports, policy: POLICY, configuration };
  const world = await openRealWorld(options, progress);
  if (typeof world === 'string') throw new Error(`this machine cannot run a NetBox: ${world}`);
  try {
    return await measure(world, setup, progress, signal);
  } finally {
    await world.close();
  }
}

async function measure(
  world: RealWorld,
  { name, singles: wanted }: Setup,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<Measured> {
  const [first, ...others] = world.devices;
  if (first !== undefined) await timeEdit(world, [onePortOf(first)], 'unmeasured');
  const singles: TimedEdit[] = [];
  const reads: number[] = [];
  for (const device of others.slice(BULK.devices)) {
    if (signal.aborted) break;
    reads.push(await world.readDevice(device.name));
    const single = await timeEdit(world, [onePortOf(device)], `single ${device.name}`);
    singles.push(single);
    progress(
      `${device.name}: webhook after ${ms(single.firstWebhookMs)}, plan after ${ms(single.lastPlanMs)}`,
    );
  }
  const bulk = signal.aborted ? null : await timeEdit(world, others.slice(0, BULK.devices), 'bulk');
  if (bulk !== null)
    progress(`bulk: NetBox took ${ms(bulk.savedInMs)}, last plan after ${ms(bulk.lastPlanMs)}`);
  return {
    figures: [
      ...(wanted === 0 ? [] : singleFigures(singles, reads)),
      ...(bulk === null ? [] : bulkFigures(bulk, name)),
    ],
    checks: [
      ...(wanted === 0
        ? []
        : [
            {
              ok: singles.length === wanted && singles.every(planSeen),
              text: `${name}: ${singles.filter(planSeen).length} of ${wanted} single edits have one plan in the journal`,
            },
          ]),
      {
        ok: bulk !== null && planSeen(bulk),
        text: `${name}: ${bulk?.plans ?? 0} of ${BULK.devices} devices of the bulk edit have one plan in the journal`,
      },
    ],
  };
}

function onePortOf(device: DocumentedDevice): DocumentedDevice {
  return { ...device, ports: device.ports.slice(0, 1) };
}

const NO_RATIO = { median: Number.NaN, min: Number.NaN, max: Number.NaN };

function figure(load: string, name: string, bare: number, plumbline: number): Figure {
  return { load, figure: name, bare, plumbline, ratio: NO_RATIO };
}

function singleFigures(edits: readonly TimedEdit[], reads: readonly number[]): readonly Figure[] {
  const plans = edits.map(({ lastPlanMs }) => lastPlanMs);
  const webhooks = edits.map(({ firstWebhookMs }) => firstWebhookMs);
  const load = 'single edits';
  return [
    figure(load, 'NetBox’s own delivery, p50 (ms)', percentile(webhooks, 0.5), Number.NaN),
    figure(load, 'NetBox’s own delivery, p99 (ms)', percentile(webhooks, 0.99), Number.NaN),
    figure(load, 'one read of the device over SSH, p50 (ms)', percentile(reads, 0.5), Number.NaN),
    figure(load, 'saved → plan in the journal, p50 (ms)', Number.NaN, percentile(plans, 0.5)),
    figure(load, 'saved → plan in the journal, p99 (ms)', Number.NaN, percentile(plans, 0.99)),
  ];
}

function bulkFigures(edit: TimedEdit, setup: string): readonly Figure[] {
  const load = `${BULK.devices * BULK.ports} interfaces, ${BULK.devices} devices; ${setup}`;
  return [
    figure(load, 'NetBox’s own answer to the PATCH (ms)', edit.savedInMs, Number.NaN),
    figure(load, 'saved → first webhook (ms)', edit.firstWebhookMs, Number.NaN),
    figure(load, 'saved → last webhook (ms)', edit.lastWebhookMs, Number.NaN),
    figure(load, 'saved → first plan in the journal (ms)', Number.NaN, edit.firstPlanMs),
    figure(load, 'saved → last plan in the journal (ms)', Number.NaN, edit.lastPlanMs),
  ];
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
