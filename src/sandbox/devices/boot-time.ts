/** The time a simulated device needs to boot, in which nobody gets in. */
export interface BootTime {
  /** The device boots from now on for `downMs`; 0 is done at once. */
  begin(downMs: number): void;
  isOver(): boolean;
  /** Ends its timer. */
  stop(): void;
}

export function createBootTime(): BootTime {
  let booting: NodeJS.Timeout | null = null;
  const stop = () => {
    if (booting !== null) clearTimeout(booting);
    booting = null;
  };
  return {
    begin(downMs) {
      stop();
      if (downMs > 0) booting = setTimeout(() => (booting = null), downMs);
    },
    isOver: () => booting === null,
    stop,
  };
}
