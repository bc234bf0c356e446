import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../../src/cli/exit-code.ts';
import { Fault } from '../../../src/domain/fault.ts';
import { instantOf, unitIdOf } from '../../../src/domain/ids.ts';
import type { OrderResult } from '../../../src/domain/order.ts';
import type { SweepProgress } from '../../../src/ports/store.ts';
import { listen } from '../../../src/web/listen.ts';
import { PLAN } from '../../support/make-unit.ts';
import { ALICE, CAROL, startApi, type TestApi } from '../web/api-on-loopback.ts';
import { runPlumbline, type CommandResult } from './run-plumbline.ts';

const at = instantOf('2026-11-21T06:00:00Z');
const device = {
  unitId: unitIdOf(7),
  name: 'edge-1',
  state: 'drift',
  findings: 1,
  firstDrifted: at,
  checkedAt: at,
  hold: null,
  note: 'somebody\u001b[31m was here',
  open: [
    {
      path: ['interface eth0'],
      key: 'description',
      kind: 'changed',
      class: 'foreign',
      intended: 'description to core',
      live: 'description by hand',
      baseline: 'description to core',
      object: null,
      firstSeen: at,
      lastSeen: at,
      lastChange: { by: 'joe', from: '192.0.2.9', at: null },
    },
  ],
} as const;

/** How far the sweep has come, as the worker says. */
let sweeps: readonly SweepProgress[] = [];
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ devices: [device], sweeps: () => Promise.resolve(sweeps) });
});
afterAll(() => api.listening.close(0));
afterEach(() => {
  api.orders.submitted.splice(0);
  api.orders.answer = () => null;
});

function plumbline(...args: string[]): Promise<CommandResult> {
  return runPlumbline(args, { PLUMBLINE_API_URL: api.listening.url, NETBOX_TOKEN: ALICE });
}

function answerWith(outcome: OrderResult['outcome'], message = 'edge-1 is as it is'): void {
  api.orders.answer = () => ({ outcome, lines: [{ unit: 'edge-1', outcome, message }] });
}

describe('an order by command line', () => {
  it.each([
    [['check', 'edge-1', 'edge-2'], { kind: 'check', devices: ['edge-1', 'edge-2'] }],
    [['plan', 'edge-1'], { kind: 'plan', devices: ['edge-1'] }],
    [['check', '--all'], { kind: 'check', devices: ['edge-1'] }],
    [['approve', '0123ABCD'], { kind: 'approve', hash: '0123abcd' }],
    [['hold', 'edge-1', 'works', 'on', 'it'], { kind: 'hold', device: 'edge-1', reason: 'works on it' }],
    [['release', 'edge-1', 'done'], { kind: 'release', device: 'edge-1', reason: 'done' }],
    [['sweep'], { kind: 'sweep' }],
  ])('%j reaches the worker under the identity of its token', async (args, order) => {
    answerWith('done');
    const { code, stderr } = await plumbline(...args);
    expect(api.orders.submitted).toEqual([{ order, person: { username: 'alice', groups: ['operators'] } }]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each([
    ['done', 0],
    ['drift', 2],
    ['refused', 2],
    ['error', 1],
  ] as const)('means by the outcome %s the exit code %i', (outcome, code) => {
    expect(exitCodeOf(outcome)).toBe(code);
  });

  it('waits until the worker is done', async () => {
    let polls = 0;
    api.orders.answer = () => {
      polls += 1;
      return polls < 3 ? null : { outcome: 'done', lines: [] };
    };
    expect(await plumbline('sweep')).toMatchObject({ code: 0, stdout: 'done, no device concerned\n' });
    expect(polls).toBe(3);
  });

  it('prints units, further lines and findings, and lets nothing steer the terminal', async () => {
    api.orders.answer = () => ({
      outcome: 'drift',
      lines: [
        { unit: 'edge-1', outcome: 'drift', message: 'drift\u001b[2J\nsecond line', findings: device.open },
        { unit: 'core-router', outcome: 'done', message: 'in line' },
      ],
    });
    const { stdout } = await plumbline('check', 'edge-1');
    expect(stdout.split('\n')).toEqual([
      'drift    edge-1       drift·[2J',
      '    second line',
      '    interface eth0 > description: foreign, since 2026-11-21T06:00:00.000Z',
      '      intended  description to core',
      '      live      description by hand',
      '      last change on the device  by joe, from 192.0.2.9',
      'ok       core-router  in line',
      '',
    ]);
  });

  it('prints one line of JSON with --json', async () => {
    answerWith('refused', 'held');
    const { code, stdout } = await plumbline('check', 'edge-1', '--json');
    expect(code).toBe(2);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toEqual({
      id: 'order:1',
      running: false,
      outcome: 'refused',
      lines: [{ unit: 'edge-1', outcome: 'refused', message: 'held' }],
    });
  });

  it('gives up waiting after --timeout, saying that the order goes on', async () => {
    const { code, stderr } = await plumbline('sweep', '--timeout', '0.2');
    expect(code).toBe(1);
    expect(stderr).toMatch(/order:1 is not done after 0\.2 s\. It goes on/);
  });

  it('to sweep says how far it has come, in plain lines where nobody watches a terminal, and apart from the result', async () => {
    const began = { sweepId: 'order:1', startedAt: at, endedAt: null, units: 40, inLine: 9, others: 1 };
    let polls = 0;
    const result = api.orders.result.bind(api.orders);
    answerWith('drift');
    api.orders.result = (id) => {
      polls += 1;
      sweeps = [{ ...began, lookedAt: Math.min(40, 10 * polls) }];
      return polls < 4 ? Promise.resolve(null) : result(id);
    };
    const { code, stdout, stderr } = await plumbline('sweep', '--json');
    api.orders.result = result;
    sweeps = [];
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'drift' });
    expect(stderr.trimEnd().split('\n')).toEqual([
      '10 of 40 devices looked at: 9 in line, 1 not',
      '20 of 40 devices looked at: 9 in line, 1 not',
      '30 of 40 devices looked at: 9 in line, 1 not',
    ]);
  });

  it('tells what the worker refuses', async () => {
    const { code, stdout, stderr } = await plumbline('approve', 'xyz', '--json');
    expect(code).toBe(1);
    expect(stderr).toMatch(/refused \(400\): hash: expected 8 to 64/);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'settings.invalid' } });
  });

  it('goes on waiting while the worker cannot reach its database', async () => {
    let polls = 0;
    const result = api.orders.result.bind(api.orders);
    answerWith('done');
    api.orders.result = (id) => {
      polls += 1;
      return polls < 3 ? Promise.reject(new Fault('store.unavailable', 'away')) : result(id);
    };
    expect(await plumbline('sweep')).toMatchObject({ code: 0 });
    api.orders.result = result;
  });

  it('is refused with a wrong token', async () => {
    const env = { PLUMBLINE_API_URL: api.listening.url, NETBOX_TOKEN: 'nbt_mallory00000.0123456789' };
    const { code, stderr } = await runPlumbline(['sweep'], env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/refused \(403\): This is no NetBox token/);
    expect(stderr).not.toContain('mallory');
  });

  it('says what to do when no worker runs, and when something else answers', async () => {
    const token = { NETBOX_TOKEN: CAROL };
    const nobody = await runPlumbline(['sweep'], { ...token, PLUMBLINE_API_URL: 'http://127.0.0.1:9' });
    expect(nobody.code).toBe(1);
    expect(nobody.stderr).toMatch(
      /Expected a running `plumbline serve` at http:\/\/127\.0\.0\.1:9, found none/,
    );
    const stranger = await listen((_request, response) => response.end('hello'), '127.0.0.1', 0);
    const other = await runPlumbline(['sweep'], { ...token, PLUMBLINE_API_URL: stranger.url });
    await stranger.close(0);
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(/found something else \(status 200\)\. Check PLUMBLINE_API_URL/);
  });
});

