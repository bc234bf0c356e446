import { type Guard, hold, PASS } from '../guard-facts.ts';

/**
 * Somebody in configuration mode, a taken lock, or a change that waits for its confirmation: writing beside them would mix two
 * changes, and on platforms where any commit confirms, keep what was meant to lapse. A person decides, or comes back later.
 */
export const otherOperatorGuard: Guard = {
  name: 'other operator',
  decide: ({ reading: { administration } }) => {
    const { users, lockedBy, pendingRevert } = administration;
    const waits = pendingRevert === null || pendingRevert.isOurs ? null : pendingRevert.owner;
    const busy = users.filter((user) => user.isConfiguring);
    const found = [
      ...busy.map(
        ({ name, line, from }) => `${name} is configuring on ${line}${from === null ? '' : ` from ${from}`}`,
      ),
      ...(lockedBy === null ? [] : [`the configuration is locked by ${lockedBy}`]),
      ...(waits === null ? [] : [`a change of ${waits} waits on the device for its confirmation`]),
    ];
    return found.length === 0 ? PASS : hold(`${found.join('; ')}: approve once that is over, or plan again`);
  },
};
