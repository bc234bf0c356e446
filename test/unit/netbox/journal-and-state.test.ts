import { afterEach, describe, expect, it } from 'vitest';
import { unitIdOf } from '../../../src/domain/ids.ts';
import type { JournalEntry } from '../../../src/domain/journal-entry.ts';
import { silentLog } from '../../support/silent-log.ts';
import { json, startScriptedNetBox, type ScriptedNetBox } from './scripted-netbox.ts';

let netBox: ScriptedNetBox | null = null;
afterEach(async () => {
  await netBox?.close();
  netBox = null;
});

const ENTRY: JournalEntry = {
  unitId: unitIdOf(1),
  kind: 'info',
  marker: 'edit:1/plan',
  comments: 'Planned.',
};

describe('duplicates that may not be deleted', () => {
  it('stay, are logged, and do not make the report fail', async () => {
    const stored = [7, 8].map((id) => ({ id, created_by: 3, comments: 'Planned.\n\nentry `edit:1/plan`' }));
    const warnings: string[] = [];
    netBox = await startScriptedNetBox((request, response) => {
      const url = request.url ?? '';
      if (request.method === 'DELETE') json(response, 403, { detail: 'no' });
      else if (url.startsWith('/api/authentication-check/')) {
        json(response, 200, { id: 3, username: 'plumbline', groups: [] });
      } else if (url.startsWith('/api/dcim/devices/')) {
        json(response, 200, { count: 1, next: null, results: [{ id: 1 }] });
      } else json(response, 200, { count: 2, next: null, results: stored });
    });
    const log = { ...silentLog, warn: (message: string) => warnings.push(message) };
    expect(await netBox.open({ log }).journal.write(ENTRY)).toBe(true);
    expect(netBox.requests.filter((one) => one.startsWith('POST'))).toEqual([]);
    expect(netBox.requests.filter((one) => one.startsWith('DELETE'))).toEqual([
      'DELETE /api/extras/journal-entries/8/',
    ]);
    expect(warnings).toHaveLength(1);
  });
});

describe('a journal marker', () => {
  it.each(['two words', 'a`b', '', 'line\nline', 'x'.repeat(151)])('cannot be %j', async (marker) => {
    netBox = await startScriptedNetBox((_request, response) =>
      json(response, 200, { count: 1, next: null, results: [{ id: 1 }] }),
    );
    await expect(netBox.open().journal.write({ ...ENTRY, marker })).rejects.toMatchObject({
      code: 'internal.unexpected',
    });
  });
});

describe('the state field', () => {
  const device = { id: 1, virtual_chassis: null, custom_fields: {} };

  it('whose value NetBox refuses is told with what makes the choices', async () => {
    const known = { ...device, custom_fields: { plumbline_state: null } };
    netBox = await startScriptedNetBox((request, response) => {
      if (request.method === 'GET') json(response, 200, known, { etag: 'W/"1"' });
      else json(response, 400, { custom_fields: { plumbline_state: 'Invalid choice' } });
    });
    await expect(netBox.open().journal.showState(unitIdOf(1), 'drift')).rejects.toMatchObject({
      code: 'netbox.rejected',
      message: expect.stringContaining('plumbline provision') as string,
    });
  });

  it('that somebody deleted is told once, in log and journal, and the others are written all the same', async () => {
    const sent: unknown[] = [];
    const posted: string[] = [];
    netBox = await startScriptedNetBox((request, response) => {
      const url = request.url ?? '';
      const isDevice = /^\/api\/dcim\/devices\/\d+\//.test(url);
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        if (request.method === 'PATCH') sent.push(JSON.parse(text));
        if (request.method === 'POST') posted.push(text);
        if (isDevice) {
          json(response, 200, { ...device, custom_fields: { plumbline_findings: 0 } }, { etag: 'W/"1"' });
        } else if (url.startsWith('/api/authentication-check/')) {
          json(response, 200, { id: 3, username: 'plumbline', groups: [] });
        } else if (url.startsWith('/api/dcim/devices/')) {
          json(response, 200, { count: 1, next: null, results: [{ id: 1 }] });
        } else if (request.method === 'POST') json(response, 201, { id: 9 });
        else json(response, 200, { count: 0, next: null, results: [] });
      });
    });
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (message: string) => warnings.push(message) };
    const { journal } = netBox.open({ log });
    expect(await journal.showState(unitIdOf(1), 'drift', { findings: 2 })).toBe(true);
    expect(await journal.showState(unitIdOf(1), 'drift', { findings: 3 })).toBe(true);
    expect(sent).toEqual([
      { custom_fields: { plumbline_findings: 2 } },
      { custom_fields: { plumbline_findings: 3 } },
    ]);
    expect(warnings).toEqual(['custom fields are gone from NetBox; run plumbline provision']);
    expect(posted).toHaveLength(1);
    expect(posted[0]).toContain('`plumbline_state`');
    expect(posted[0]).toContain('plumbline provision');
  });

  it('is left alone with all it is told when its own notice cannot be written', async () => {
    netBox = await startScriptedNetBox((request, response) => {
      if (/devices\/\d+\//.test(request.url ?? '')) json(response, 200, device, { etag: 'W/"1"' });
      else json(response, 403, { detail: 'no' });
    });
    expect(await netBox.open().journal.showState(unitIdOf(1), 'drift')).toBe(true);
  });

  it('is not written blindly when NetBox gives no ETag', async () => {
    netBox = await startScriptedNetBox((_request, response) => json(response, 200, device));
    await expect(netBox.open().journal.showState(unitIdOf(1), 'drift')).rejects.toMatchObject({
      code: 'netbox.bad-answer',
    });
    expect(netBox.requests.filter((one) => one.startsWith('PATCH'))).toEqual([]);
  });

  it('is read in both forms NetBox writes it, and not sent again', async () => {
    for (const written of ['drift', { value: 'drift', label: 'Drift' }]) {
      netBox = await startScriptedNetBox((_request, response) =>
        json(response, 200, { ...device, custom_fields: { plumbline_state: written } }, { etag: 'W/"1"' }),
      );
      expect(await netBox.open().journal.showState(unitIdOf(1), 'drift')).toBe(true);
      expect(netBox.requests.filter((one) => one.startsWith('PATCH'))).toEqual([]);
      await netBox.close();
    }
  });
});
