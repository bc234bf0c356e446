/** What the workflows of this process are doing right now. */
export interface Activity {
  /** Notes that a workflow runs here; `rootId` is the change or order it belongs to. */
  begin(workflowId: string, rootId: string): ActivityRun;
  has(workflowId: string): boolean;
  /** Changes and orders at work, each counted once; those in which everything only waits, and those in the background, are not counted. */
  busyRoots(): number;
  /** Changes and orders carried, at work or waiting. */
  roots(): number;
  /** True when nothing works and nothing that sleeps wakes before `time` (milliseconds since 1970). */
  isQuietUntil(time: number): boolean;
}

export interface ActivityRun {
  /** The workflow only waits, at most until `time`; for ever when somebody else must act. */
  wait(time?: number): void;
  work(): void;
  /** The change or order it belongs to works in the background from now on. */
  moveToBackground(): void;
  end(): void;
}

interface Entry {
  readonly workflowId: string;
  readonly rootId: string;
  /** When its wait ends; null while it works. */
  waitsUntil: number | null;
}

/** Nothing runs yet. */
export function createActivity(): Activity {
  const entries = new Set<Entry>();
  const background = new Set<string>();
  const rootsOf = (wanted: (entry: Entry) => boolean): number =>
    new Set([...entries].filter(wanted).map((entry) => entry.rootId)).size;

  return {
    begin(workflowId, rootId) {
      const entry: Entry = { workflowId, rootId, waitsUntil: null };
      entries.add(entry);
      return {
        wait: (time = Infinity) => void (entry.waitsUntil = time),
        work: () => void (entry.waitsUntil = null),
        moveToBackground: () => void background.add(rootId),
        end() {
          entries.delete(entry);
          if (![...entries].some((other) => other.rootId === rootId)) background.delete(rootId);
        },
      };
    },
    has: (workflowId) => [...entries].some((entry) => entry.workflowId === workflowId),
    busyRoots: () => rootsOf((entry) => entry.waitsUntil === null && !background.has(entry.rootId)),
    roots: () => rootsOf(() => true),
    isQuietUntil: (time) =>
      [...entries].every((entry) => entry.waitsUntil !== null && entry.waitsUntil > time),
  };
}
