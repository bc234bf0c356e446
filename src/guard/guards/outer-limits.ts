import { type Guard, PASS, refuse } from '../guard-facts.ts';

/** Units outside the worker's own list are never written, whatever NetBox says. */
export const outerLimitsGuard: Guard = {
  name: 'outer limits',
  decide: ({ plan, limits }) =>
    limits.writableUnits.includes('*') || limits.writableUnits.includes(plan.unit.name)
      ? PASS
      : refuse(`${plan.unit.name} is not among the units this worker may write (PLUMBLINE_WRITABLE_UNITS)`),
};
