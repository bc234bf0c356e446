import type { ChangeId } from '../../domain/ids.ts';
import { endingLabel } from '../../domain/ending.ts';
import type { OrderLine, OrderResult } from '../../domain/order.ts';
import type { Person } from '../../domain/person.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import type { Steps } from '../../ports/steps.ts';
import { loadPlan } from '../phases/load-plan.ts';
import { type PlannedUnit, planUnit } from '../plan-unit.ts';
import { commandLines } from '../story/command-lines.ts';
import type { UnitTask } from '../work-inputs.ts';
import { findDevices, resultOf, unknownLines } from './find-devices.ts';

/** `plan DEVICE…`: shows what would be written and keeps it, so that `approve HASH` can carry it out. Writes to no device. */
export async function planDevices(
  steps: Steps,
  names: readonly string[],
  person: Person,
): Promise<OrderResult> {
  const found = await findDevices(steps, names);
  const time = await steps.now();
  const changeId = steps.workflowId as ChangeId;
  const origin = { kind: 'order', user: person.username, message: '', time } as const;
  const tasks = found.found.map((unitId): UnitTask => ({
    unitId,
    changeId,
    origin,
    requestId: null,
    generation: 1,
  }));
  const lines: OrderLine[] = [...unknownLines(found)];
  for (const outcome of await steps.forEachUnit(tasks, planUnit)) {
    if (outcome.ok) lines.push(await toLine(steps, outcome.value));
    else lines.push({ unit: '', outcome: 'error', message: `${outcome.message} (${outcome.code})` });
  }
  return resultOf(lines);
}

async function toLine(steps: Steps, planned: PlannedUnit): Promise<OrderLine> {
  const { unitName: unit } = planned;
  if (planned.kind === 'no-part') {
    return { unit, outcome: 'refused', message: 'not in scope: no plumbline policy in its config context' };
  }
  if (planned.kind === 'ready') {
    const message = [
      `plan ${planned.hash.slice(0, 12)}; carry it out with: plumbline approve ${planned.hash.slice(0, 12)}`,
    ];
    return {
      unit,
      outcome: 'drift',
      message: [...message, ...(await commandsOf(steps, planned.hash))].join('\n'),
    };
  }
  const { ending, hash } = planned;
  const commands = hash === null ? [] : await commandsOf(steps, hash);
  const inLine = ending.kind === 'untouched' && ending.reason === 'in line';
  const message = [`${endingLabel(ending)}: ${'detail' in ending ? ending.detail : ''}`, ...commands].join(
    '\n',
  );
  return { unit, outcome: inLine ? 'done' : 'refused', message };
}

/** Command text is redacted before it becomes part of a stored result. */
async function commandsOf(steps: Steps, hash: Parameters<typeof loadPlan>[1]): Promise<readonly string[]> {
  return await steps.run('show plan', async (ports) => {
    const plan = await loadPlan(ports, hash);
    return commandLines(plan.commands).map((line) => redactSecrets(`  ${line}`));
  });
}
