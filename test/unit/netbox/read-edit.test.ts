import { afterEach, describe, expect, it } from 'vitest';
import { json, startScriptedNetBox, type ScriptedNetBox } from './scripted-netbox.ts';

let netBox: ScriptedNetBox | null = null;
afterEach(async () => {
  await netBox?.close();
  netBox = null;
});

const REQUEST = '3c8ecbbe-6e79-4a72-9b0e-2b9d4d2f5f6a';
const INTERFACE_TYPE = 8;

function row(id: number, more: object) {
  return {
    id,
    time: '2026-11-21T07:15:29.375397Z',
    user_name: 'alice',
    action: { value: 'update', label: 'Updated' },
    changed_object_type: 'dcim.interface',
    changed_object_id: 5,
    object_repr: 'eth0',
    message: '',
    prechange_data: { device: 1 },
    postchange_data: { device: 1 },
    ...more,
  };
}

async function readRows(rows: readonly object[]) {
  netBox = await startScriptedNetBox((request, response) => {
    const types = [{ id: INTERFACE_TYPE, app_label: 'dcim', model: 'interface' }];
    const results = request.url?.startsWith('/api/core/object-types/') === true ? types : rows;
    json(response, 200, { count: results.length, next: null, previous: null, results });
  });
  return await netBox.open().source.readEdit(REQUEST);
}

describe('an edit of several saves of one object, as scripts make them', () => {
  const [made, saved, deleted] = [
    row(1, { action: { value: 'create', label: 'Created' }, prechange_data: {} }),
    row(2, { object_repr: 'eth0.1' }),
    row(3, { action: { value: 'delete', label: 'Deleted' }, postchange_data: {} }),
  ];

  it('names it once, with its last name', async () => {
    const edit = await readRows([row(1, {}), saved]);
    expect(edit?.objects).toMatchObject([{ name: 'eth0.1', action: 'update' }]);
  });

  it('calls it created when it was new and stayed, deleted when it did not', async () => {
    expect((await readRows([made, saved]))?.objects).toMatchObject([{ action: 'create' }]);
    await netBox?.close();
    expect((await readRows([made, saved, deleted]))?.objects).toMatchObject([
      { action: 'delete', deviceId: 1 },
    ]);
  });

  it('carries the first message that was given', async () => {
    expect(await readRows([row(1, {}), row(2, { message: 'CHG-9' })])).toMatchObject({ message: 'CHG-9' });
  });
});

describe('the interface of an address', () => {
  const address = (type: number) =>
    row(1, {
      changed_object_type: 'ipam.ipaddress',
      prechange_data: { assigned_object_type: type, assigned_object_id: 77 },
      postchange_data: { assigned_object_type: null, assigned_object_id: null },
    });

  it('is the one it was taken from', async () => {
    expect((await readRows([address(INTERFACE_TYPE)]))?.objects).toMatchObject([{ interfaceId: 77 }]);
  });

  it('is none when that was a virtual machine’s, which is numbered on its own', async () => {
    expect((await readRows([address(60)]))?.objects).toMatchObject([{ interfaceId: null }]);
  });
});

describe('types Plumbline does not know', () => {
  it('do not stop an edit, whatever their data looks like', async () => {
    const plugin = row(1, {
      changed_object_type: 'myplugin.thing',
      prechange_data: { device: { odd: true } },
      postchange_data: 'odd',
    });
    expect((await readRows([plugin, row(2, {})]))?.objects).toMatchObject([{ type: 'dcim.interface' }]);
  });
});
