import { type Guard, hold, PASS } from '../guard-facts.ts';

/** Edits made while nobody watched may be old, half done or taken back in people's minds: a person looks first (semantics.md 9). */
export const unwatchedEditGuard: Guard = {
  name: 'unwatched edit',
  decide: ({ neededApprovals }) => (neededApprovals.length === 0 ? PASS : hold(neededApprovals.join('; '))),
};
