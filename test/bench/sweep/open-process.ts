/** Opens as many SSH sessions as the argument says, holds them, and runs commands on one; prints an {@link OpenOutcome}. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createExecSession } from '../../../src/devices/exec-session.ts';
import { openSshConnection, type SshConnection } from '../../../src/devices/ssh-connection.ts';
import { median } from '../percentile.ts';
import { credentialOf, defaultDeviceSettings } from './bench-gateway.ts';
import { SweepJob, type OpenOutcome } from './job.ts';

const ROUND_TRIPS = 1_000;
/** Handshakes under way at once. */
const AT_ONCE = 20;

const sessions = Number(process.argv[2]);
const job = SweepJob.parse(JSON.parse(await text(process.stdin)));
const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
const knownHostsPath = join(folder, 'known_hosts');
writeFileSync(knownHostsPath, job.exec.knownHosts);
const { timeouts, limits } = defaultDeviceSettings(job.width);

const first = await open();
await first.ssh.execCommand('show clock');
const before = residentBytes();
const begun = performance.now();
const all: SshConnection[] = [];
while (all.length < sessions) {
  const some = Math.min(AT_ONCE, sessions - all.length);
  all.push(...(await Promise.all(Array.from({ length: some }, open))));
}
const openMs = performance.now() - begun;
const after = residentBytes();
const exec = createExecSession(first, timeouts, limits.outputBytes);
const trips: number[] = [];
for (let trip = 0; trip < ROUND_TRIPS; trip += 1) {
  const sent = performance.now();
  await exec.run('show clock', timeouts.commandMs);
  trips.push(performance.now() - sent);
}
const outcome: OpenOutcome = {
  sessions: all.filter((connection) => connection.lost() === null).length,
  openMs,
  kbPerSession: (after - before) / 1024 / sessions,
  roundTripMedianMs: median(trips),
  roundTripWorstMs: Math.max(...trips),
};
console.log(JSON.stringify(outcome));
rmSync(folder, { recursive: true });
process.exit();

function open(): Promise<SshConnection> {
  const { address, port } = job.exec;
  const credential = { ...credentialOf(job), port };
  return openSshConnection(
    { name: 'bench', address, credential, knownHostsPath, timeouts },
    new AbortController().signal,
  );
}

/** After a collection, or what is not yet collected would count. */
function residentBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let turns = 0; turns < 3; turns += 1) collect();
  return process.memoryUsage.rss();
}
