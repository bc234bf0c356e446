import type { OrderLine, OrderResult } from '../../domain/order.ts';
import type { Steps, UnitOutcome } from '../../ports/steps.ts';
import { type CheckedUnit, checkUnit } from '../check-unit.ts';
import { findDevices, resultOf, unknownLines } from './find-devices.ts';

/** `check DEVICE…`: reads the devices and says for each whether it is in line. Writes to no device. */
export async function checkDevices(steps: Steps, names: readonly string[]): Promise<OrderResult> {
  const found = await findDevices(steps, names);
  const tasks = found.found.map((unitId) => ({ unitId, changeId: steps.workflowId }));
  const outcomes = await steps.forEachUnit(tasks, checkUnit);
  return resultOf([...unknownLines(found), ...outcomes.map(toLine)]);
}

function toLine(outcome: UnitOutcome<CheckedUnit>): OrderLine {
  if (!outcome.ok) return { unit: '', outcome: 'error', message: `${outcome.message} (${outcome.code})` };
  const { unitName, state, message } = outcome.value;
  const said = message === state ? message : `${state}: ${message}`;
  const shown = state === null ? `not in scope: ${message}` : said;
  return { unit: unitName, outcome: OUTCOMES[state ?? 'not managed'], message: shown };
}

const OUTCOMES: Readonly<Record<NonNullable<CheckedUnit['state']>, OrderLine['outcome']>> = {
  'in line': 'done',
  drift: 'drift',
  'change pending': 'drift',
  'awaiting approval': 'drift',
  changing: 'drift',
  'rolled back': 'drift',
  held: 'drift',
  quarantined: 'drift',
  unreachable: 'error',
  error: 'error',
  'not managed': 'refused',
};
