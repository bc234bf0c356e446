import { beforeAll, describe, expect, it } from 'vitest';
import { unitIdOf } from '../../src/domain/ids.ts';
import type { EntryText } from '../../src/domain/journal-entry.ts';
import { createNetBox } from '../../src/netbox/create-netbox.ts';
import { tellChange } from '../../src/pipeline/story/change-story.ts';
import { tellDrift } from '../../src/pipeline/story/drift-story.ts';
import { OBJECT_PAGES } from '../../src/pipeline/story/object-path.ts';
import { tellWaitingPlan } from '../../src/pipeline/story/waiting-story.ts';
import { createNetBoxRest, resultsOf } from '../contract/netbox/netbox-rest.ts';
import { makeNetBoxWorld, type NetBoxWorld } from '../contract/netbox/netbox-world.ts';
import { changeOf, driftOf, waitingOf } from '../support/hostile-story.ts';
import { HOSTILE_VALUES } from '../support/hostile-values.ts';
import { TELLING } from '../support/make-unit.ts';
import { silentLog } from '../support/silent-log.ts';
import { silentMeter } from '../support/silent-meter.ts';
import type { NetBoxLogin } from './netbox-instance.ts';
import { openPages, type NetBoxPages } from './netbox-pages.ts';
import { makeRealBench } from './real-bench.ts';
import { renderedEntries, shapeOf, wordsOf } from './rendered-entries.ts';

const TOLD: Readonly<Record<string, (value: string) => EntryText>> = {
  change: (value) => tellChange(changeOf(value, true), TELLING),
  refusal: (value) => tellChange(changeOf(value, false), TELLING),
  waiting: (value) => tellWaitingPlan(waitingOf(value), TELLING),
  drift: (value) => tellDrift(driftOf(value), TELLING),
};

/** Elements entries are made of. */
const OURS = new Set([
  'div',
  'strong',
  'br',
  'p',
  'a',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'pre',
  'code',
  'ul',
  'li',
  'em',
]);

/**
 * Entries as NetBox itself shows them. One made of hostile values must come out in the same elements, links and rows as one made
 * of letters: then nothing came out of a value.
 */
export function journalSuite(instance: {
  readonly url: string;
  readonly token: string;
  readonly login: NetBoxLogin | null;
}): void {
  const { url, token, login } = instance;
  const rest = createNetBoxRest(url, token);

  describe.skipIf(login === null)('what the Journal tab shows', () => {
    let world: NetBoxWorld;
    let pages: NetBoxPages;
    const values = Object.entries(HOSTILE_VALUES);

    beforeAll(async () => {
      if (login === null) return;
      world = await makeNetBoxWorld(rest);
      pages = await openPages(url, login);
    });

    it.each(values)('keeps %s inert in every field of every entry', async (_name, value) => {
      const all = (text: string) =>
        Object.values(TOLD)
          .map((tell) => tell(text).comments)
          .join('\n\n');
      const hostile = await pages.preview(all(value));
      expect(shapeOf(hostile)).toEqual(shapeOf(await pages.preview(all(lettersOf(value)))));
      expect(wordsOf(hostile), 'the value can still be read').toContain(beginningOf(value));
    });

    it('is what was told, written by our adapter under the narrow account: box, tables, links and fences of ours', async () => {
      const journal = await journalOf(instance);
      const unitId = unitIdOf(world.edge.id);
      const worst = values.map(([, value]) => value.slice(0, 60)).join(' ');
      const told = Object.entries(TOLD).map(([kind, tell]) => ({ marker: `told/${kind}`, ...tell(worst) }));
      for (const entry of told) await journal.write({ unitId, tag: 'plumbline-ending', ...entry });
      const tab = await pages.get(`/dcim/devices/${String(world.edge.id)}/journal/`);
      const shown = renderedEntries(tab.html);
      expect([...shown.keys()].toSorted()).toEqual(told.map(({ marker }) => marker).toSorted());
      for (const [marker, html] of shown) {
        const shape = shapeOf(html);
        expect(shape[1], marker).toMatch(
          /^<div class="alert alert-(?:warning|info) bg-(?:warning|info)-subtle">$/,
        );
        expect(
          shape.map((tag) => /^<\/?(\w+)/.exec(tag)?.[1]).filter((name) => !OURS.has(name ?? '')),
        ).toEqual([]);
        for (const link of shape.filter((tag) => tag.startsWith('<a ')))
          expect(link).toMatch(
            /^<a href="\/(?:dcim\/interfaces\/7\/|core\/changelog\/\?request_id=[1-]+)" rel="[a-z ]+">$/,
          );
      }
    });

    it('leads to pages NetBox has: who is not logged in is sent to log in, and not told that there is nothing', async () => {
      const statusOf = async (path: string) => (await fetch(`${url}${path}`, { redirect: 'manual' })).status;
      expect(await statusOf('/dcim/no-such-pages/1/')).toBe(404);
      const paths = Object.values(OBJECT_PAGES).filter((path) => path !== null);
      const statuses = await Promise.all(paths.map((path) => statusOf(`${path}1/`)));
      expect(paths.filter((_path, index) => statuses[index] !== 302)).toEqual([]);
    });

    it('leads to the rows of one edit in the changelog', async () => {
      const [row] = resultsOf(await rest.get('/core/object-changes/?limit=1'));
      const rowsOf = async (requestId: string) => {
        const { html } = await pages.get(`/core/changelog/?request_id=${requestId}`);
        return html.match(/href="\/core\/changelog\/\d+\/"/g) ?? [];
      };
      expect(await rowsOf(String(row?.['request_id']))).not.toHaveLength(0);
      expect(await rowsOf('11111111-1111-1111-1111-111111111111')).toHaveLength(0);
    });
  });
}

/** Our own journal, as the worker uses it. */
async function journalOf({ url, token }: { readonly url: string; readonly token: string }) {
  const bench = await makeRealBench(url, token);
  return createNetBox({
    ...{ url, token: bench.workerToken, timeoutMs: 30_000, maxConcurrent: 4, maxRenders: 2 },
    log: silentLog,
    meter: silentMeter,
  }).journal;
}

/** The same text with a letter in the place of everything visible. */
function lettersOf(value: string): string {
  return value.replace(/\S/gu, 'a');
}

/** What every entry shows of a value: the first signs of its first word, unseen ones aside. */
function beginningOf(value: string): string {
  return (/^[\x21-\x7e]{1,20}/.exec(value.trim()) ?? /^\p{L}+/u.exec(value.trim()))?.[0] ?? '';
}
