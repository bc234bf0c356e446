import { type Guard, hold, PASS } from '../guard-facts.ts';

/** What cannot be undone is never written without a person's word. */
export const reversibilityGuard: Guard = {
  name: 'reversibility',
  decide: ({ plan }) =>
    plan.reversibility === 'one-way' ? hold('this plan cannot be undone (one-way)') : PASS,
};
