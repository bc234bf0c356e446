import { type Guard, hold, PASS } from '../guard-facts.ts';
import { placeInWords, symbolsOfFinding } from '../items-of-plan.ts';

/** What no rule knows is sent word by word, and nobody but the device can say what it does: a person looks first. */
export const unknownLinesGuard: Guard = {
  name: 'unknown lines',
  decide: ({ plan }) => {
    const unknown = plan.applies.filter((finding) => !symbolsOfFinding(plan.unit.platform, finding).isKnown);
    const [first] = unknown;
    if (first === undefined) return PASS;
    const more = unknown.length > 1 ? ` and ${unknown.length - 1} more` : '';
    const sent = unknown.length > 1 ? 'they are' : 'it is';
    return hold(`no rule knows "${placeInWords(first)}"${more}: ${sent} sent word by word`);
  },
};
