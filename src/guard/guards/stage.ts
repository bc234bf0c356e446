import { EVIDENCE } from '../../domain/platform.ts';
import { STAGES, type Stage } from '../../domain/policy.ts';
import { type Guard, type GuardFacts, hold, PASS, refuse } from '../guard-facts.ts';
import { isAllowedAddress } from '../is-allowed-address.ts';

/** The lowest ceiling counts: the device's own stage, the worker's highest stage, the evidence for its platform. */
export const stageGuard: Guard = {
  name: 'stage',
  decide: (facts) => {
    const ceilings = [
      { stage: facts.policy.stage, from: 'the policy in the config context' },
      { stage: facts.limits.maxStage, from: "this worker's limits" },
      { stage: evidenceStage(facts), from: `evidence: ${facts.plan.unit.platform} is not live-verified` },
    ] as const;
    const lowest = ceilings.reduce((low, next) => (rank(next.stage) < rank(low.stage) ? next : low));
    if (lowest.stage === 'read-only')
      return refuse(`stage is read-only (${lowest.from}); nothing is written`);
    if (lowest.stage === 'pilot')
      return hold(`stage is pilot (${lowest.from}): every write needs an approval`);
    return PASS;
  },
};

function evidenceStage({ plan, limits }: GuardFacts): Stage {
  if (EVIDENCE[plan.unit.platform] === 'live-verified') return 'general';
  return isAllowedAddress(plan.unit.address, limits.evidenceRaisedFor) ? 'general' : 'pilot';
}

function rank(stage: Stage): number {
  return STAGES.indexOf(stage);
}
