import { type Guard, PASS, refuse } from '../guard-facts.ts';

/** A person's hold on the unit stops every plan for it. */
export const holdGuard: Guard = {
  name: 'hold',
  decide: ({ hold, plan }) =>
    hold === null
      ? PASS
      : refuse(
          `${hold.by} put a hold on ${plan.unit.name} at ${hold.since} (${hold.reason}); \`plumbline release\` ends it`,
        ),
};
