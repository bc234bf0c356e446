import { Fault } from '../../domain/fault.ts';
import type { ObjectName } from './declared-kind.ts';
import { titleOf } from './declared-kind.ts';

/** The ids of declared objects, as far as they are known: found while planning, made while applying. */
export interface ObjectIds {
  readonly note: (name: ObjectName, id: number) => void;
  readonly idOf: (name: ObjectName) => Promise<number>;
}

/** Knows nothing yet. An id that is asked for too early is a fault: its object was not made. */
export function createObjectIds(): ObjectIds {
  const known = new Map<string, number>();
  return {
    note: (name, id) => known.set(titleOf(name), id),
    idOf(name) {
      const id = known.get(titleOf(name));
      if (id !== undefined) return Promise.resolve(id);
      return Promise.reject(
        new Fault('netbox.rejected', `NetBox has no ${titleOf(name)}. Run plumbline provision again.`),
      );
    },
  };
}
