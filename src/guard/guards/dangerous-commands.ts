import { dangerousCommand, delicateCommand } from '../../diff/dangerous-commands.ts';
import { type Guard, hold, PASS, refuse } from '../guard-facts.ts';

/** Commands that are never sent, wherever they come from, and those that need a person's word: the last look at rendered text. */
export const dangerousCommandsGuard: Guard = {
  name: 'dangerous commands',
  decide: ({ plan }) => {
    for (const { command } of [...plan.commands, ...plan.reverse]) {
      const why = dangerousCommand(plan.unit.platform, command);
      if (why !== null) return refuse(`"${command}" is never sent: ${why}`);
    }
    for (const { command } of plan.commands) {
      const why = delicateCommand(plan.unit.platform, command);
      if (why !== null) return hold(`"${command}" needs a person: ${why}`);
    }
    return PASS;
  },
};
