/** Lets at most `places` pieces of work run at once; the others wait in the order they came. */
export interface Semaphore {
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** A semaphore with `places` places (at least one). */
export function createSemaphore(places: number): Semaphore {
  let free = places;
  const waiting: (() => void)[] = [];

  async function enter(): Promise<void> {
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resume) => waiting.push(resume));
  }

  function leave(): void {
    const next = waiting.shift();
    // The place passes straight on to the next: freed first, a newcomer could overtake who has waited.
    if (next === undefined) free += 1;
    else next();
  }

  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
