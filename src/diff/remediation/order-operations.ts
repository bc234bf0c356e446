import type { Constraint, Operation } from './operation.ts';
import { createHeap, type Heap } from './heap.ts';

/** Steps in an order that keeps every constraint, and those for which there is none: they wait for each other. */
export interface Ordered {
  readonly order: readonly Operation[];
  readonly stuck: readonly Operation[];
}

/**
 * Puts steps in order: definitions first, removals of definitions last, and each section visited once where nothing forbids
 * it: one that waits for another is entered after it. Inside a section what goes comes before what comes, in the order of its
 * rules. The result depends on nothing but the steps and constraints.
 */
export function orderOperations(
  operations: readonly Operation[],
  constraints: readonly Constraint[],
): Ordered {
  const waits = new Map<number, number>();
  const followers = new Map<number, number[]>();
  for (const { before, after } of constraints) {
    waits.set(after, (waits.get(after) ?? 0) + 1);
    const list = followers.get(before);
    if (list === undefined) followers.set(before, [after]);
    else list.push(after);
  }
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const groups = createGroups();
  for (const { before, after } of constraints) {
    const [earlier, later] = [byId.get(before), byId.get(after)];
    if (earlier !== undefined && later !== undefined && isOutside(earlier, later)) groups.await(later);
  }
  const order: Operation[] = [];
  const done = new Set<Operation>();
  const finish = (operation: Operation): void => {
    order.push(operation);
    done.add(operation);
    for (const id of followers.get(operation.id) ?? []) {
      const left = (waits.get(id) ?? 0) - 1;
      waits.set(id, left);
      const follower = byId.get(id);
      if (follower === undefined) continue;
      if (isOutside(operation, follower)) groups.awaitedCame(follower);
      if (left === 0) begin(follower);
    }
  };
  const begin = (operation: Operation): void => {
    if (operation.does === 'meet') finish(operation);
    else groups.add(operation);
  };
  for (const operation of operations) if ((waits.get(operation.id) ?? 0) === 0) begin(operation);
  for (let next = groups.take(); next !== null; next = groups.take()) finish(next);
  return { order, stuck: operations.filter((operation) => !done.has(operation)) };
}

/** True when the later step waits for something that is not in its own group. */
function isOutside(earlier: Operation, later: Operation): boolean {
  return later.does !== 'meet' && (earlier.does === 'meet' || groupOf(earlier) !== groupOf(later));
}

const MOST_SECTIONS = 2 ** 31;

/** Steps of one section and one phase: groups in the order of phases, then of the text. */
function groupOf({ phase, sectionIndex }: Operation): number {
  return phase * MOST_SECTIONS + sectionIndex;
}

const STEP_ORDER: Readonly<Record<Operation['does'], number>> = {
  meet: 0,
  remove: 1,
  set: 2,
  add: 2,
  enter: 2,
};

function isBefore(one: Operation, other: Operation): boolean {
  const byStep = STEP_ORDER[one.does] - STEP_ORDER[other.does];
  if (byStep !== 0) return byStep < 0;
  if (one.rank !== other.rank) return one.does === 'remove' ? one.rank > other.rank : one.rank < other.rank;
  return one.id < other.id;
}

interface Group {
  readonly ready: Heap<Operation>;
  /** How many steps of other groups this one still waits for. */
  awaited: number;
}

/**
 * Steps that may begin, by group. The group of the last step goes on while it can; then comes the first one that waits for
 * nobody else, then any; removals of definitions come when nothing else can.
 */
function createGroups() {
  const groups = new Map<number, Group>();
  const isLess = (a: number, b: number): boolean => a < b;
  const free = createHeap(isLess);
  const any = createHeap(isLess);
  let current: Group | null = null;
  const groupAt = (id: number): Group => {
    const group = groups.get(id) ?? { ready: createHeap(isBefore), awaited: 0 };
    groups.set(id, group);
    return group;
  };
  /** The first group of a heap that still has something to do; others are dropped from it. */
  const firstIn = (heap: Heap<number>, mustBeFree: boolean): number | null => {
    for (let id = heap.first(); id !== null; id = heap.first()) {
      const group = groups.get(id);
      if (group !== undefined && group.ready.size() > 0 && (!mustBeFree || group.awaited === 0)) return id;
      heap.pop();
    }
    return null;
  };
  return {
    await(operation: Operation): void {
      groupAt(groupOf(operation)).awaited += 1;
    },
    awaitedCame(operation: Operation): void {
      const id = groupOf(operation);
      const group = groupAt(id);
      group.awaited -= 1;
      if (group.awaited === 0 && group.ready.size() > 0) free.push(id);
    },
    add(operation: Operation): void {
      const id = groupOf(operation);
      const group = groupAt(id);
      group.ready.push(operation);
      any.push(id);
      if (group.awaited === 0) free.push(id);
    },
    take(): Operation | null {
      if (current !== null && current.ready.size() > 0) return current.ready.pop();
      const [unbound, bound] = [firstIn(free, true), firstIn(any, false)];
      const isLast = (id: number | null): boolean => id === null || id >= 2 * MOST_SECTIONS;
      const id = isLast(unbound) && !isLast(bound) ? bound : (unbound ?? bound);
      current = id === null ? null : groupAt(id);
      return current?.ready.pop() ?? null;
    },
  };
}
