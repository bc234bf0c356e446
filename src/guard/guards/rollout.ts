import { type Guard, hold, PASS, refuse } from '../guard-facts.ts';

/** What the policy wants done with pending items; writing by itself also needs a window. */
export const rolloutGuard: Guard = {
  name: 'rollout',
  decide: ({ policy, limits }) => {
    switch (policy.rollout) {
      case 'report':
        return refuse('rollout is "report": the difference is shown, nothing is written');
      case 'approve':
        return hold('rollout is "approve"');
      case 'auto':
        return limits.window === 'always'
          ? PASS
          : hold('no window is open for writing without an approval (PLUMBLINE_WINDOW)');
    }
  },
};
