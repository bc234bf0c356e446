import type { UnitInput } from '../ports/steps.ts';
import { childIdOf } from './workflow-names.ts';

/** Gives every unit's work of one workflow its id, the same one in every replay. */
export type ChildCalls = (work: string, inputs: readonly UnitInput[]) => readonly string[];

/** Counts the calls of one workflow. Throws when one call names a unit twice: two children would share an id and one result. */
export function createChildCalls(parentId: string): ChildCalls {
  const calls = new Map<string, number>();
  return (work, inputs) => {
    const units = inputs.map((input) => input.unitId);
    if (new Set(units).size !== units.length) {
      throw new TypeError(`"${work}" was called for the same unit twice at once: ${units.join(', ')}`);
    }
    return units.map((unitId) => {
      const id = childIdOf(parentId, work, unitId, 0);
      const call = calls.get(id) ?? 0;
      calls.set(id, call + 1);
      return childIdOf(parentId, work, unitId, call);
    });
  };
}
