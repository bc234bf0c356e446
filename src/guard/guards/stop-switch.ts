import { type Guard, PASS, refuse } from '../guard-facts.ts';

/** Nothing new is written while the stop switch is on. */
export const stopSwitchGuard: Guard = {
  name: 'stop switch',
  decide: ({ stopReason }) =>
    stopReason === null
      ? PASS
      : refuse(`the stop switch is on (${stopReason}); \`plumbline stop --clear\` turns it off`),
};
