import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialsOf, sandboxEnvironment } from '../../../src/cli/sandbox-world.ts';
import { startPlumbline, type Plumbline } from '../../../src/main.ts';
import type { DoctorFinding } from '../../../src/netbox/doctor/doctor-check.ts';
import { startSandboxNetwork, type SandboxNetwork } from '../../../src/sandbox/sandbox-network.ts';
import { readSettings } from '../../../src/settings/read-settings.ts';
import { createNetBoxRest, idOf, resultsOf, type NetBoxRest } from '../../contract/netbox/netbox-rest.ts';
import { FAST_RUNTIME_SETTINGS } from '../../support/fast-runtime-settings.ts';
import { silentLog } from '../../support/silent-log.ts';
import { runPlumbline } from '../../unit/cli/run-plumbline.ts';
import { eventually } from '../../support/eventually.ts';

type Told = DoctorFinding & { readonly check: string };

/** The doctor as people run it: the command in a process of its own, beside a running worker. */
describe('plumbline doctor', () => {
  let folder: string;
  let network: SandboxNetwork;
  let env: Readonly<Record<string, string>>;
  let plumbline: Plumbline;
  let rest: NetBoxRest;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-doctor-'));
    // Run by root, the embedded PostgreSQL is another user's process and must be able to walk through.
    await chmod(folder, 0o711);
    network = await startSandboxNetwork({ devices: 3, netbox: { webhookRate: 500 } });
    rest = createNetBoxRest(network.netbox.url, network.tokens.admin);
    // Before anything is provisioned, so that no worker ever hears of it.
    for (const device of resultsOf(await rest.get('/dcim/devices/'))) {
      await rest.patch(`/dcim/devices/${String(idOf(device))}/`, { serial: `SN${String(idOf(device))}` });
    }
    const given = await sandboxEnvironment(network, folder, silentLog);
    const payload = `http://127.0.0.1:${given['PLUMBLINE_WEBHOOK_PORT'] ?? ''}/webhooks/netbox`;
    env = {
      ...given,
      PLUMBLINE_WEBHOOK_URL: payload,
      PLUMBLINE_CHANGELOG_EVERY_MS: '200',
      PLUMBLINE_WEBHOOK_SILENT_MS: '1000',
    };
    await writeFile(join(folder, 'credentials.yaml'), credentialsOf(network), { mode: 0o600 });
    await writeFile(join(folder, 'known_hosts'), network.knownHosts, { mode: 0o600 });
    const result = readSettings(env, (path) => readFileSync(path, 'utf8'));
    if (!result.ok) throw new Error(result.problems.join('\n'));
    // No sweep: what it writes would look like a trace of ours.
    const settings = { ...result.settings, sweep: { intervalMs: 0 } };
    plumbline = await startPlumbline(settings, {
      log: silentLog,
      runtime: { ...FAST_RUNTIME_SETTINGS, migrate: true },
    });
  });
  afterAll(async () => {
    await plumbline.stop();
    await network.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function examine(changes: Readonly<Record<string, string>> = {}, ...args: readonly string[]) {
    const { code, stdout, stderr } = await runPlumbline(['doctor', '--json', ...args], {
      ...env,
      ...changes,
    });
    const { findings } = JSON.parse(stdout) as { readonly findings?: readonly Told[] };
    if (findings === undefined) throw new Error(`no findings: ${stdout}${stderr}`);
    return { code, findings, of: (check: string) => findings.filter((one) => one.check === check) };
  }

  /** What stands in NetBox and would tell that somebody was there. */
  async function traces() {
    const [change] = resultsOf(await rest.get('/core/object-changes/?limit=1'));
    const journal = resultsOf(await rest.get('/extras/journal-entries/?limit=1000'));
    return { change: change?.['id'], journal: journal.length };
  }

  async function find(path: string): Promise<string> {
    const [found] = resultsOf(await rest.get(path));
    return `${path.split('?')[0] ?? ''}${String(idOf(found))}/`;
  }

  it('finds nothing to do where all is well, follows a real webhook, and leaves no trace', async () => {
    const before = await traces();
    const { code, findings, of } = await examine();
    expect(findings.filter(({ level }) => level === 'warning' || level === 'error')).toEqual([]);
    expect(code).toBe(0);
    expect(of('webhook round trip')).toMatchObject([
      { level: 'ok', found: expect.stringContaining('right signature') as string },
    ]);
    expect(of('units')[0]).toMatchObject({ level: 'ok', found: expect.stringContaining('3 of 3') as string });
    expect(findings.filter(({ level }) => level === 'unseen').map(({ check }) => check)).toEqual([
      'render permission', // units of the sandbox have a model, and no template
      'background jobs',
      'NetBox objects',
    ]);
    expect(findings.filter(({ level, fix }) => (level === 'ok') !== (fix === null))).toEqual([]);
    expect(await traces()).toEqual(before);
  });

  it('prints for people what it prints for programs, and names what could not be seen', async () => {
    const { code, stdout } = await runPlumbline(['doctor', '--no-webhook'], { ...env });
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing has to be done. 4 thing(s) could not be seen from here.');
    expect(stdout).toMatch(/not seen {2}webhook round trip: No webhook was sent, as asked\./);
  });

  it('saves nothing at all when no webhook is wanted', async () => {
    const before = resultsOf(await rest.get('/dcim/devices/?fields=id,last_updated'));
    await examine({}, '--no-webhook');
    expect(resultsOf(await rest.get('/dcim/devices/?fields=id,last_updated'))).toEqual(before);
  });

  it('tells an event rule that was switched off by hand, and that no webhook comes', async () => {
    const rule = await find('/extras/event-rules/?name=Plumbline:%20edits');
    await rest.patch(rule, { enabled: false });
    const { code, of } = await examine({ PLUMBLINE_DOCTOR_WAIT_MS: '2000' });
    await rest.patch(rule, { enabled: true });
    expect(code).toBe(1);
    expect(of('NetBox objects')).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        found: 'The event rule "Plumbline: edits" was changed by hand: enabled is false.',
        fix: expect.stringContaining('plumbline provision') as string,
      }),
    );
    expect(of('webhook round trip')).toMatchObject([
      { level: 'error', found: expect.stringContaining('sent no webhook') as string },
    ]);
  });

  it('prints what the running worker warns of, until that ends', async () => {
    const rule = await find('/extras/event-rules/?name=Plumbline:%20edits');
    const device = `/dcim/devices/${String(network.netbox.device('edge1').id)}/`;
    await rest.patch(rule, { enabled: false });
    await rest.patch(device, { comments: 'nobody is told' });
    const warned = async () => {
      const { of } = await examine({}, '--no-webhook');
      return of('plumbline serve').map(({ level, found }) => `${level} ${found}`);
    };
    await eventually(
      async () =>
        expect(await warned()).toEqual([
          expect.stringMatching(/^warning plumbline serve warns: NetBox is edited and no webhook arrived/),
        ]),
      500,
    );
    await rest.patch(rule, { enabled: true });
    await rest.patch(device, { comments: 'the worker is told' });
    await eventually(
      async () => expect(await warned()).toEqual(['ok plumbline serve runs and is ready.']),
      500,
    );
  }, 60_000);

  it('tells a webhook whose signature does not match', async () => {
    const webhook = await find('/extras/webhooks/?name=Plumbline');
    await rest.patch(webhook, { secret: 'another secret altogether' });
    const { code, of } = await examine();
    await rest.patch(webhook, { secret: env['PLUMBLINE_WEBHOOK_SECRET'] });
    expect(code).toBe(1);
    expect(of('webhook round trip')).toMatchObject([
      { level: 'error', found: expect.stringContaining('signature') as string },
    ]);
  });

  it('tells a custom field that was deleted by hand', async () => {
    await rest.delete(await find('/extras/custom-fields/?name=plumbline_report'));
    const { code, of } = await examine({}, '--no-webhook');
    expect(code).toBe(2);
    expect(of('NetBox objects').map(({ found }) => found)).toContain(
      'The custom field "plumbline_report" is missing.',
    );
  });

  it('tells rights that were taken away, one by one, and goes on', async () => {
    const devices = await find('/users/permissions/?name=Plumbline:%20devices');
    await rest.patch(devices, { actions: ['view'] });
    const { code, of } = await examine();
    await rest.patch(devices, { actions: ['view', 'change', 'render_config'] });
    expect(code).toBe(2);
    expect(of('permissions').map(({ found }) => found)).toEqual([
      'The account may not change dcim.device.',
      'The account may not render_config dcim.device.',
    ]);
    expect(of('render permission')[0]).toMatchObject({ level: 'warning' });
    expect(of('webhook round trip')[0]).toMatchObject({
      level: 'unseen',
      found: expect.stringContaining('may not save') as string,
    });
    expect(of('units')).not.toEqual([]);
  });

  it('tells a right to look that was taken away as something it cannot see', async () => {
    const own = await find('/users/permissions/?name=Plumbline:%20read');
    await rest.patch(own, { enabled: false });
    const { of } = await examine({}, '--no-webhook');
    await rest.patch(own, { enabled: true });
    expect(of('changelog')).toMatchObject([{ level: 'unseen' }]);
    expect(of('permissions').length).toBeGreaterThan(3);
  });

  it('tells a device that asks for Plumbline and cannot be managed, with the reason', async () => {
    const device = `/dcim/devices/${String(network.netbox.device('edge2').id)}/`;
    await rest.patch(device, { status: 'planned', serial: '' });
    const { code, of } = await examine({}, '--no-webhook');
    await rest.patch(device, { status: 'active', serial: 'SN2' });
    expect(code).toBe(2);
    expect(of('units').map(({ found }) => found)).toContainEqual(
      expect.stringMatching(/^edge2 is not managed: status is "planned"/),
    );
  });

  it('says that no worker runs, and examines the rest', async () => {
    const { code, of } = await examine({ PLUMBLINE_API_URL: 'http://127.0.0.1:9' });
    expect(code).toBe(2);
    expect(of('plumbline serve')[0]).toMatchObject({
      level: 'warning',
      fix: expect.stringContaining('plumbline serve') as string,
    });
    expect(of('webhook round trip')[0]).toMatchObject({ level: 'unseen' });
    expect(of('units')).not.toEqual([]);
  });

  it('calls an administrator’s token wrong for daily work', async () => {
    const { code, of } = await examine({ NETBOX_TOKEN: network.tokens.admin }, '--no-webhook');
    expect(code).toBe(1);
    expect(of('token')[0]).toMatchObject({
      level: 'error',
      found: expect.stringContaining('belongs to') as string,
    });
    expect(of('permissions')[0]).toMatchObject({ level: 'warning' });
  });

  it('calls a token that may only read an error', async () => {
    const [user] = resultsOf(await rest.get('/users/users/?username=plumbline'));
    const made = await rest.post('/users/tokens/', { user: idOf(user), write_enabled: false });
    const { key, token } = made.body as { readonly key: string; readonly token: string };
    const { code, of } = await examine({ NETBOX_TOKEN: `nbt_${key}.${token}` });
    expect(code).toBe(1);
    expect(of('token').map(({ level }) => level)).toEqual(['ok', 'error', 'ok']);
  });

  it.each([
    ['a token NetBox does not know', { NETBOX_TOKEN: `nbt_aaaaaaaaaaaa.${'b'.repeat(40)}` }],
    ['a NetBox that is not there', { NETBOX_URL: 'http://127.0.0.1:9' }],
  ])('ends at once with one error for %s', async (_what, changes) => {
    const { code, findings } = await examine(changes);
    expect(code).toBe(1);
    expect(findings).toMatchObject([{ check: 'NetBox version', level: 'error' }]);
  });

  it('says every setting that is wrong, and exits 1', async () => {
    const { code, stderr } = await runPlumbline(['doctor'], { ...env, NETBOX_URL: 'not a url' });
    expect(code).toBe(1);
    expect(stderr).toContain('NETBOX_URL');
  });
});
