import { describe, expect, it } from 'vitest';
import { instantOf, plusMs, unitIdOf } from '../../../src/domain/ids.ts';
import type { ChangelogEntry } from '../../../src/ports/changelog.ts';
import type { GetScene } from './contract-scene.ts';

const EVER = instantOf('1970-01-01T00:00:00Z');

/** The changelog as catch-up reads it. */
export function changelogContract(scene: GetScene): void {
  describe('the changelog', () => {
    it('begins with what was saved first and ends with the newest entry, page by page, each entry once', async () => {
      const { world, rest, open } = scene();
      const saved = await rest.patch(`/dcim/devices/${String(world.edge.id)}/`, { comments: 'once more' });
      const { changelog } = open({ pageSize: 7 });
      const newest = await changelog.newest();
      expect(newest).toMatchObject({
        requestId: saved.requestId,
        action: 'update',
        type: 'dcim.device',
        objectId: world.edge.id,
        name: world.edge.name,
      });
      const read: ChangelogEntry[] = [];
      for (;;) {
        const page = await changelog.page(EVER, read.at(-1)?.id ?? 0);
        if (page.length === 0) break;
        expect(page.length).toBeLessThanOrEqual(7);
        read.push(...page);
      }
      const ids = read.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
      expect(read.at(-1)).toEqual(newest);
      expect(read.length).toBeGreaterThan(7);
    });

    it('holds nothing that is older than asked for, and what is as old', async () => {
      const { changelog } = scene().open();
      const newest = await changelog.newest();
      if (newest === null) throw new Error('the changelog is empty');
      expect((await changelog.page(newest.time, 0)).at(-1)).toEqual(newest);
      expect(await changelog.page(plusMs(newest.time, 3_600_000), 0)).toEqual([]);
    });

    it('gives the latest of what is as old as asked for, newest first', async () => {
      const { changelog } = scene().open();
      const newest = await changelog.newest();
      if (newest === null) throw new Error('the changelog is empty');
      expect(await changelog.latest(newest.time)).toEqual([newest]);
      const ids = (await changelog.latest(plusMs(newest.time, -3_600_000))).map(({ id }) => id);
      expect(ids.length).toBeGreaterThan(1);
      expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
    });

    it('finds an entry by its number, and none for a number nobody has', async () => {
      const { changelog } = scene().open();
      const newest = await changelog.newest();
      expect(await changelog.find(newest?.id ?? 0)).toEqual(newest);
      expect(await changelog.find(999_999_999)).toBeNull();
    });

    it('tells the newest entry of our own account, whatever others saved since, and NetBox’s clock', async () => {
      const { world, rest, open } = scene();
      const { changelog, journal } = open();
      await journal.showState(unitIdOf(world.edge.id), 'held');
      await journal.showState(unitIdOf(world.edge.id), 'drift');
      const own = await changelog.newest();
      await rest.patch(`/dcim/devices/${String(world.core.id)}/`, { comments: 'by somebody else' });
      expect((await changelog.newest())?.id).toBeGreaterThan(own?.id ?? 0);
      const { entry, at } = await changelog.newestOwn();
      expect(entry).toEqual(own);
      // HTTP tells whole seconds.
      expect(Math.abs(Date.parse(at ?? '') - Date.parse(own?.time ?? ''))).toBeLessThan(30_000);
    });

    it('belongs to a NetBox with a mark that stays, and that is another one for another account', async () => {
      const { open, bench } = scene();
      const first = await open().changelog.identity();
      expect(await open().changelog.identity()).toEqual(first);
      expect(first.url).toBe(bench.url);
      expect(first.mark).toMatch(new RegExp(`^${bench.workerName} #\\d+ of \\d{4}-.+`));
    });
  });
}
