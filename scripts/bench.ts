/**
 * Runs one benchmark of test/bench/ and prints its figures as a table.
 *
 *   node scripts/bench.ts               lists the benches; exits 1
 *   node scripts/bench.ts NAME          progress on stderr, table on stdout; exits 1 when a check failed
 *   node scripts/bench.ts NAME --json   the figures as JSON instead of the table
 *   node scripts/bench.ts NAME --devices 20   another number of simulated devices, where the bench has some
 */
import { readdirSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Bench, BenchResult } from '../test/bench/bench.ts';
import { formatFigures } from '../test/bench/format-figures.ts';

const FOLDER = new URL('../test/bench/', import.meta.url);
const SUFFIX = '.bench.ts';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, devices: { type: 'string' } },
  allowPositionals: true,
});
const [name] = positionals;
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length));
if (name === undefined || positionals.length > 1 || !names.includes(name)) await refuse(name);
else await runBench(name);

async function refuse(asked: string | undefined): Promise<void> {
  if (asked !== undefined) console.error(`Expected the name of one bench, found ${positionals.join(' ')}.`);
  console.error('Benches (npm run bench -- NAME):');
  const width = Math.max(...names.map((known) => known.length));
  for (const known of names) console.error(`  ${known.padEnd(width)}  ${(await load(known)).summary}`);
  process.exitCode = 1;
}

async function runBench(wanted: string): Promise<void> {
  const bench = await load(wanted);
  const signal = interrupted();
  const machine = describeMachine();
  try {
    const result = await bench.run((line) => console.error(line), signal, { devices: devicesAsked() });
    if (values.json) printJson(wanted, result, machine);
    else printTable(result, machine);
    if (result.checks.some((check) => !check.ok)) process.exitCode = 1;
  } catch (error) {
    if (!signal.aborted) throw error;
    console.error('Ended before it was done; nothing is left behind.');
    process.exitCode = 130;
  }
}

function devicesAsked(): number | null {
  if (values.devices === undefined) return null;
  if (!/^[1-9]\d{0,3}$/.test(values.devices))
    throw new Error(`--devices: expected 1 to 9999, found ${values.devices}`);
  return Number(values.devices);
}

async function load(wanted: string): Promise<Bench> {
  // Every bench file exports `bench`; one that does not fails right here, on its first use.
  const module = (await import(new URL(`${wanted}${SUFFIX}`, FOLDER).href)) as { readonly bench: Bench };
  return module.bench;
}

/** Ctrl-C ends the run within a round and leaves no server behind; npm passes it on twice, so a second one means nothing. */
function interrupted(): AbortSignal {
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => abort.abort());
  return abort.signal;
}

interface Machine {
  readonly cores: number;
  readonly node: string;
  readonly platform: string;
  /** Processes that wanted a core during the last minute before the run. */
  readonly loadBefore: number;
}

function describeMachine(): Machine {
  const loadBefore = Number((loadavg()[0] ?? 0).toFixed(1));
  return { cores: availableParallelism(), node: process.version, platform: process.platform, loadBefore };
}

function printTable({ rival, figures, checks, notes }: BenchResult, machine: Machine): void {
  const { cores, node, platform, loadBefore } = machine;
  console.log(formatFigures(figures, rival));
  console.log('');
  for (const { ok, text } of checks) console.log(`${ok ? 'ok    ' : 'FAILED'} ${text}`);
  for (const note of notes) console.log(note);
  console.log(`${cores} cores, Node ${node}, ${platform}, load before the run ${loadBefore}`);
  if (loadBefore > cores / 2) console.log('Other programs were running: only the ratios mean something.');
}

function printJson(wanted: string, result: BenchResult, machine: Machine): void {
  const ok = result.checks.every((check) => check.ok);
  console.log(JSON.stringify({ bench: wanted, ok, ...result, machine }, null, 2));
}
