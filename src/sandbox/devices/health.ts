/** What a fault broke on a simulated device, and the configurations with which it is well again. */
export interface Health {
  /** Interfaces, peers and `management` that are down, whatever the configuration says. */
  readonly broken: Set<string>;
  /** Everything is well, and stays so until {@link Health.worsen}; `running` is the configuration now. */
  reset(running: string): void;
  /** Breaks what a fault names until the configuration is again what it was before: `before`, or what stood at the reset. */
  worsen(down: readonly string[], before: string): void;
  /** To be called after every change of the configuration. */
  look(running: string): void;
}

export function createHealth(broken: Set<string>, running: string): Health {
  let healthy: readonly string[] = [];
  let sinceReset = running;
  return {
    broken,
    reset(now) {
      healthy = [];
      sinceReset = now;
      broken.clear();
    },
    worsen(down, before) {
      // Also what stood when the fault was set: a change is taken back as a whole, not from its faulty line on.
      healthy = [before, sinceReset];
      for (const name of down) broken.add(name);
    },
    look(now) {
      if (healthy.includes(now)) broken.clear();
    },
  };
}
