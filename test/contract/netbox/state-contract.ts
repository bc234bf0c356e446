import { describe, expect, it } from 'vitest';
import { instantOf, unitIdOf } from '../../../src/domain/ids.ts';
import { UNIT_STATES } from '../../../src/domain/unit.ts';
import { provisionRuntimeUser } from '../../netbox/real-bench.ts';
import type { ContractScene, GetScene } from './contract-scene.ts';
import { idOf, resultsOf } from './netbox-rest.ts';

async function shownState({ rest, world }: ContractScene) {
  const answer = await rest.get(
    `/dcim/devices/${String(world.core.id)}/?fields=id,custom_fields,description`,
  );
  return { etag: answer.etag, text: JSON.stringify(answer.body) };
}

/** The state field on the device. */
export function stateContract(scene: GetScene): void {
  describe('the state on a device', () => {
    it.each(UNIT_STATES)('can be %j', async (state) => {
      const here = scene();
      const { journal } = here.open();
      expect(await journal.showState(unitIdOf(here.world.core.id), state)).toBe(true);
      expect((await shownState(here)).text).toContain(`"${state}"`);
    });

    it('is not sent again while it stands there: the device stays unsaved', async () => {
      const here = scene();
      const unit = unitIdOf(here.world.core.id);
      await here.open().journal.showState(unit, 'drift');
      const before = await shownState(here);
      expect(await here.open().journal.showState(unit, 'drift')).toBe(true);
      expect(await shownState(here)).toEqual(before);
    });

    it('is written without undoing what somebody else saved between our read and our write', async () => {
      const here = scene();
      let meddled = 0;
      const meddling: typeof fetch = async (input, init) => {
        if (input instanceof Request && input.method === 'PATCH' && meddled < 2) {
          meddled += 1;
          await here.rest.patch(`/dcim/devices/${String(here.world.core.id)}/`, {
            description: `by hand ${String(meddled)}`,
          });
        }
        return await fetch(input, init);
      };
      const { journal } = here.open({ fetch: meddling });
      expect(await journal.showState(unitIdOf(here.world.core.id), 'in line')).toBe(true);
      const { text } = await shownState(here);
      expect(meddled).toBe(2);
      expect(text).toContain('"in line"');
      expect(text).toContain('by hand 2');
    });

    it('costs one request when the device was just read, for then its version is known', async () => {
      const here = scene();
      const unit = unitIdOf(here.world.core.id);
      await here.open().journal.showState(unit, 'drift');
      const asked: string[] = [];
      const counting: typeof fetch = async (input, init) => {
        if (input instanceof Request) asked.push(`${input.method} ${new URL(input.url).pathname}`);
        return await fetch(input, init);
      };
      const { background } = here.open({ fetch: counting });
      expect(await background.source.readDevice(unit)).toMatchObject({ shows: 'drift' });
      asked.splice(0);
      expect(await background.journal.showState(unit, 'in line')).toBe(true);
      expect(asked).toEqual([expect.stringMatching(/^PATCH .*\/devices\/\d+\/$/)]);
      expect((await shownState(here)).text).toContain('"in line"');
    });

    it('undoes nothing that was saved since the device was read', async () => {
      const here = scene();
      const unit = unitIdOf(here.world.core.id);
      await here.open().journal.showState(unit, 'drift');
      const { source, journal } = here.open();
      await source.readDevice(unit);
      await here.rest.patch(`/dcim/devices/${String(here.world.core.id)}/`, { description: 'since then' });
      expect(await journal.showState(unit, 'in line')).toBe(true);
      const { text } = await shownState(here);
      expect(text).toContain('"in line"');
      expect(text).toContain('since then');
    });

    it('is given up as a conflict when somebody saves the device every time', async () => {
      const here = scene();
      let saves = 0;
      const meddling: typeof fetch = async (input, init) => {
        if (input instanceof Request && input.method === 'PATCH') {
          saves += 1;
          await here.rest.patch(`/dcim/devices/${String(here.world.core.id)}/`, {
            description: `again ${String(saves)}`,
          });
        }
        return await fetch(input, init);
      };
      const { journal } = here.open({ fetch: meddling });
      await expect(journal.showState(unitIdOf(here.world.core.id), 'error')).rejects.toMatchObject({
        code: 'netbox.conflict',
      });
    });

    it('stands with everything that is known beside it, in one save, and is not sent again', async () => {
      const here = scene();
      const unit = unitIdOf(here.world.core.id);
      const facts = {
        findings: 3,
        firstDrifted: instantOf(Date.UTC(2026, 10, 21, 10)),
        summary: '**drift**: three places &#124; and more\n\n- foreign: interface eth0',
        changeId: 'edit:11111111-2222-4333-8444-555555555555:1',
      };
      const changes = async () => {
        const path = `/core/object-changes/?changed_object_type=dcim.device&changed_object_id=${String(here.world.core.id)}`;
        return resultsOf(await here.rest.get(path)).length;
      };
      const before = await changes();
      expect(await here.open().journal.showState(unit, 'quarantined', facts)).toBe(true);
      expect(await changes()).toBe(before + 1);
      const { text, etag } = await shownState(here);
      expect(text).toContain('"plumbline_findings":3');
      expect(text).toContain('2026-11-21T10:00:00');
      expect(text).toContain(JSON.stringify(facts.summary));
      expect(text).toContain(facts.changeId);
      expect(await here.open().journal.showState(unit, 'quarantined', facts)).toBe(true);
      expect((await shownState(here)).etag).toBe(etag);
      await here.open().journal.showState(unit, 'in line', { findings: 0, firstDrifted: null });
      const after = await shownState(here);
      expect(after.text).toContain('"plumbline_first_drifted":null');
      expect(after.text).toContain(facts.changeId);
    });

    it('goes on without a field that somebody deleted, tells it in the journal, and has it back after provisioning', async () => {
      const here = scene();
      const [field] = resultsOf(await here.rest.get('/extras/custom-fields/?name=plumbline_findings'));
      expect((await here.rest.delete(`/extras/custom-fields/${String(idOf(field))}/`)).status).toBe(204);
      const { journal } = here.open();
      const unit = unitIdOf(here.world.edge.id);
      expect(await journal.showState(unit, 'held', { findings: 1, summary: 'x' })).toBe(true);
      expect(await journal.showState(unit, 'drift', { findings: 2 })).toBe(true);
      const device = await here.rest.get(`/dcim/devices/${String(here.world.edge.id)}/?fields=custom_fields`);
      expect(JSON.stringify(device.body)).toContain('"drift"');
      const entries = resultsOf(
        await here.rest.get(
          `/extras/journal-entries/?assigned_object_type=dcim.device&assigned_object_id=${String(here.world.edge.id)}`,
        ),
      ).filter((entry) => String(entry['comments']).includes('missing/plumbline_findings'));
      expect(entries).toHaveLength(1);
      expect(entries[0]?.['comments']).toContain('plumbline provision');
      await provisionRuntimeUser(here.bench.url, here.bench.adminToken);
      await here.open().journal.showState(unit, 'drift', { findings: 4 });
      const repaired = await here.rest.get(
        `/dcim/devices/${String(here.world.edge.id)}/?fields=custom_fields`,
      );
      expect(JSON.stringify(repaired.body)).toContain('"plumbline_findings":4');
    });

    it('is told by false when the device is gone', async () => {
      expect(await scene().open().journal.showState(unitIdOf(99_999_999), 'drift')).toBe(false);
    });
  });
}
