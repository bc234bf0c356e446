import type { Fault } from '../domain/fault.ts';

/** Waits for `work` at most `ms`, then fails with the fault `late` makes. What `work` does afterwards is ignored. */
export async function within<T>(ms: number, work: Promise<T>, late: () => Fault): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
    // A rejection nobody waits for any more would end the process.
    work.catch(() => undefined);
  }
}
