import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { SIMULATED_PLATFORMS } from '../../src/sandbox/devices/simulated-device-options.ts';
import { FAULT_FORMS } from '../../src/sandbox/parse-fault.ts';

const PAGE = new URL('../../docs/sandbox.md', import.meta.url);

it('docs/sandbox.md tells every fault and every platform of the sandbox, and no other', async () => {
  const page = await readFile(PAGE, 'utf8');
  const firstColumn = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, cell]) => cell);
  expect(firstColumn.toSorted()).toEqual([...SIMULATED_PLATFORMS, ...FAULT_FORMS.split(', ')].toSorted());
});
