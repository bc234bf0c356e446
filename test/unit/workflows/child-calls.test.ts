import { expect, test } from 'vitest';
import { createChildCalls } from '../../../src/workflows/child-calls.ts';

const units = [{ unitId: 'device-1' }, { unitId: 'device-2' }];

test('the work of a unit is named after its parent, the work and the unit, and counted when repeated', () => {
  const idsOf = createChildCalls('edit:a:1');
  expect(idsOf('planUnit', units)).toEqual(['edit:a:1:planUnit:device-1', 'edit:a:1:planUnit:device-2']);
  expect(idsOf('applyUnit', units.slice(0, 1))).toEqual(['edit:a:1:applyUnit:device-1']);
  expect(idsOf('planUnit', units.slice(1))).toEqual(['edit:a:1:planUnit:device-2:2']);
});

test('one call that names a unit twice is refused, since both would share one result', () => {
  const idsOf = createChildCalls('edit:a:1');
  expect(() => idsOf('planUnit', [...units, ...units])).toThrow('for the same unit twice at once');
});
