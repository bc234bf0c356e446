/** A process of a simulated host. */
export interface Process {
  readonly pid: number;
  /** The first process of a group gives it its number. */
  readonly group: number;
  readonly commandLine: string;
  /** Aborted when it is ended from outside. */
  readonly signal: AbortSignal;
  /** Signals it does not end by, and what it does instead. */
  readonly trapped: Map<string, () => void>;
}

export interface Processes {
  start(commandLine: string, group: number | null): Process;
  end(process: Process): void;
  find(pid: number): Process | null;
  /** To one process, or with a negative number to a group. False when there is none. */
  kill(target: number, signal: string): boolean;
  /** The host goes down. */
  endAll(): void;
}

export function createProcesses(): Processes {
  const running = new Map<number, { readonly process: Process; readonly abort: AbortController }>();
  let last = 100;

  function hit(pid: number, name: string): void {
    const entry = running.get(pid);
    if (entry === undefined || name === '0') return;
    const action = entry.process.trapped.get(name);
    if (action !== undefined) {
      action();
      return;
    }
    running.delete(pid);
    entry.abort.abort();
  }

  return {
    start(commandLine, group) {
      last += 1;
      const abort = new AbortController();
      const process: Process = {
        pid: last,
        group: group ?? last,
        commandLine,
        signal: abort.signal,
        trapped: new Map(),
      };
      running.set(last, { process, abort });
      return process;
    },
    end: ({ pid }) => void running.delete(pid),
    find: (pid) => running.get(pid)?.process ?? null,
    kill(target, name) {
      const all = [...running.values()].map(({ process }) => process);
      const hits = all.filter(({ pid, group }) => (target < 0 ? group === -target : pid === target));
      for (const { pid } of hits) hit(pid, name);
      return hits.length > 0;
    },
    endAll() {
      for (const pid of [...running.keys()]) hit(pid, 'KILL');
    },
  };
}
