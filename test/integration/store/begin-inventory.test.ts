import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeIdOf, instantOf, unitIdOf } from '../../../src/domain/ids.ts';
import { runSql } from '../../support/database.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import type { TestStore } from '../../support/open-test-store.ts';
import { editedInterface, makeDelivery } from './make-delivery.ts';

const AT = instantOf('2026-11-21T12:00:00Z');
const ONE = unitIdOf(1);
const TWO = unitIdOf(2);
const never = new AbortController().signal;

let test: TestStore;
let count = 0;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());
beforeEach(() => runSql(test.url, 'delete from plumbline.edit_objects; delete from plumbline.edits'));

/** An edit of an interface of device 1. */
async function edit(user = 'anna'): Promise<{ readonly requestId: string; readonly generation: 1 }> {
  count += 1;
  const requestId = `inventory-${count}`;
  const delivery = makeDelivery(requestId, editedInterface(count));
  await test.store.inbox.store({ ...delivery, hint: { ...delivery.hint, user } }, never);
  return { requestId, generation: 1 };
}

describe('an edit that gets its units', () => {
  it('gives way to a newer one of the same device that waits, and keeps its other devices', async () => {
    const older = await edit();
    await edit();
    expect(await test.store.edits.beginInventory(older, [ONE, TWO], AT)).toEqual([ONE]);
    const change = (await test.store.queries.changes(1))[0];
    expect(change).toMatchObject({
      changeId: changeIdOf(older.requestId, 1),
      endings: [{ unitId: ONE, ending: { kind: 'untouched', reason: 'superseded' } }],
      open: [],
    });
  });

  it('is the one that is planned when nothing newer waits', async () => {
    await edit();
    const newer = await edit();
    expect(await test.store.edits.beginInventory(newer, [ONE], AT)).toEqual([]);
  });

  it('does not give way to a newer one that has its units already: its plan may be made before this edit is seen', async () => {
    const older = await edit();
    const newer = await edit();
    await test.store.edits.beginInventory(newer, [ONE], AT);
    expect(await test.store.edits.beginInventory(older, [ONE], AT)).toEqual([]);
  });

  it('gives the same answer when its step runs again, whatever happened meanwhile', async () => {
    const older = await edit();
    const newer = await edit();
    expect(await test.store.edits.beginInventory(older, [ONE], AT)).toEqual([ONE]);
    await test.store.edits.beginInventory(newer, [ONE], AT);
    expect(await test.store.edits.beginInventory(older, [ONE], AT)).toEqual([ONE]);
  });

  it('leaves its author among those of the plan that carries it out, and its need of an approval', async () => {
    const older = await edit('zoe');
    await runSql(test.url, `update plumbline.edits set needs_approval = 'made in a gap'`);
    await edit();
    await test.store.edits.beginInventory(older, [ONE], AT);
    expect(await test.store.changes.unfinishedAuthors(ONE)).toContain('zoe');
    expect(await test.store.changes.neededApprovals(ONE)).toEqual(['made in a gap']);
  });

  it('never waits for one that waits for it: of many at once the newest is always planned', async () => {
    const edits = [];
    for (let more = 0; more < 8; more += 1) edits.push(await edit());
    const covered = await Promise.all(edits.map((one) => test.store.edits.beginInventory(one, [ONE], AT)));
    expect(covered.at(-1)).toEqual([]);
    // Those that came after a newer one had its units are planned too; none is lost.
    expect(covered.every((units) => units.length <= 1)).toBe(true);
  });
});
