import { beforeAll, describe, expect, it } from 'vitest';
import { UNIT_STATES } from '../../src/domain/unit.ts';
import { createNetBoxRest, idOf, resultsOf, type NetBoxRest } from '../contract/netbox/netbox-rest.ts';
import { makeNetBoxWorld, type NetBoxWorld } from '../contract/netbox/netbox-world.ts';
import { until } from '../integration/workflows/until.ts';
import type { NetBoxLogin } from './netbox-instance.ts';
import { openPages, type NetBoxPages } from './netbox-pages.ts';
import { provisionRuntimeUser } from './real-bench.ts';

/** Values that would be a formula, markup, a template or another cell where they are not encoded. */
const HOSTILE = [
  '=HYPERLINK("http://evil.example","x")',
  '-2+3+cmd|calc',
  '{{ 7*7 }}{% if 1 %}yes{% endif %}',
  '<img src=x onerror=alert(1)>|[a](javascript:x)`*_',
];

/** What only a real NetBox can prove: its templates, pages and notifications. */
export function shownSuite(instance: {
  readonly url: string;
  readonly token: string;
  readonly login: NetBoxLogin | null;
}): void {
  const rest = createNetBoxRest(instance.url, instance.token);

  describe('what engineers see', () => {
    let world: NetBoxWorld;
    const devices: number[] = [];
    beforeAll(async () => {
      await provisionRuntimeUser(instance.url, instance.token);
      world = await makeNetBoxWorld(rest);
      for (const [index, name] of HOSTILE.entries()) {
        const { site, role, platform, deviceType: device_type } = world;
        const device = await rest.make('/dcim/devices/', {
          ...{
            name: `${name} ${world.tag}`.slice(0, 64),
            site,
            role,
            platform,
            device_type,
            status: 'active',
          },
          custom_fields: { plumbline_state: 'drift', plumbline_findings: index, plumbline_summary: name },
        });
        devices.push(device);
        await rest.make('/extras/journal-entries/', {
          assigned_object_type: 'dcim.device',
          assigned_object_id: device,
          comments: `<div class="alert"><div><strong>${name}</strong></div></div>\n\nmore\n\nentry \`mark-${world.tag}\``,
        });
      }
    });

    it('exports a drift report as CSV in which no cell is a formula', async () => {
      const text = await exported(rest, `/dcim/devices/?site_id=${String(world.site)}`, 'drift report (CSV)');
      const rows = cellsOf(text);
      expect(rows).toHaveLength(1 + 2 + HOSTILE.length); // head, the two of the world, and ours
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([10]));
      expect(rows.flat().filter((cell) => /^\s*[=+\-@|%]/.test(cell))).toEqual([]);
      for (const name of HOSTILE)
        expect(rows.flat().some((cell) => cell.includes(name.slice(0, 40)))).toBe(true);
    });

    it('exports a drift report as Markdown in which every device is one row of inert cells', async () => {
      const text = await exported(
        rest,
        `/dcim/devices/?site_id=${String(world.site)}`,
        'drift report (Markdown)',
      );
      const rows = text.split('\n').filter((line) => line.startsWith('|'));
      expect(rows).toHaveLength(2 + 2 + HOSTILE.length);
      expect(new Set(rows.map((row) => row.split('|').length))).toEqual(new Set([8]));
      expect(text).not.toMatch(/<img|javascript:x\)|\]\(|`/);
      expect(text).toContain('{{ 7&#42;7 }}');
    });

    it('exports a change register of what Plumbline told, and leaves out what people wrote', async () => {
      await rest.make('/extras/journal-entries/', {
        ...{
          assigned_object_type: 'dcim.device',
          assigned_object_id: devices[0],
          comments: 'a person’s note',
        },
      });
      const list = `/extras/journal-entries/?assigned_object_type=dcim.device&q=${world.tag}`;
      const rows = cellsOf(await exported(rest, list, 'change register (CSV)'));
      expect(rows).toHaveLength(1 + HOSTILE.length);
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([6]));
      expect(rows.flat().filter((cell) => /^\s*[=+\-@|%]/.test(cell))).toEqual([]);
      expect(rows.slice(1).every((row) => row[5] === `mark-${world.tag}`)).toBe(true);
    });

    it('finds devices through every saved filter by their state', async () => {
      for (const filter of resultsOf(await rest.get('/extras/saved-filters/?limit=100'))) {
        const parameters = filter['parameters'] as Readonly<Record<string, readonly string[]>>; // as declared
        if (!String(filter['slug']).startsWith('plumbline-')) continue;
        const found = await rest.get(
          `/dcim/devices/?filter_id=${String(idOf(filter))}&site_id=${String(world.site)}`,
        );
        const isDrift = parameters['cf_plumbline_state']?.includes('drift') === true;
        expect([filter['slug'], resultsOf(found).length]).toEqual([
          filter['slug'],
          isDrift ? HOSTILE.length : 0,
        ]);
      }
    });

    it('tells the group by the bell when a device comes to a state that asks for a person, and only then', async () => {
      const [group] = resultsOf(await rest.get('/extras/notification-groups/')).filter(
        (one) => one['name'] === 'Plumbline',
      );
      const me = idOf((await rest.get('/authentication-check/')).body);
      await rest.patch(`/extras/notification-groups/${String(idOf(group))}/`, { users: [me] });
      const told = async () =>
        resultsOf(await rest.get('/extras/notifications/?limit=100')).filter(
          (one) => one['object_id'] === world.edge.id,
        );
      const device = `/dcim/devices/${String(world.edge.id)}/`;
      await rest.patch(device, { custom_fields: { plumbline_state: 'in line' } });
      await rest.patch(device, { custom_fields: { plumbline_state: 'quarantined' } });
      await until(async () => (await told()).length === 1);
      await rest.delete(`/extras/notifications/${String(idOf((await told())[0]))}/`);
      // The second save leaves the state as it is; the third is what proves that the second told nobody.
      await rest.patch(device, { description: 'another save' });
      await rest.patch(device, { custom_fields: { plumbline_state: 'changing' } });
      await rest.patch(`/dcim/devices/${String(world.core.id)}/`, {
        custom_fields: { plumbline_state: 'error' },
      });
      await until(async () =>
        resultsOf(await rest.get('/extras/notifications/?limit=100')).some(
          (one) => one['object_id'] === world.core.id,
        ),
      );
      expect(await told()).toEqual([]);
      await rest.patch(`/extras/notification-groups/${String(idOf(group))}/`, { users: [] });
    });

    describe.skipIf(instance.login === null)('on the pages', () => {
      let pages: NetBoxPages;
      beforeAll(async () => {
        if (instance.login !== null) pages = await openPages(instance.url, instance.login);
      });

      it.each(UNIT_STATES)(
        'one button on the device page says %s, in its color, and leads to the journal',
        async (state) => {
          const id = devices[3] ?? 0;
          await rest.patch(`/dcim/devices/${String(id)}/`, { custom_fields: { plumbline_state: state } });
          const { html } = await pages.get(`/dcim/devices/${String(id)}/`);
          const buttons = [
            ...html.matchAll(/<a href="([^"]*)"[^>]*class="btn[^"]*btn-([a-z]+)"[^>]*>([^<]*)<\/a>/g),
          ];
          const ours = buttons.filter(([, href]) => href === `/dcim/devices/${String(id)}/journal/`);
          const [set] = resultsOf(
            await rest.get('/extras/custom-field-choice-sets/?name=Plumbline%20states'),
          );
          const colors = set?.['choice_colors'] as Readonly<Record<string, string>>; // as declared
          expect(ours.map(([, , color, text]) => [color, text?.toLowerCase()])).toEqual([
            [colors[state], state],
          ]);
          expect(html).not.toContain('<img src=x onerror');
        },
      );

      it('the drift view shows our columns for the devices of the filter, with hostile names as text', async () => {
        const [config] = resultsOf(await rest.get('/extras/table-configs/?name=Plumbline:%20drift%20view'));
        const [filter] = resultsOf(await rest.get('/extras/saved-filters/?slug=plumbline-drift'));
        await rest.patch(`/dcim/devices/${String(devices[3])}/`, {
          custom_fields: { plumbline_state: 'drift' },
        });
        const { html } = await pages.get(
          `/dcim/devices/?filter_id=${String(idOf(filter))}&tableconfig_id=${String(idOf(config))}&per_page=500`,
        );
        const heads = [...html.matchAll(/<th[^>]*>([\s\S]*?)<\/th>/g)].map((found) =>
          (found[1] ?? '').replace(/<[^>]+>/g, '').trim(),
        );
        expect(heads.filter((head) => head !== '')).toEqual(
          expect.arrayContaining(['Name', 'State', 'Findings', 'First drifted', 'Last change']),
        );
        expect(html).not.toContain('<img src=x onerror');
        expect(html).toContain('{{ 7*7 }}');
        expect(html).not.toContain(world.edge.name);
      });
    });
  });
}

/** What `?export=` gives: the rendered text. */
async function exported(rest: NetBoxRest, list: string, name: string): Promise<string> {
  const answer = await rest.get(`${list}&export=${encodeURIComponent(`Plumbline ${name}`)}`);
  expect(answer.status).toBe(200);
  return String(answer.body);
}

/** Rows of quoted cells, as RFC 4180 has them. */
function cellsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map((found) => (found[1] ?? '').replaceAll('""', '"')),
    );
}
