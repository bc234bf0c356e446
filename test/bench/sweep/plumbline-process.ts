/** Reads every device of the job on standard input and compares it with what is intended; prints a {@link SweepOutcome}. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { compareConfigurations } from '../../../src/diff/compare.ts';
import type { Devices } from '../../../src/devices/device-gateway.ts';
import { createBenchGateway, unitOf } from './bench-gateway.ts';
import { SweepJob, type SweepOutcome } from './job.ts';
import { sweepIntended } from './sweep-configuration.ts';

const job = SweepJob.parse(JSON.parse(await text(process.stdin)));
const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
const gateway = createBenchGateway(job, folder);
const cpuBefore = process.cpuUsage();
const begun = performance.now();
const results = await Promise.allSettled(
  job.devices.map((device, index) => sweepOne(gateway, device, index)),
);
const tookMs = performance.now() - begun;
const { user, system } = process.cpuUsage(cpuBefore);
const outcome: SweepOutcome = {
  tookMs,
  cpuMs: (user + system) / 1000,
  read: results.filter(({ status }) => status === 'fulfilled').length,
  failures: results
    .flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []))
    .slice(0, 3),
  differences: results.reduce((sum, result) => sum + (result.status === 'fulfilled' ? result.value : 0), 0),
};
console.log(JSON.stringify(outcome));
await gateway.close();
rmSync(folder, { recursive: true });

async function sweepOne(
  { reader }: Devices,
  device: SweepJob['devices'][number],
  index: number,
): Promise<number> {
  const { configuration } = await reader.read(unitOf(device, index), new AbortController().signal, 'look');
  const comparison = compareConfigurations({
    platform: 'cisco_ios',
    intended: {
      source: 'rendered',
      text: sweepIntended(device.name, device.address),
      scope: { kind: 'whole' },
      provenance: [],
      warnings: [],
    },
    live: configuration,
    baseline: null,
    marks: [],
  });
  if (!comparison.ok) throw new Error(comparison.reason);
  return comparison.findings.length;
}
