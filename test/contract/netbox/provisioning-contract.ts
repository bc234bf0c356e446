import { describe, expect, it } from 'vitest';
import { provision, type ProvisionReport } from '../../../src/netbox/provisioning/provision.ts';
import { readDeclaration } from '../../../src/netbox/provisioning/read-declaration.ts';
import { silentLog } from '../../support/silent-log.ts';
import { silentMeter } from '../../support/silent-meter.ts';
import type { GetScene } from './contract-scene.ts';
import { idOf, resultsOf, type NetBoxRest } from './netbox-rest.ts';

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9/webhooks/netbox';

interface Run {
  readonly dryRun?: boolean;
  readonly payloadUrl?: string;
  readonly secret?: string;
  readonly token?: string;
}

/** What `plumbline provision` brings about, and what it leaves to people. */
export function provisioningContract(scene: GetScene): void {
  async function run(more: Run = {}): Promise<ProvisionReport> {
    const { bench } = scene();
    return await provision({
      url: bench.url,
      adminToken: more.token ?? bench.adminToken,
      declaration: await readDeclaration(),
      webhook: { payloadUrl: more.payloadUrl ?? NOWHERE, secret: more.secret ?? 'contract-secret-1' },
      runtimeUser: false,
      dryRun: more.dryRun ?? false,
      timeoutMs: 20_000,
      log: silentLog,
      meter: silentMeter,
    });
  }

  describe('provisioning', () => {
    it('tells the plan and changes nothing in a dry run', async () => {
      const { rest } = scene();
      const before = await lastChange(rest);
      const report = await run({ dryRun: true, payloadUrl: `${NOWHERE}?other` });
      expect(report.applied).toBe(false);
      expect(new Set(actionsOf(report))).not.toEqual(new Set(['none']));
      expect(await lastChange(rest)).toBe(before);
    });

    it('makes everything that is declared, and changes nothing when run again', async () => {
      const { rest } = scene();
      const first = await run();
      expect(first).toMatchObject({ applied: true, failures: [] });
      expect(first.plan.map((one) => one.object)).toEqual(
        expect.arrayContaining([
          'choice set "Plumbline states"',
          'custom field "plumbline_state"',
          'custom field "plumbline_report"',
          'tag "plumbline-drift"',
          'webhook "Plumbline"',
          'notification group "Plumbline"',
          'event rule "Plumbline: edits"',
          'event rule "Plumbline: needs a person"',
          'custom link "Plumbline: awaiting approval"',
          'export template "Plumbline drift report (CSV)"',
          'saved filter "plumbline-needs-a-person"',
          'table config "Plumbline: drift view"',
        ]),
      );
      const before = await lastChange(rest);
      expect(new Set(actionsOf(await run()))).toEqual(new Set(['none']));
      expect(await lastChange(rest)).toBe(before);
    });

    it('puts back what somebody changed of what is ours, and names the field', async () => {
      const { rest } = scene();
      const rule = await find(rest, '/extras/event-rules/?name=Plumbline:%20edits');
      await rest.patch(`/extras/event-rules/${String(idOf(rule))}/`, {
        enabled: false,
        object_types: ['dcim.device'],
      });
      const repaired = await run();
      expect(repaired.plan.find((one) => one.action === 'update')).toMatchObject({
        object: 'event rule "Plumbline: edits"',
        differences: expect.arrayContaining([
          expect.objectContaining({ field: 'object_types' }),
          expect.objectContaining({ field: 'enabled', found: 'false', wanted: 'true' }),
        ]) as unknown,
      });
      expect(new Set(actionsOf(await run()))).toEqual(new Set(['none']));
    });

    it.each([
      ['a label', '/extras/custom-fields/?name=plumbline_state', { label: 'Network state', weight: 500 }],
      ['an added object type', '/extras/event-rules/?name=Plumbline:%20edits', null],
      ['a color', '/extras/custom-links/?name=Plumbline:%20drift', { button_class: 'red', enabled: false }],
      ['columns', '/extras/table-configs/?name=Plumbline:%20drift%20view', { columns: ['name', 'site'] }],
      ['a name', '/extras/saved-filters/?slug=plumbline-drift', { name: 'Abweichungen' }],
    ])('keeps %s that somebody changed by hand, and says so', async (_what, path, change) => {
      const { rest } = scene();
      const found = await find(rest, path);
      const types = found['object_types'] as readonly string[] | undefined; // every kind here has them, or is not asked
      const patch = change ?? { object_types: [...(types ?? []), 'dcim.powerport'] };
      const one = `${path.split('?')[0] ?? ''}${String(idOf(found))}/`;
      expect((await rest.patch(one, patch)).status).toBe(200);
      const report = await run();
      expect(new Set(actionsOf(report))).toEqual(new Set(['none']));
      const kept = report.plan.flatMap((step) => step.kept.map(({ field }) => field));
      expect(kept).toEqual(expect.arrayContaining(Object.keys(patch)));
      const original = Object.keys(patch).map((field) => [field, writable(found[field])]);
      expect((await rest.patch(one, Object.fromEntries(original))).status).toBe(200);
    });

    it('keeps labels, colors and further choices of a choice set, and puts back a value that is missing', async () => {
      const { rest } = scene();
      const found = await find(rest, '/extras/custom-field-choice-sets/?name=Plumbline%20states');
      const path = `/extras/custom-field-choice-sets/${String(idOf(found))}/`;
      const pairs = found['extra_choices'] as readonly (readonly [string, string])[]; // what NetBox documents
      const mine = pairs
        .filter(([value]) => value !== 'not managed')
        .map(([value, label]) => [value, value === 'drift' ? 'Abweichung' : label]);
      const colors = new Map(Object.entries(found['choice_colors'] as Record<string, string>));
      colors.set('drift', 'red');
      colors.delete('not managed');
      const kept = Object.fromEntries(colors);
      expect(
        (await rest.patch(path, { extra_choices: [...mine, ['own', 'Our own']], choice_colors: kept }))
          .status,
      ).toBe(200);
      await run();
      const now = await find(rest, '/extras/custom-field-choice-sets/?name=Plumbline%20states');
      expect(now['extra_choices']).toEqual(
        expect.arrayContaining([
          ['drift', 'Abweichung'],
          ['own', 'Our own'],
          ['not managed', 'Not managed'],
        ]),
      );
      expect(now['choice_colors']).toMatchObject({
        drift: 'red',
        'not managed': 'white',
        'in line': 'green',
      });
      expect(new Set(actionsOf(await run()))).toEqual(new Set(['none']));
      await rest.patch(path, { extra_choices: pairs, choice_colors: found['choice_colors'] });
    });

    it('leaves an object of our name alone that it did not make, and what needs it, and goes on with the rest', async () => {
      const { rest } = scene();
      const webhook = await find(rest, '/extras/webhooks/?name=Plumbline');
      const path = `/extras/webhooks/${String(idOf(webhook))}/`;
      await rest.patch(path, { description: 'Somebody’s own', payload_url: 'http://127.0.0.1:9/mine' });
      const rule = await find(rest, '/extras/event-rules/?name=Plumbline:%20edits');
      await rest.delete(`/extras/event-rules/${String(idOf(rule))}/`);
      const filter = await find(rest, '/extras/saved-filters/?slug=plumbline-held');
      await rest.delete(`/extras/saved-filters/${String(idOf(filter))}/`);
      const { plan, failures } = await run();
      expect(failures).toEqual([]);
      expect(plan.find((one) => one.object === 'webhook "Plumbline"')).toMatchObject({
        action: 'leave',
        note: expect.stringContaining('[plumbline]') as string,
      });
      expect(plan.find((one) => one.object === 'event rule "Plumbline: edits"')).toMatchObject({
        action: 'leave',
        note: expect.stringContaining('webhook "Plumbline"') as string,
      });
      expect((await find(rest, '/extras/webhooks/?name=Plumbline'))['payload_url']).toBe(
        'http://127.0.0.1:9/mine',
      );
      expect(await find(rest, '/extras/saved-filters/?slug=plumbline-held')).toBeDefined();
      await rest.patch(path, { description: webhook['description'] });
      expect(new Set(actionsOf(await run()))).toEqual(new Set(['none', 'create', 'update']));
    });

    it('replaces the webhook secret without ever showing it', async () => {
      const report = await run({ secret: 'contract-secret-2' });
      expect(report.plan.find((one) => one.action === 'update')).toMatchObject({
        object: 'webhook "Plumbline"',
        differences: [{ field: 'secret', found: '<redacted>', wanted: '<redacted>' }],
      });
      expect(JSON.stringify(report)).not.toContain('contract-secret');
    });

    it.each(['plumbline.example.org', 'ftp://plumbline.example.org/', '', 'http://user:pw@example.org/'])(
      'refuses %j as the address of a webhook before it asks NetBox anything',
      async (payloadUrl) => {
        await expect(run({ payloadUrl })).rejects.toMatchObject({
          code: 'settings.invalid',
          message: expect.stringContaining('--webhook-url') as string,
        });
      },
    );

    it('refuses a token NetBox does not know', async () => {
      const token = 'nbt_aaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';
      await expect(run({ token })).rejects.toMatchObject({ code: 'netbox.forbidden' });
    });

    it('refuses a token that may only read, before it tries forty times in vain', async () => {
      const { rest } = scene();
      const user = idOf((await rest.get('/authentication-check/')).body);
      const made = await rest.post('/users/tokens/', {
        user,
        write_enabled: false,
        description: 'reads only',
      });
      const { key, token } = made.body as { readonly key: string; readonly token: string };
      await expect(run({ token: `nbt_${key}.${token}` })).rejects.toMatchObject({
        code: 'netbox.forbidden',
        message: expect.stringContaining('may only read') as string,
      });
      await rest.delete(`/users/tokens/${String(idOf(made.body))}/`);
    });

    it('says of every object that the token may not see it, and writes nothing', async () => {
      const { rest, bench } = scene();
      const before = await lastChange(rest);
      const { plan, failures } = await run({ token: bench.person.token });
      expect(failures).toEqual([]);
      expect(new Set(plan.map(({ action }) => action))).toEqual(new Set(['unseen']));
      expect(await lastChange(rest)).toBe(before);
    });
  });
}

async function find(rest: NetBoxRest, path: string): Promise<Readonly<Record<string, unknown>>> {
  const [found] = resultsOf(await rest.get(path));
  if (found === undefined) throw new Error(`nothing at ${path}`);
  return found;
}

async function lastChange(rest: NetBoxRest): Promise<unknown> {
  return resultsOf(await rest.get('/core/object-changes/?limit=1'))[0]?.['id'];
}

function actionsOf(report: ProvisionReport): readonly string[] {
  return report.plan.map((one) => one.action);
}

/** A value as it is written: a choice is read as an object. */
function writable(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}