describe('views by command line', () => {
  it('list devices, with findings when asked, and end with 2 while one drifts', async () => {
    const { code, stdout } = await plumbline('devices', '--findings');
    expect(code).toBe(2);
    expect(stdout.split('\n')).toEqual([
      'DEVICE  STATE  FINDINGS  DRIFTED SINCE             CHECKED                   NOTE',
      'edge-1  drift  1         2026-11-21T06:00:00.000Z  2026-11-21T06:00:00.000Z  somebody·[31m was here',
      '    interface eth0 > description: foreign, since 2026-11-21T06:00:00.000Z',
      '      intended  description to core',
      '      live      description by hand',
      '      last change on the device  by joe, from 192.0.2.9',
      '',
    ]);
    const json = await plumbline('devices', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      devices: [{ name: 'edge-1', open: [{ key: 'description' }] }],
    });
  });

  it('list changes with how each unit ended', async () => {
    const ended = (unitName: string, ending: object) => ({ unitId: 'device-1', unitName, ending });
    const other = await startApi({
      changes: [
        {
          changeId: 'edit:r-1:1' as never,
          origin: { kind: 'edit', user: 'bob', message: 'CHG-1', time: at },
          openedAt: at,
          closedAt: null,
          endings: [
            ended('edge-1', { kind: 'applied', saved: true, detail: '2 commands' }),
            ended('edge-2', { kind: 'rolled-back', by: 'us', detail: 'neighbor lost' }),
          ] as never,
          open: ['edge-3'],
        },
      ],
    });
    const { code, stdout } = await runPlumbline(['changes'], {
      PLUMBLINE_API_URL: other.listening.url,
      NETBOX_TOKEN: ALICE,
    });
    await other.listening.close(0);
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      '2026-11-21T06:00:00.000Z  edit:r-1:1  edit by bob, "CHG-1", open',
      '    edge-1  applied: saved: 2 commands',
      '    edge-2  rolled-back: by us: neighbor lost',
      '    edge-3  not ended yet',
      '',
    ]);
  });

  it('show all of one change: what it changes, commands, reverse, what it leaves alone', async () => {
    const { changeId } = PLAN;
    const other = await startApi({
      changes: [
        {
          ...{ changeId, openedAt: at, closedAt: at, endings: [], open: [] },
          origin: { kind: 'edit', user: 'bob', message: 'CHG-1', time: at },
        },
      ],
      plans: [PLAN],
    });
    const env = { PLUMBLINE_API_URL: other.listening.url, NETBOX_TOKEN: ALICE };
    const { code, stdout } = await runPlumbline(['changes', changeId], env);
    const unknown = await runPlumbline(['changes', 'edit:nowhere:1'], env);
    await other.listening.close(0);
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      `2026-11-21T06:00:00.000Z  ${changeId}  edit by bob, "CHG-1"`,
      '',
      'r1  plan abababababab, undo: commands',
      '  changes',
      '    interface eth1 > description: pending, since 2026-11-21T10:00:00.000Z',
      '      intended  description new',
      '      live      description old',
      '  commands',
      '    interface eth1',
      '     description new',
      '  reverse commands',
      '    interface eth1',
      '     description old',
      '',
    ]);
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toMatch(/no change of this id/);
  });
});
