import type { Instant } from '../../src/domain/ids.ts';
import type { Json } from '../../src/domain/json.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Messages } from '../../src/ports/messages.ts';
import { assertPlainData } from '../../src/workflows/plain-data.ts';

/** A message that arrives at `at` (default: it is there from the beginning). */
export interface MemoryMessage {
  readonly topic: string;
  readonly message: Json;
  readonly at?: Instant;
}

/** Messages waiting for workflows; survives a crash. */
export interface MemoryMailbox extends Messages {
  /** The oldest message that has arrived, left in place: it is gone only once its receipt is recorded. */
  peek(workflowId: string, topic: string): { readonly message: Json; readonly remove: () => void } | null;
  /** When the next message that is still on its way arrives, or null. */
  nextArrival(workflowId: string, topic: string): Instant | null;
  /** Calls `wake` once, at the next message sent. */
  onSend(wake: () => void): void;
}

interface Letter {
  readonly workflowId: string;
  readonly topic: string;
  readonly text: string;
  readonly at: Instant;
}

/** A mailbox that already holds `messages` for `workflowId`. */
export function createMemoryMailbox(
  clock: Clock,
  workflowId: string,
  messages: readonly MemoryMessage[],
): MemoryMailbox {
  const letters: Letter[] = messages.map(({ topic, message, at }) => ({
    workflowId,
    topic,
    text: JSON.stringify(message),
    at: at ?? clock.now(),
  }));
  const keys = new Set<string>();
  let waiting: (() => void)[] = [];
  const lettersOf = (id: string, topic: string): readonly Letter[] =>
    letters.filter((letter) => letter.workflowId === id && letter.topic === topic);

  return {
    send(id, topic, message, key) {
      assertPlainData(topic, message);
      if (keys.has(key)) return Promise.resolve();
      keys.add(key);
      letters.push({ workflowId: id, topic, text: JSON.stringify(message), at: clock.now() });
      for (const wake of waiting.splice(0)) wake();
      return Promise.resolve();
    },
    peek(id, topic) {
      const letter = lettersOf(id, topic).find(({ at }) => at <= clock.now());
      if (letter === undefined) return null;
      const remove = () => void letters.splice(letters.indexOf(letter), 1);
      return { message: JSON.parse(letter.text) as Json, remove };
    },
    nextArrival: (id, topic) =>
      lettersOf(id, topic)
        .map(({ at }) => at)
        .sort()[0] ?? null,
    onSend(wake) {
      waiting = [...waiting, wake];
    },
  };
}
