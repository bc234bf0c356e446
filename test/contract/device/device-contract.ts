import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Devices } from '../../../src/devices/device-gateway.ts';
import type { Command } from '../../../src/domain/plan.ts';
import type { LiveReading } from '../../../src/domain/live.ts';
import type { Unit } from '../../../src/domain/unit.ts';
import type { ApplyResult } from '../../../src/ports/devices.ts';
import type { DeviceBench, GatewayChanges } from './device-bench.ts';
import { ENDLESS, NEVER, permitFor } from './device-bench.ts';
import { inSections } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import { eventually } from '../../support/eventually.ts';

/** What every driver promises, whatever device is at the other end. */
export function deviceContract(name: string, makeBench: () => Promise<DeviceBench>): void {
  describe(`a device session with ${name}`, () => {
    let bench: DeviceBench;
    let dialect: Dialect;
    const opened: Devices[] = [];
    const gateway = (changes?: GatewayChanges): Devices => {
      const devices = bench.gateway(changes);
      opened.push(devices);
      return devices;
    };
    const read = (): Promise<LiveReading> => gateway().reader.read(bench.unit, NEVER);
    const apply = (commands: readonly Command[]): Promise<ApplyResult> =>
      applyThrough(gateway(), bench.unit, commands);

    beforeAll(async () => {
      bench = await makeBench();
      dialect = bench.dialect ?? inSections(bench);
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((devices) => devices.close()));
      await bench.restore();
    });
    afterAll(() => bench.stop());

    function expectApplied(configuration: string): void {
      expect(configuration).toMatch(dialect.showsDescription(bench.spare, 'to somewhere'));
      expect(configuration).toMatch(dialect.showsAddress(bench.spare));
      expect(configuration).toMatch(dialect.showsDescription(bench.link, 'the link'));
    }

    describe('reading', () => {
      it('tells who the device is, its configuration, its state, and what our session arrives at', async () => {
        const reading = await read();
        expect(reading.facts.hostname).toBe(bench.hostname);
        expect(reading.facts.version).toMatch(/^\d+\.\d+/);
        expect(reading.configuration).toMatch(dialect.showsInterface(bench.link));
        expect(reading.state.interfaces[bench.link]).toEqual({ admin: 'up', oper: 'up' });
        expect(reading.state.bgp[bench.peer]).toEqual({
          established: true,
          state: 'Established',
          holdTimeSeconds: 9,
        });
        expect(reading.session.localAddress).toBe(bench.unit.address);
        expect(reading.session.localInterface).not.toBeNull();
      });

      it('gives the same text twice while nothing changes, also after a save', async () => {
        const first = await read();
        await withWriter(gateway(), bench.unit, (writer) => writer.save());
        expect((await read()).configuration).toBe(first.configuration);
      });

      it('leaves out the header, and ends with the line that proves the text is whole', async () => {
        const { configuration } = await read();
        expect(configuration).not.toMatch(dialect.header);
        expect(configuration).toMatch(dialect.end);
      });

      it('shows what somebody entered by hand', async () => {
        await bench.editByHand(dialect.byHand('by hand'));
        expect((await read()).configuration).toMatch(dialect.showsDescription(bench.spare, 'by hand'));
      });

      it('sends no configuration line', async () => {
        const before = await bench.received();
        await read();
        expect(await bench.received()).toEqual(before);
      });
    });

    describe('applying', () => {
      it('puts each command into its section, where the same session and a new one find it', async () => {
        const commands = [
          dialect.describing(bench.spare, 'to somewhere'),
          dialect.addressing(bench.spare),
          dialect.describing(bench.link, 'the link'),
        ];
        await withWriter(gateway(), bench.unit, async (writer) => {
          expect(await writer.apply(commands, null)).toEqual({ kind: 'accepted' });
          expectApplied((await writer.read()).configuration);
        });
        expectApplied((await read()).configuration);
      });

      it('goes into nested sections and comes back to the top', async () => {
        const commands = dialect.routing(await read());
        const result = await apply([...commands, dialect.describing(bench.spare, 'after routing')]);
        expect(result).toEqual({ kind: 'accepted' });
        const { configuration } = await read();
        for (const line of dialect.showsRouting) expect(configuration).toMatch(line);
        expect(configuration).toMatch(dialect.showsDescription(bench.spare, 'after routing'));
      });

      it('keeps the inner blanks and odd characters of a text', async () => {
        const text = String.raw`it's  50% "of" $HOME & <all> \ ; a|b ~`;
        expect(await apply([dialect.describing(bench.spare, text)])).toEqual({ kind: 'accepted' });
        const { configuration } = await read();
        expect(configuration).toMatch(dialect.showsDescription(bench.spare, text));
      });

      it('stops at the command the device refuses, and tells its words', async () => {
        const [first, last] = ['before', 'never'].map((text) => dialect.describing(bench.spare, text));
        const bad = dialect.meddling(bench.nonsense);
        const result = await apply([first, bad, last].filter((command) => command !== undefined));
        const stands = dialect.isAtomic ? 'none' : 'part';
        expect(result).toMatchObject({ kind: 'refused', sent: 1, command: bad, stands });
        expect('answer' in result ? result.answer : '').toMatch(/%|unknown|invalid|syntax error/i);
        const shown = dialect.showsDescription(bench.spare, 'before').test((await read()).configuration);
        expect(shown).toBe(!dialect.isAtomic);
        expect(await bench.received()).not.toContain(last?.command);
      });

      it('sends no command whose section does not exist', async () => {
        const { command, kind } = dialect.misplaced;
        expect(await apply([command])).toMatchObject({ kind, command });
        expect(await bench.received()).not.toContain(command.command);
      });

      it.each([
        ['a line end', 'description a\nshutdown'],
        ['a carriage return', 'description a\rshutdown'],
        ['a tabulator', 'description a\tb'],
        ['a question mark', 'description why?'],
        ['an escape', 'description \x1b[2J'],
        ['a line separator', 'description a\u2028b'],
        ['a way out of the section', 'exit'],
        ['a shortened way out', 'en'],
        ['an exec command', 'do write memory'],
        ['a comment', '! harmless'],
        ['nothing', ''],
      ])('sends nothing at all when a command holds %s', async (_what, text) => {
        const before = await bench.received();
        const command = dialect.meddling(text);
        const result = await apply([dialect.describing(bench.spare, 'first'), command]);
        expect(result).toMatchObject({ kind: 'not-sent', command });
        expect(await bench.received()).toEqual(before);
      });

      it('checks section lines like commands', async () => {
        const command = { path: ['interface x\nshutdown'], command: 'description a' };
        expect(await apply([command])).toMatchObject({ kind: 'not-sent', command });
      });
    });

    describe('saving', () => {
      it('saves only when asked, and tells that the device confirmed it', async () => {
        await withWriter(gateway(), bench.unit, async (writer) => {
          await writer.apply([dialect.describing(bench.spare, 'to be kept')], null);
          if (!dialect.isSavedAtOnce) expect(await bench.startup()).not.toContain('to be kept');
          expect(await writer.save()).toBe(true);
        });
        expect(await bench.startup()).toContain('to be kept');
      });
    });

    describe('state after a change', () => {
      it('shows the interface and the BGP session down, and both up again when it is undone', async () => {
        await apply([dialect.disabling(bench.link)]);
        await eventually(async () => {
          const { state } = await read();
          expect(state.interfaces[bench.link]?.admin).toBe('down');
          expect(state.bgp[bench.peer]?.established).toBe(false);
        });
        await apply([dialect.enabling(bench.link)]);
        await eventually(async () => {
          const { state } = await read();
          expect(state.interfaces[bench.link]).toEqual({ admin: 'up', oper: 'up' });
          expect(state.bgp[bench.peer]?.established).toBe(true);
        });
      });
    });

    describe('when the session does not last', () => {
      const step = (number: number) => dialect.describing(bench.spare, `step ${number} of 40`);
      const many = () => Array.from({ length: 40 }, (_, index) => step(index + 1));
      const half = () => step(10).command;

      it('calls a cut connection unknown, tells how many were sent, and a new read tells the truth', async () => {
        const result = await bench.interrupt('cut', half(), (unit, changes) =>
          applyThrough(gateway(changes), unit, many()),
        );
        expect(result.kind).toBe('unknown');
        const sent = 'sent' in result ? result.sent : 0;
        expect(sent).toBeGreaterThanOrEqual(10);
        expect(sent).toBeLessThan(40);
        const { configuration } = await read();
        const reached = /description "?step (\d+) of 40"?;?\n/.exec(configuration)?.[1];
        if (dialect.isAtomic) expect(reached).toBeUndefined();
        else expect([sent - 1, sent]).toContain(Number(reached));
      });

      it('calls silence unknown, after the time the setting gives and not later', async () => {
        const result = await bench.interrupt('silence', half(), (unit, changes) => {
          const timeouts = { ...ENDLESS, commandMs: 1_000, idleMs: 1_000 };
          return applyThrough(gateway({ ...changes, timeouts }), unit, many());
        });
        expect(result.kind).toBe('unknown');
      });

      it('closes at once when the work is stopped in the middle, and calls that unknown', async () => {
        const stopping = new AbortController();
        const { length } = await bench.received(); // earlier tests sent the same lines
        const result = await bench.interrupt('silence', half(), async (unit, changes) => {
          const writer = await gateway({ ...changes, timeouts: ENDLESS }).openWriter(
            permitFor(unit),
            stopping.signal,
          );
          const applying = writer.apply(many(), null);
          await eventually(async () => {
            expect((await bench.received()).slice(length)).toContain(half());
          });
          stopping.abort();
          const applied = await applying;
          await expect(writer.read()).rejects.toMatchObject({ code: 'device.cut' });
          await writer.close();
          return applied;
        });
        expect(result).toMatchObject({ kind: 'unknown' });
      });

      it('does not even connect for work that is stopped already', async () => {
        const before = await bench.logins();
        const reading = gateway().reader.read(bench.unit, AbortSignal.abort());
        await expect(reading).rejects.toMatchObject({ code: 'device.cut' });
        expect(await bench.logins()).toEqual(before);
      });
    });

    describe('who is at the other end', () => {
      it('refuses a device whose host key is unknown, before any credential is sent', async () => {
        const before = await bench.logins();
        const reading = gateway({ knownHosts: '' }).reader.read(bench.unit, NEVER);
        await expect(reading).rejects.toMatchObject({ code: 'device.host-key', retry: 'never' });
        await expect(reading).rejects.toThrow(/SHA256:/);
        expect(await bench.logins()).toEqual(before);
      });

      it('refuses a device whose host key has changed, before any credential is sent', async () => {
        const before = await bench.logins();
        const reading = gateway({ knownHosts: withOtherKey(bench.knownHosts) }).reader.read(
          bench.unit,
          NEVER,
        );
        await expect(reading).rejects.toMatchObject({ code: 'device.host-key', retry: 'never' });
        expect(await bench.logins()).toEqual(before);
      });
    });

    describe('credentials', () => {
      it('offers a wrong password once, and calls the refusal final', async () => {
        const before = await bench.logins();
        const credential = { username: 'stranger', password: 'wrong' };
        const devices = bench.gateway({ credential });
        opened.push(devices);
        await expect(devices.reader.read(bench.unit, NEVER)).rejects.toMatchObject({
          code: 'device.authentication',
          retry: 'never',
        });
        await eventually(async () => {
          const after = await bench.logins();
          expect(after).toEqual({ accepted: before.accepted, refused: before.refused + 1 });
        });
      });

      it('never sends a credential to an address outside its prefixes', async () => {
        const before = await bench.logins();
        const reading = gateway({ credential: { prefixes: ['203.0.113.0/24'] } }).reader.read(
          bench.unit,
          NEVER,
        );
        await expect(reading).rejects.toMatchObject({ code: 'device.no-credentials' });
        expect(await bench.logins()).toEqual(before);
      });

      it('calls an address where nobody answers unreachable', async () => {
        const reading = gateway({ credential: { port: 1 } }).reader.read(bench.unit, NEVER);
        await expect(reading).rejects.toMatchObject({ code: 'device.unreachable', retry: 'later' });
      });
    });

    describe('limits', () => {
      it('lets a second session wait until the first gives its place back', async () => {
        const devices = gateway({ limits: { perDevice: 1 } });
        const writer = await devices.openWriter(permitFor(bench.unit), NEVER);
        let isRead = false;
        const reading = devices.reader.read(bench.unit, NEVER).then(() => (isRead = true));
        await writer.read();
        expect(isRead).toBe(false);
        await writer.close();
        await expect(reading).resolves.toBe(true);
      });

      it('gives up waiting for a place after the time the setting gives, and the place is not lost', async () => {
        const devices = gateway({ limits: { perDevice: 1 }, timeouts: { slotMs: 100 } });
        const writer = await devices.openWriter(permitFor(bench.unit), NEVER);
        await expect(devices.reader.read(bench.unit, NEVER)).rejects.toMatchObject({
          code: 'device.timeout',
        });
        await writer.close();
        await expect(devices.reader.read(bench.unit, NEVER)).resolves.toBeDefined();
      });
    });
  });
}

async function applyThrough(
  devices: Devices,
  unit: Unit,
  commands: readonly Command[],
): Promise<ApplyResult> {
  return await withWriter(devices, unit, (writer) => writer.apply(commands, null));
}

type Writer = Awaited<ReturnType<Devices['openWriter']>>;

async function withWriter<T>(devices: Devices, unit: Unit, work: (writer: Writer) => Promise<T>): Promise<T> {
  const writer = await devices.openWriter(permitFor(unit), NEVER);
  try {
    return await work(writer);
  } finally {
    await writer.close();
  }
}

/** Known hosts with the right host and a key that is not its. */
function withOtherKey(knownHosts: string): string {
  const key = 'AAAAC3NzaC1lZDI1NTE5AAAAIJ7X1yYxlP5GcWYz6Dc1cS4nW0fMuQ0SSm2Qm1Yd0Q2c';
  return knownHosts.replaceAll(/ssh-ed25519 \S+/g, `ssh-ed25519 ${key}`);
}
