import { hashItems } from '../../diff/hash-items.ts';
import { readItems } from '../../diff/read-items.ts';
import { faultFactsOf } from '../../domain/fault.ts';
import type { PlanHash } from '../../domain/ids.ts';
import { scopeOf } from '../../domain/plan.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Steps } from '../../ports/steps.ts';
import { decidePosition } from '../decide-position.ts';
import { loadPlan } from './load-plan.ts';

export type Settled =
  { readonly kind: 'before' | 'after' | 'between' } | { readonly kind: 'unknown'; readonly reason: string };

/** Reads until a device counts as lost; gaps grow, so this spans several minutes with default settings. */
const MAX_READS = 20;

/**
 * Finds out where a device stands after an outcome nobody saw: reads until two reads in a row agree, because a session
 * that was cut may still be carrying out what it was sent (facts/devices.md 1.5). Never assumes.
 */
export async function settle(steps: Steps, hash: PlanHash): Promise<Settled> {
  let last: Look | null = null;
  for (let read = 1; read <= MAX_READS; read += 1) {
    const look: Look = await steps.run('settle', (ports, signal) => lookNow(ports, hash, signal));
    if (look.kind === 'seen' && last?.kind === 'seen' && look.hash === last.hash)
      return { kind: look.position };
    last = look;
    await steps.sleep(look.kind === 'seen' ? look.settleMs : look.settleMs * Math.min(read, 10));
  }
  const reason = last?.kind === 'blind' ? last.reason : 'its configuration kept changing';
  return { kind: 'unknown', reason: `${reason}; look at the device, then check` };
}

type Look =
  | {
      readonly kind: 'seen';
      readonly hash: string;
      readonly position: 'before' | 'after' | 'between';
      readonly settleMs: number;
    }
  | { readonly kind: 'blind'; readonly reason: string; readonly settleMs: number };

async function lookNow(ports: Ports, hash: PlanHash, signal: AbortSignal): Promise<Look> {
  const plan = await loadPlan(ports, hash);
  const { settleMs } = ports.limits;
  try {
    const { configuration } = await ports.devices.read(plan.unit, signal);
    const position = decidePosition(plan, configuration);
    if (position.kind === 'unreadable') return { kind: 'blind', reason: position.reason, settleMs };
    const read = readItems(plan.unit.platform, configuration, scopeOf(plan), 'live');
    return { kind: 'seen', hash: read.ok ? hashItems(read.items) : '', position: position.kind, settleMs };
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (!code.startsWith('device.')) throw error;
    return { kind: 'blind', reason: `${message} (${code})`, settleMs };
  }
}
