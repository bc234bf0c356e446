import { faultFactsOf } from '../../domain/fault.ts';
import type { Plan } from '../../domain/plan.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Steps } from '../../ports/steps.ts';
import type { ApplyTask } from '../work-inputs.ts';
import { compareState, longestHoldMs } from '../compare-state.ts';
import { decidePosition } from '../decide-position.ts';
import { loadPlan } from './load-plan.ts';

export type PostValidation =
  | { readonly ok: true; readonly checks: readonly string[]; readonly alarm: boolean }
  | { readonly ok: false; readonly reason: string; readonly checks: readonly string[] };

/** Unreadable looks before the change counts as failed; a device may be busy right after a write. */
const MAX_BLIND = 3;

/**
 * Phase 5: over new sessions each time. The configuration must be in effect at once; the operational state must be no worse
 * than the snapshot at two reads beyond the routing protocol's own hold time, where the plan can influence routing.
 */
export async function validateAfter(steps: Steps, task: ApplyTask): Promise<PostValidation> {
  const first = await look(steps, task);
  if (first.kind === 'blind')
    return failed(`the device could not be read after the write: ${first.reason}`, []);
  if (first.position !== 'after')
    return failed('the device accepted the commands, but they did not take effect', []);
  await steps.sleep(first.waitMs);
  const second = await look(steps, task);
  await steps.sleep(first.settleMs);
  const third = await look(steps, task);
  for (const seen of [second, third]) {
    if (seen.kind === 'blind')
      return failed(`the device could not be read after the write: ${seen.reason}`, []);
    if (seen.position !== 'after') return failed('the configuration did not stay as written', seen.elsewhere);
    if (seen.caused.length > 0) return failed(seen.caused.join('; '), seen.elsewhere);
  }
  const elsewhere = third.kind === 'seen' ? third.elsewhere : [];
  if (elsewhere.length > 0) await steps.run('alarm', (ports) => alarm(ports, task, elsewhere));
  const waited = Math.round((first.waitMs + first.settleMs) / 1000);
  return {
    ok: true,
    alarm: elsewhere.length > 0,
    checks: [
      'configuration read back over a new session: as intended',
      `operational state compared with the snapshot ${waited} s after the write: ${elsewhere.length === 0 ? 'no worse' : 'worse elsewhere, see below'}`,
      ...elsewhere.map((text) => `ALARM, outside what this plan can influence: ${text}`),
    ],
  };
}

/** Worse, but not by this plan as far as anybody can tell: told loudly and counted, not undone. */
function alarm(ports: Ports, { changeId, unitId }: ApplyTask, elsewhere: readonly string[]): Promise<null> {
  ports.meter.failed('change', 'worse-elsewhere');
  ports.log.error('operational state got worse outside a plan', {
    changeId,
    unitId,
    found: elsewhere.join('; '),
  });
  return Promise.resolve(null);
}

function failed(reason: string, elsewhere: readonly string[]): PostValidation {
  return { ok: false, reason, checks: elsewhere.map((text) => `also seen: ${text}`) };
}

type Seen = {
  readonly kind: 'seen';
  readonly position: string;
  readonly caused: readonly string[];
  readonly elsewhere: readonly string[];
  readonly waitMs: number;
  readonly settleMs: number;
};
type Look = Seen | { readonly kind: 'blind'; readonly reason: string };

async function look(steps: Steps, task: ApplyTask): Promise<Look> {
  let last: Look = { kind: 'blind', reason: 'it was not read' };
  for (let tries = 1; tries <= MAX_BLIND; tries += 1) {
    last = await steps.run('verify', (ports, signal) => lookNow(ports, task, signal));
    if (last.kind === 'seen') return last;
    await steps.sleep(1000 * tries);
  }
  return last;
}

async function lookNow(ports: Ports, task: ApplyTask, signal: AbortSignal): Promise<Look> {
  const plan = await loadPlan(ports, task.hash);
  const snapshot = await ports.store.changes.readSnapshot(task.changeId, task.unitId);
  if (snapshot === null) return { kind: 'blind', reason: 'the snapshot is missing' };
  try {
    const reading = await ports.devices.read(plan.unit, signal);
    const position = decidePosition(plan, reading.configuration);
    if (position.kind === 'unreadable') return { kind: 'blind', reason: position.reason };
    const worsened = compareState(snapshot.state, reading.state, plan.influence);
    return { kind: 'seen', position: position.kind, ...worsened, ...waits(ports, plan, snapshot.state) };
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (!code.startsWith('device.')) throw error;
    return { kind: 'blind', reason: redactSecrets(`${message} (${code})`) };
  }
}

/** One second beyond the hold time: a session that lost its peer at the moment of the write has then noticed. */
function waits(ports: Ports, plan: Plan, before: Parameters<typeof longestHoldMs>[0]) {
  const { settleMs } = ports.limits;
  const holdMs = plan.influence.routing ? longestHoldMs(before) : 0;
  return { waitMs: holdMs === 0 ? settleMs : holdMs + 1000, settleMs };
}
