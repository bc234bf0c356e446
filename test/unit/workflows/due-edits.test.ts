import { describe, expect, test } from 'vitest';
import type { EditFacts, EditRef } from '../../../src/domain/edit.ts';
import { Fault } from '../../../src/domain/fault.ts';
import { instantOf } from '../../../src/domain/ids.ts';
import type { Edits, IncompleteEdit } from '../../../src/ports/edits.ts';
import { completeEdits, startDueEdits } from '../../../src/workflows/due-edits.ts';
import { silentLog } from '../../support/silent-log.ts';

const settings = { quietMs: 1_000, maxQuietMs: 30_000, completionBatch: 8, maxRunning: 3 };

/** Edits that wait, and what was done with them. */
function editsOf(waiting: readonly IncompleteEdit[], due: readonly EditRef[]) {
  const completed = new Map<string, EditFacts | null>();
  const failed = new Map<string, string>();
  const edits: Edits = {
    incomplete: (limit) => Promise.resolve(waiting.slice(0, limit)),
    complete: (requestId, _generation, facts) => Promise.resolve(void completed.set(requestId, facts)),
    completionFailed: (requestId, _generation, code) => Promise.resolve(void failed.set(requestId, code)),
    async startDue({ limit }, start) {
      const taken = due.slice(0, limit);
      for (const edit of taken) await start(edit);
      return taken.length;
    },
    read: () => Promise.resolve(null),
    beginInventory: () => Promise.resolve([]),
    size: () => Promise.resolve(waiting.length),
  };
  return { edits, completed, failed };
}

const facts: EditFacts = { requestId: 'a', user: 'ada', message: '', time: instantOf(0), objects: [] };
const parts = { settings, log: silentLog, busy: () => 0, start: () => Promise.resolve() };

describe('completion of edits', () => {
  test('an edit NetBox fails for is noted with its code and keeps no other from being completed', async () => {
    const waiting = ['a', 'b', 'c'].map((requestId) => ({ requestId, generation: 1 }));
    const { edits, completed, failed } = editsOf(waiting, []);
    const source = {
      readEdit: (requestId: string) =>
        requestId === 'b'
          ? Promise.reject(new Fault('netbox.server-error', 'NetBox answered 500'))
          : Promise.resolve(requestId === 'a' ? facts : null),
    };
    await completeEdits({ ...parts, edits, source });
    expect(Object.fromEntries(completed)).toEqual({ a: facts, c: null });
    expect(Object.fromEntries(failed)).toEqual({ b: 'netbox.server-error' });
  });

  test('a database that fails is told to the caller', async () => {
    const { edits } = editsOf([{ requestId: 'a', generation: 1 }], []);
    const broken: Edits = {
      ...edits,
      complete: () => Promise.reject(new Fault('store.unavailable', 'no answer')),
    };
    const source = { readEdit: () => Promise.resolve(facts) };
    await expect(completeEdits({ ...parts, edits: broken, source })).rejects.toThrow('no answer');
  });
});

describe('starting due edits', () => {
  const due = ['a', 'b', 'c', 'd', 'e'].map((requestId) => ({ requestId, generation: 1 }));
  const source = { readEdit: () => Promise.resolve(null) };

  test('no more edits are started than there is room for', async () => {
    const started: string[] = [];
    const start = ({ requestId }: EditRef) => Promise.resolve(void started.push(requestId));
    await startDueEdits({ ...parts, ...editsOf([], due), source, start, busy: () => 1 });
    expect(started).toEqual(['a', 'b']);
  });

  test('a process at its limit does not touch the edits', async () => {
    const { edits } = editsOf([], due);
    const untouchable: Edits = { ...edits, startDue: () => Promise.reject(new Error('touched')) };
    await startDueEdits({ ...parts, edits: untouchable, source, busy: () => 3 });
  });
});
