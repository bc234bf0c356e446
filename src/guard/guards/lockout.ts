import { touchesManagement } from '../../diff/touches-management.ts';
import { type Guard, type GuardFacts, hold, PASS, refuse } from '../guard-facts.ts';

/**
 * A plan that touches the way we reach the device goes only with the device's own timer armed and a person's word: were the
 * device lost, nobody else could take the change back. Without such a timer it is refused.
 * The path is what NetBox says and what the device says of our own session; if neither tells, every plan counts as touching it.
 */
export const lockoutGuard: Guard = {
  name: 'lockout',
  decide: (facts) => {
    const line = touchesManagement(facts.plan.unit.platform, facts.plan.commands, {
      managementInterfaces: managementPath(facts),
    });
    if (line === null) return PASS;
    const touches = `"${line}" may touch the path Plumbline reaches the device by`;
    // One-way plans are not written under a promise to revert, whatever the device can do.
    if (facts.plan.reversibility === 'timer') return hold(`${touches}; the device's own timer will be armed`);
    return refuse(
      `${touches}, and the device does not take it back by itself; change it by hand, then check`,
    );
  },
};

function managementPath({ managementInterfaces, reading }: GuardFacts): readonly string[] | null {
  const own = reading.session.localInterface;
  if (own === null && managementInterfaces === null) return null;
  return [...(managementInterfaces ?? []), ...(own === null ? [] : [own])];
}
