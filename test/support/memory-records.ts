import type { Json } from '../../src/domain/json.ts';

/** Where the process dies: around the n-th record written since the beginning of the workflow's life, counted from 0. */
export interface CrashPoint {
  readonly record: number;
  /** `before`: the step's effect happened, its record did not. `after`: both did. */
  readonly when: 'before' | 'after';
}

/** Every place a run that writes `records` records can die at. */
export function crashPoints(records: number): readonly CrashPoint[] {
  return Array.from({ length: records }, (_, record) => [
    { record, when: 'before' } as const,
    { record, when: 'after' } as const,
  ]).flat();
}

/** What survives a crash: step results as JSON text, by workflow and position. */
export interface MemoryRecords {
  /** Notes that the step at `position` is called `name`; throws when an earlier life called another step there. */
  expect(workflowId: string, position: number, name: string): void;
  /** Keeps what a step began with (the end of a sleep), so that a crash does not begin it anew. */
  beganWith(workflowId: string, position: number, text: string): string;
  /** The recorded result, or undefined while there is none. */
  read(workflowId: string, position: number): { readonly value: Json } | undefined;
  write(workflowId: string, position: number, value: Json): void;
  /** Names of the recorded steps, in the order they were recorded, each with its workflow. */
  written(): readonly { readonly workflowId: string; readonly name: string }[];
}

/** Empty records. */
export function createMemoryRecords(): MemoryRecords {
  const names = new Map<string, string>();
  const results = new Map<string, string>();
  const beginnings = new Map<string, string>();
  const order: { workflowId: string; name: string }[] = [];
  const keyOf = (workflowId: string, position: number) => `${workflowId}#${position}`;

  return {
    expect(workflowId, position, name) {
      const before = names.get(keyOf(workflowId, position)) ?? name;
      if (before !== name) {
        throw new Error(
          `${workflowId}: step ${position} was "${before}" before the crash and is "${name}" now: the workflow does not call the same steps in the same order`,
        );
      }
      names.set(keyOf(workflowId, position), name);
    },
    beganWith(workflowId, position, text) {
      const first = beginnings.get(keyOf(workflowId, position)) ?? text;
      beginnings.set(keyOf(workflowId, position), first);
      return first;
    },
    read(workflowId, position) {
      const text = results.get(keyOf(workflowId, position));
      return text === undefined ? undefined : { value: JSON.parse(text) as Json };
    },
    write(workflowId, position, value) {
      results.set(keyOf(workflowId, position), JSON.stringify(value));
      order.push({ workflowId, name: names.get(keyOf(workflowId, position)) ?? '' });
    },
    written: () => order,
  };
}
