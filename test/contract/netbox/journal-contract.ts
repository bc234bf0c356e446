import { describe, expect, it } from 'vitest';
import { unitIdOf } from '../../../src/domain/ids.ts';
import type { JournalEntry } from '../../../src/domain/journal-entry.ts';
import type { ContractScene, GetScene } from './contract-scene.ts';
import { createNetBoxRest, idOf, resultsOf } from './netbox-rest.ts';

let entries = 0;

function entryOn({ world }: ContractScene, more: Partial<JournalEntry> = {}): JournalEntry {
  entries += 1;
  return {
    unitId: unitIdOf(world.edge.id),
    kind: 'success',
    marker: `edit:${world.tag}:${String(entries)}/report`,
    comments: '**Applied.** Two commands, verified.\n\n| a | b |\n|---|---|\n| 1 | 2 |',
    ...more,
  };
}

async function storedEntries({ rest, world }: ContractScene, marker: string) {
  const list = await rest.get(
    `/extras/journal-entries/?limit=500&assigned_object_type=dcim.device&assigned_object_id=${String(world.edge.id)}`,
  );
  return resultsOf(list).filter((one) => String(one['comments']).includes(marker));
}

/** What engineers read in the journal. */
export function journalContract(scene: GetScene): void {
  describe('a journal entry', () => {
    it('stands on the device, in its kind, with its markdown untouched and its marker last', async () => {
      const here = scene();
      const entry = entryOn(here);
      expect(await here.open().journal.write(entry)).toBe(true);
      const [stored, ...others] = await storedEntries(here, entry.marker);
      expect(others).toEqual([]);
      expect(stored).toMatchObject({
        kind: { value: 'success' },
        comments: `${entry.comments}\n\nentry \`${entry.marker}\``,
      });
    });

    it('carries the tag of its event, and is written without it when somebody deleted the tag', async () => {
      const here = scene();
      const { journal } = here.open();
      const tagged = entryOn(here, { tag: 'plumbline-drift' });
      await journal.write(tagged);
      expect((await storedEntries(here, tagged.marker))[0]?.['tags']).toEqual([
        expect.objectContaining({ slug: 'plumbline-drift' }),
      ]);
      const [tag] = resultsOf(await here.rest.get('/extras/tags/?slug=plumbline-plan'));
      expect((await here.rest.delete(`/extras/tags/${String(idOf(tag))}/`)).status).toBe(204);
      const untagged = entryOn(here, { tag: 'plumbline-plan' });
      expect(await journal.write(untagged)).toBe(true);
      expect((await storedEntries(here, untagged.marker))[0]?.['tags']).toEqual([]);
    });

    it('stands there once, however often it is written', async () => {
      const here = scene();
      const entry = entryOn(here);
      await here.open().journal.write(entry);
      await here.open().journal.write(entry);
      expect(await storedEntries(here, entry.marker)).toHaveLength(1);
    });

    it('stands there once when two processes write it at the same moment', async () => {
      const here = scene();
      const entry = entryOn(here);
      await Promise.all([1, 2, 3].map(() => here.open().journal.write(entry)));
      expect(await storedEntries(here, entry.marker)).toHaveLength(1);
    });

    it('stands there once when NetBox stored the first try and its answer was lost', async () => {
      const here = scene();
      const entry = entryOn(here);
      const losing: typeof fetch = async (input, init) => {
        const answer = await fetch(input, init);
        if (input instanceof Request && input.method === 'POST') throw new TypeError('fetch failed');
        return answer;
      };
      await expect(here.open({ fetch: losing }).journal.write(entry)).rejects.toMatchObject({
        code: 'netbox.unreachable',
      });
      expect(await here.open().journal.write(entry)).toBe(true);
      expect(await storedEntries(here, entry.marker)).toHaveLength(1);
    });

    it('stays the oldest when duplicates were left behind', async () => {
      const here = scene();
      const entry = entryOn(here);
      const worker = createNetBoxRest(here.bench.url, here.bench.workerToken);
      const body = {
        assigned_object_type: 'dcim.device',
        assigned_object_id: here.world.edge.id,
        comments: `told\n\nentry \`${entry.marker}\``,
      };
      const oldest = await worker.make('/extras/journal-entries/', body);
      await worker.make('/extras/journal-entries/', body);
      await here.open().journal.write(entry);
      expect((await storedEntries(here, entry.marker)).map((one) => one['id'])).toEqual([oldest]);
    });

    it('is not hidden by somebody else’s text with its marker, and deletes nobody else’s', async () => {
      const here = scene();
      const entry = entryOn(here);
      const person = createNetBoxRest(here.bench.url, here.bench.person.token);
      const foreign = await person.make('/extras/journal-entries/', {
        assigned_object_type: 'dcim.device',
        assigned_object_id: here.world.edge.id,
        comments: `nothing to see\n\nentry \`${entry.marker}\``,
      });
      await here.open().journal.write(entry);
      const stored = await storedEntries(here, entry.marker);
      expect(stored).toHaveLength(2);
      expect(stored.map((one) => one['id'])).toContain(foreign);
    });

    it('is not taken for another one whose marker begins alike', async () => {
      const here = scene();
      const longer = entryOn(here);
      const shorter = { ...longer, marker: longer.marker.slice(0, -1) };
      await here.open().journal.write(longer);
      await here.open().journal.write(shorter);
      expect(await storedEntries(here, shorter.marker)).toHaveLength(2);
    });

    it('holds no secret', async () => {
      const here = scene();
      const entry = entryOn(here, { comments: 'neighbor 192.0.2.1 password 7 0822455D0A16544541' });
      await here.open().journal.write(entry);
      const [stored] = await storedEntries(here, entry.marker);
      expect(stored?.['comments']).not.toContain('0822455D0A16544541');
      expect(stored?.['comments']).toContain('&lt;redacted&gt;');
    });

    it('is told by false, and not written, when the device is gone', async () => {
      const here = scene();
      const entry = entryOn(here, { unitId: unitIdOf(99_999_999) });
      expect(await here.open().journal.write(entry)).toBe(false);
    });
  });
}
