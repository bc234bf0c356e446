import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, BenchResult, Check } from './bench.ts';
import type { Figure } from './figures.ts';
import { spreadOf } from './spread-of.ts';
import { installNornir, NORNIR_PROCESS, type Nornir, PEER } from './sweep/install-nornir.ts';
import { OpenOutcome, type SweepJob, SweepOutcome } from './sweep/job.ts';
import { recordCommands } from './sweep/record-commands.ts';
import { CAN_PIN, runContender } from './sweep/run-pinned.ts';
import { startSimulators, type Simulators } from './sweep/simulators.ts';

const DEVICES = 200;
/** Sessions at once, for both: one device after the other, nornir's default, and that of PLUMBLINE_SESSIONS_TOTAL. */
const WIDTHS = [1, 20, 50];
/** Devices one after the other are enough to see how long each takes. */
const ALONE = 10;
const PLUMBLINE_PROCESS = fileURLToPath(new URL('./sweep/plumbline-process.ts', import.meta.url));
const OPEN_PROCESS = fileURLToPath(new URL('./sweep/open-process.ts', import.meta.url));

/** Reading and comparing many devices, beside nornir with netmiko reading the same ones; then one session, and a thousand. */
export const bench: Bench = {
  summary:
    'reading and comparing 200 devices, beside nornir with netmiko; round trips and memory of open sessions',
  async run(progress, signal, options) {
    const count = options.devices ?? DEVICES;
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-sweep-'));
    let simulators: Simulators | null = null;
    try {
      progress(`installing ${PEER.join(', ')} into a throw-away environment …`);
      const peer = await installNornir(join(folder, 'venv'), signal);
      if (!peer.ok) progress(`they cannot be installed: ${peer.reason}`);
      simulators = await startSimulators(count, signal);
      return await measure(simulators, peer, progress, signal);
    } finally {
      await simulators?.stop().catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Round {
  readonly plumbline: SweepOutcome;
  readonly peer: SweepOutcome | null;
}

async function measure(
  simulators: Simulators,
  peer: Nornir,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<BenchResult> {
  const commands = await recordCommands(simulators);
  const { devices } = simulators.devices;
  const whole: SweepJob = { ...simulators.devices, width: 1, commands: [...commands] };
  const figures: Figure[] = [];
  const checks: Check[] = [];
  for (const width of WIDTHS) {
    const some = width === 1 ? devices.slice(0, ALONE) : devices;
    const rounds = await sweepTwice({ ...whole, devices: some, width }, peer, progress, signal);
    figures.push(...sweepFigures(`${some.length} devices, ${width} at once`, rounds));
    checks.push(...rounds.flatMap((round) => checksOf(round, some.length)));
  }
  const sessions = Math.min(1_000, devices.length * 5);
  const held = OpenOutcome.parse(
    await runContender([process.execPath, OPEN_PROCESS, String(sessions)], whole, signal, 'nobody'),
  );
  return {
    rival: 'nornir',
    figures: [...figures, ...sessionFigures(held)],
    checks: [...checks, ...sessionChecks(held, sessions)],
    notes: [
      `Each device has 300 lines and was asked ${commands.length} commands; Plumbline with its default settings, nornir and netmiko with theirs; Plumbline also compares.`,
      CAN_PIN
        ? 'Contenders ran on core 0, the devices on core 1.'
        : 'Processes could not be kept on one core each: the contenders may have had different shares.',
      hasNativeCrypto()
        ? 'The part of ssh2 that is written in C++ is built here.'
        : 'The part of ssh2 that is written in C++ is not built here (docs/devices.md).',
      ...(peer.ok ? [] : [`nornir is not in this table, because it cannot be installed: ${peer.reason}`]),
    ],
  };
}

/** Ours, the peer's, ours again: the rounds of ours are before and after the peer's, so a busy minute shows. */
async function sweepTwice(
  job: SweepJob,
  peer: Nornir,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<readonly Round[]> {
  const sweep = async (name: string, command: readonly string[]) => {
    const outcome = SweepOutcome.parse(await runContender(command, job, signal));
    progress(`${job.devices.length} devices, ${job.width} at once, ${name}: ${seconds(outcome)} s`);
    return outcome;
  };
  const ours = () => sweep('Plumbline', [process.execPath, PLUMBLINE_PROCESS]);
  const before = await ours();
  const other = peer.ok ? await sweep('nornir', [peer.python, NORNIR_PROCESS]) : null;
  const after = await ours();
  return [before, after].map((plumbline) => ({ plumbline, peer: other }));
}

/** Whether ssh2 found its compiled part, by the file it looks for. */
function hasNativeCrypto(): boolean {
  const ssh2 = createRequire(import.meta.url).resolve('ssh2');
  return existsSync(join(dirname(ssh2), 'protocol/crypto/build/Release/sshcrypto.node'));
}

function seconds({ tookMs }: SweepOutcome): string {
  return (tookMs / 1000).toFixed(1);
}

function sweepFigures(load: string, rounds: readonly Round[]): readonly Figure[] {
  const compare = (figure: string, of: (outcome: SweepOutcome) => number): Figure => {
    const peer = rounds.map((round) => (round.peer === null ? Number.NaN : of(round.peer)));
    const ours = rounds.map((round) => of(round.plumbline));
    const ratios = ours.map((value, index) => value / (peer[index] ?? Number.NaN));
    const [bare, plumbline] = [spreadOf(peer).median, spreadOf(ours).median];
    return { load, figure, bare, plumbline, ratio: spreadOf(ratios) };
  };
  return [
    compare('devices per second', ({ read, tookMs }) => (read * 1000) / tookMs),
    compare('processor time per device (ms)', ({ read, cpuMs }) => cpuMs / read),
  ];
}

function sessionFigures(held: OpenOutcome): readonly Figure[] {
  const alone = (load: string, figure: string, plumbline: number): Figure => ({
    load,
    figure,
    bare: Number.NaN,
    plumbline,
    ratio: { median: Number.NaN, min: Number.NaN, max: Number.NaN },
  });
  const load = `${held.sessions} sessions open`;
  return [
    alone(load, 'command on an exec channel, median (ms)', held.roundTripMedianMs),
    alone(load, 'command on an exec channel, worst of 1 000 (ms)', held.roundTripWorstMs),
    alone(load, 'memory per session (kB)', held.kbPerSession),
    alone(load, 'opening one, 20 at once (ms)', held.openMs / held.sessions),
  ];
}

/** Speed says nothing about devices that were not read. */
function checksOf({ plumbline, peer }: Round, count: number): readonly Check[] {
  const check = (name: string, { read, failures }: SweepOutcome): Check => ({
    ok: read === count,
    text: `${name}: ${read} of ${count} configurations read whole${failures.length === 0 ? '' : `; ${failures.join('; ')}`}`,
  });
  return [
    check('Plumbline', plumbline),
    {
      ok: plumbline.differences === count * 5,
      text: `Plumbline: ${plumbline.differences} of ${count * 5} differences found`,
    },
    ...(peer === null ? [] : [check('nornir', peer)]),
  ];
}

function sessionChecks(held: OpenOutcome, wanted: number): readonly Check[] {
  return [{ ok: held.sessions === wanted, text: `${held.sessions} of ${wanted} sessions stood at once` }];
}
