import type { Finding } from '../domain/finding.ts';
import type { Plan } from '../domain/plan.ts';
import type { ChangeDetail } from '../ports/queries.ts';

/** A change as the API shows it: its plans as people read them, and nothing of the baseline they lead to. */
export function viewOfChange({ plans, ...row }: ChangeDetail): object {
  return { ...row, plans: plans.map(viewOfPlan) };
}

function viewOfPlan(plan: Plan): object {
  const { hash, createdAt, authors, reversibility } = plan;
  const findings = (all: readonly Finding[]) => all.map((finding) => ({ ...finding, firstSeen: createdAt }));
  return {
    ...{ unit: plan.unit.name, hash, createdAt, authors, reversibility },
    applies: findings(plan.applies),
    leaves: findings(plan.leaves),
    ignored: plan.ignored,
    // Path and command apart: a secret is found by the word its line begins with.
    commands: plan.commands,
    reverse: plan.reverse,
    warnings: plan.warnings.map(({ message }) => message),
  };
}
