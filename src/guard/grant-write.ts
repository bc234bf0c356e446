import type { Plan } from '../domain/plan.ts';
import type { Verdict } from './decide-plan.ts';

/** Proof that the guards let this plan be written; the shape the device port asks for. */
export interface WriteGrant {
  readonly kind: 'write-permit';
  readonly plan: Plan;
}

/**
 * Turns a verdict into a permit to write exactly this plan, or null.
 * A held plan is granted only with the approval of its own hash; a refused one never.
 */
export function grantWrite(plan: Plan, verdict: Verdict, approvedHash: string | null): WriteGrant | null {
  switch (verdict.kind) {
    case 'refuse':
      return null;
    case 'hold':
      return approvedHash === plan.hash ? { kind: 'write-permit', plan } : null;
    case 'apply':
      return { kind: 'write-permit', plan };
  }
}
