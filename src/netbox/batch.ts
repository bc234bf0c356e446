import { setTimeout as sleep } from 'node:timers/promises';

/** Reads one of many by key; what is asked for while a read is under way goes into the next one, together. */
export type ReadOne<Key, Value> = (key: Key) => Promise<Value>;

export interface BatchOptions<Key, Value> {
  /** Reads several at once; the answer holds a value for each key asked for. */
  readonly readMany: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>;
  /** Keys of one read. */
  readonly most: number;
  /** Reads under way at once. */
  readonly atOnce: number;
  /** A read begins once nobody joined it for so long, at most eight times that; 0 where somebody waits for the answer. */
  readonly lingerMs: number;
  /** Whether a read of several that failed this way is tried again for each key alone: one odd object must not fail its neighbors. */
  readonly isAboutOne: (error: unknown) => boolean;
}

interface Waiting<Key, Value> {
  readonly key: Key;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/** A reader that shares its reads: whoever comes while one waits or is under way is in the next one. No answer is older than its question. */
export function createBatch<Key, Value>(options: BatchOptions<Key, Value>): ReadOne<Key, Value> {
  const waiting: Waiting<Key, Value>[] = [];
  let running = 0;

  async function pump(): Promise<void> {
    if (running >= options.atOnce) return;
    running += 1;
    while (waiting.length > 0) {
      // Without it a NetBox that answers faster than work comes would be asked for each object alone. Those who ask in the
      // same turn of the event loop are joined in any case.
      await linger();
      await answer(waiting.splice(0, options.most));
    }
    running -= 1;
  }

  async function linger(): Promise<void> {
    await Promise.resolve();
    if (options.lingerMs === 0) return;
    let joined = 0;
    for (let turn = 0; turn < 8 && joined < waiting.length && waiting.length < options.most; turn += 1) {
      joined = waiting.length;
      await sleep(options.lingerMs);
    }
  }

  async function answer(batch: readonly Waiting<Key, Value>[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      const values = await options.readMany([...new Set(batch.map(({ key }) => key))]);
      for (const one of batch) settle(one, values);
    } catch (error) {
      const alone = batch.length > 1 && options.isAboutOne(error);
      for (const one of batch) {
        if (alone) await answer([one]);
        else one.reject(error);
      }
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      void pump();
    });
}

function settle<Key, Value>(
  { key, resolve, reject }: Waiting<Key, Value>,
  values: ReadonlyMap<Key, Value>,
): void {
  const value = values.get(key);
  if (value === undefined) reject(new Error(`no value for ${String(key)}: the reader left it out`));
  else resolve(value);
}
