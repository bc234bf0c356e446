import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { NodeSSH } from 'node-ssh';
import { expect, it, vi } from 'vitest';
import type { LiveReading } from '../../src/domain/live.ts';
import type { Transaction } from '../../src/domain/transaction.ts';
import type { TransactionBench } from '../contract/device/transaction-bench.ts';
import { inInterface, NEVER, permitFor } from '../contract/device/device-bench.ts';
import { makeDeadManBench, SHELL_ACCOUNT } from './dead-man-bench.ts';
import { firstRouter, frrUnit } from './frr-bench.ts';
import type { FrrLab } from './frr-lab.ts';
import { eventually } from '../support/eventually.ts';

/** Two seconds on this bench. */
const SHORT: Transaction = { name: 'pl-traps', revertAfterMinutes: 1 };

/** A router takes several seconds for so many, and we a few milliseconds to cut the session: it is cut while they run. */
const TRAP_LINES = 3_000;

/** What a real FRR router does that cost somebody a network (facts/devices.md 0); each has to leave the router as it was. */
export function frrTraps(lab: FrrLab): void {
  const router = firstRouter(lab);
  const unit = frrUnit(router);
  const port = router.spareInterface;
  const peer = (text: string) => ({
    path: ['router bgp 65001'],
    command: `neighbor 10.0.12.2 description ${text}`,
  });

  async function onBench(work: (bench: TransactionBench, read: () => Promise<LiveReading>) => Promise<void>) {
    const bench = await makeDeadManBench(lab);
    const devices = bench.gateway();
    try {
      await work(bench, () => devices.reader.read(unit, NEVER));
    } finally {
      await devices.close();
      await bench.restore();
    }
  }
  const kill = (daemon: string) =>
    lab.inside(router.name, 'bash', '-c', `kill -9 "$(cat /run/frr/${daemon}.pid)"`);

  it('goes on with its lines after the session was cut', async () => {
    await onBench(async (_bench, read) => {
      const privateKey = await readFile(lab.privateKeyPath, 'utf8');
      const ssh = new NodeSSH();
      await ssh.connect({ host: router.address, username: 'oper', privateKey });
      ssh.connection?.on('error', () => undefined);
      const begin = (await lab.entered(router.name)).length;
      const lines = Array.from({ length: TRAP_LINES }, (_, index) => `description trap ${index + 1}`);
      const sent = ssh.execCommand(['configure terminal', `interface ${port}`, ...lines].join('\n'));
      await eventually(async () =>
        expect((await lab.entered(router.name)).length).toBeGreaterThan(begin + 1),
      );
      ssh.connection?.destroy();
      // Resolved and not rejected, with nothing in it.
      expect(await sent).toMatchObject({ code: null });
      expect((await lab.entered(router.name)).length - begin).toBeLessThan(TRAP_LINES);
      const last = `description trap ${TRAP_LINES}\n`;
      await vi.waitFor(async () => expect((await read()).configuration).toContain(last), {
        timeout: 60_000,
        interval: 200,
      });
    });
  });

  it('deletes everything when frr-reload.py meets one bad line and its exit status is not looked at', async () => {
    await onBench(async (_bench, read) => {
      const before = (await read()).configuration;
      const script = `cd $(mktemp -d); vtysh -c 'show running-config no-header' 2>/dev/null | sed 's/^end$/bogus line/' >bad.conf
        for how in --test --reload; do /usr/lib/frr/frr-reload.py $how --stdout --confdir . --rundir . bad.conf 2>&1; echo "status $?"; done`;
      const said = await lab.inside(router.name, 'su', '-l', SHELL_ACCOUNT, '-s', '/bin/sh', '-c', script);
      expect(said).toContain('no router bgp 65001');
      expect(said.match(/^status 1$/gm)).toHaveLength(2);
      expect((await read()).configuration).toBe(before);
    });
  });

  it('loses the unsaved lines of a daemon that crashes, and only those: a part of the change, and no drift before', async () => {
    await onBench(async (bench, read) => {
      const writer = await bench.gateway().openWriter(permitFor(unit), NEVER);
      const both = [inInterface(port, 'description unsaved'), peer('unsaved')];
      expect(await writer.apply(both, null)).toEqual({ kind: 'accepted' });
      await writer.close();
      await kill('bgpd');
      const seen = new Set<string>();
      await vi.waitFor(
        async () => {
          const answer = await read().then(
            ({ configuration }) => partsOf(configuration),
            (fault: unknown) => (fault instanceof Error && 'code' in fault ? String(fault.code) : 'other'),
          );
          seen.add(answer);
          expect(answer).not.toMatch(/^device\./);
        },
        { timeout: 40_000, interval: 20 },
      );
      expect([...seen]).toEqual(['device.incomplete', 'port unsaved, peer r2']);
    });
  });

  it('is restored by its job although a daemon was down when that began, and frr-reload.py called it done', async () => {
    await onBench(async (bench, read) => {
      const before = (await read()).configuration;
      const writer = await bench.gateway().openWriter(permitFor(unit), NEVER);
      // Another daemon than above: watchfrr starts one again at once, and a second time after a minute only.
      const route = { path: [], command: 'ip route 203.0.113.0/24 blackhole' };
      const both = [inInterface(port, 'description changed'), route];
      expect(await writer.apply(both, SHORT)).toEqual({ kind: 'accepted' });
      expect(await writer.save()).toBe(true); // so that staticd comes back with the change
      await kill('staticd');
      await writer.close();
      await vi.waitFor(async () => expect((await read()).configuration).toBe(before), {
        timeout: 60_000,
        interval: 500,
      });
      // Saved is still the change.
      const again = await bench.gateway().openWriter(permitFor(unit), NEVER);
      expect(await again.confirm(SHORT)).toMatchObject({ kind: 'not-pending' });
      expect(await again.save()).toBe(true);
      await again.close();
    });
  });

  it('is restored by its job when our worker was killed', async () => {
    await onBench(async (bench, read) => {
      const before = (await read()).configuration;
      const credential = {
        username: SHELL_ACCOUNT,
        password: lab.password,
        port: 22,
        prefixes: ['10.98.0.0/16'],
      };
      const order = JSON.stringify({ router, credential, minuteMs: bench.minuteMs });
      const script = fileURLToPath(new URL('doomed-worker.ts', import.meta.url));
      const worker = spawn(process.execPath, [script, order], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [said] = (await once(worker.stdout, 'data')) as [Buffer];
      worker.kill('SIGKILL');
      expect(said.toString()).toBe('accepted\n');
      expect((await read()).configuration).toContain('description of a worker that dies');
      await vi.waitFor(async () => expect((await read()).configuration).toBe(before), {
        timeout: 20_000,
        interval: 200,
      });
    });
  });

  function partsOf(configuration: string): string {
    const of = (pattern: RegExp) => pattern.exec(configuration)?.[1] ?? 'none';
    const atPort = of(new RegExp(`^interface ${port}\\n description (.*)$`, 'm'));
    return `port ${atPort}, peer ${of(/neighbor 10\.0\.12\.2 description (.*)$/m)}`;
  }
}
