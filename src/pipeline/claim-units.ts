import type { ChangeId, UnitId } from '../domain/ids.ts';
import type { Steps } from '../ports/steps.ts';
import type { ClaimAnswer } from '../ports/store.ts';

export type Claimed = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Waits between tries grow from a quarter of a second to five; together about half an hour. */
const MAX_TRIES = 360;

/**
 * Claims all units of a change before its first write, all at once and in unit order (semantics.md 8). While another
 * change holds one of them this one waits, and in the end says for whom it waited.
 */
export async function claimUnits(
  steps: Steps,
  changeId: ChangeId,
  unitIds: readonly UnitId[],
): Promise<Claimed> {
  let holder = '';
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const answer: ClaimAnswer = await steps.run(
      'claim',
      (ports) => ports.store.claims.claim(changeId, unitIds, ports.clock.now()),
      { retry: 'reads' },
    );
    if (answer.kind === 'claimed') return { ok: true };
    holder = `${answer.by} holds ${answer.unitId}`;
    if (await steps.stopRequested()) return { ok: false, reason: `stopped while waiting: ${holder}` };
    await steps.sleep(Math.min(5000, 250 * tries));
  }
  return { ok: false, reason: `waited too long: ${holder}` };
}

/** Gives the units up again; safe to repeat. */
export async function releaseUnits(
  steps: Steps,
  changeId: ChangeId,
  unitIds: readonly UnitId[],
): Promise<void> {
  await steps.run(
    'release claims',
    async (ports) => {
      await ports.store.claims.release(changeId, unitIds);
      return null;
    },
    { retry: 'report' },
  );
}
