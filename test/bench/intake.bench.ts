import { randomBytes } from 'node:crypto';
import type { Bench, BenchResult } from './bench.ts';
import { startBareIntake } from './intake/bare-intake.ts';
import { checkRounds } from './intake/check-rounds.ts';
import { compareIntakes, type Pair, type Rivals } from './intake/compare-intakes.ts';
import { figuresOf } from './intake/figures-of.ts';
import { loadNotes } from './intake/load-notes.ts';
import { startLoadProcess } from './intake/load-process.ts';
import type { Round } from './intake/measure-round.ts';
import { startPlumblineIntake } from './intake/plumbline-intake.ts';
import { startTemporaryDatabase } from './temporary-database.ts';

const KEY_BYTES = 32;

/** Signed webhooks stored per second and their latency, beside a bare receiver on the same database server. */
export const bench: Bench = {
  summary: 'signed webhooks stored per second and p99, beside bare express + HMAC + insert',
  run: async (progress, signal) => {
    const opened: (() => Promise<void>)[] = [];
    try {
      return await measure(await open(opened), progress, signal);
    } finally {
      // Last opened, first closed: the server ends after those who use it.
      for (const close of opened.toReversed()) await close();
    }
  },
};

async function open(opened: (() => Promise<void>)[]): Promise<Rivals> {
  const database = await startTemporaryDatabase();
  opened.push(() => database.remove());
  const secret = randomBytes(KEY_BYTES).toString('hex');
  const bare = await startBareIntake(database.url, secret);
  opened.push(() => bare.close());
  const plumbline = await startPlumblineIntake(database.url, secret, randomBytes(KEY_BYTES));
  opened.push(() => plumbline.close());
  const load = startLoadProcess();
  opened.push(() => load.stop());
  return { load, bare, plumbline, secret };
}

async function measure(
  rivals: Rivals,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<BenchResult> {
  const results = await compareIntakes(rivals, progress, signal);
  const pairs = results.flatMap((result) => result.pairs);
  return {
    figures: results.flatMap(figuresOf),
    checks: [
      checkRounds('bare', roundsOf(pairs, 'bare')),
      checkRounds('Plumbline', roundsOf(pairs, 'plumbline')),
    ],
    notes: loadNotes(results),
  };
}

function roundsOf(pairs: readonly Pair[], rival: keyof Pair): readonly Round[] {
  return pairs.map((pair) => pair[rival]);
}
