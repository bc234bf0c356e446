/**
 * How this process stands towards its work:
 * `running` → takes everything; `draining` → starts nothing new, lets begun workflows go on; `over` → no step begins any
 * more and nothing that ends is recorded: what is unfinished belongs to the process that takes over.
 */
export interface ProcessLife {
  takesWork(): boolean;
  isOver(): boolean;
  drain(): void;
  end(): void;
}

/** A process that runs. */
export function createProcessLife(): ProcessLife {
  let phase: 'running' | 'draining' | 'over' = 'running';
  return {
    takesWork: () => phase === 'running',
    isOver: () => phase === 'over',
    drain: () => void (phase = phase === 'running' ? 'draining' : phase),
    end: () => void (phase = 'over'),
  };
}

/** Where the workflows of a process go whose life is over: they neither end nor fail, they are continued elsewhere. */
export function park(): Promise<never> {
  return new Promise(() => undefined);
}
