import type { Check } from '../bench.ts';
import type { Round } from './measure-round.ts';

/**
 * Whether a 2xx means stored: as many rows as accepted webhooks. A webhook that was answered with an error may be stored
 * all the same (the answer came too late), never one more than that.
 */
export function checkRounds(name: string, rounds: readonly Round[]): Check {
  const sum = (of: (round: Round) => number): number => rounds.reduce((total, round) => total + of(round), 0);
  const ok = rounds.every(({ sent, accepted, stored }) => stored >= accepted && stored <= sent);
  const text = `${name}: ${sum((round) => round.sent)} sent, ${sum((round) => round.accepted)} answered 2xx, ${sum((round) => round.stored)} stored; errors: ${errorsOf(rounds)}`;
  return { text, ok: ok && sum((round) => round.accepted) > 0 };
}

function errorsOf(rounds: readonly Round[]): string {
  const counts = new Map<string, number>();
  for (const [code, count] of rounds.flatMap((round) => Object.entries(round.errors)))
    counts.set(code, (counts.get(code) ?? 0) + count);
  return [...counts].map(([code, count]) => `${count} × ${code}`).join(', ') || 'none';
}
