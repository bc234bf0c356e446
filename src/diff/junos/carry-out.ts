import { findSpot, markAt, moveNode, opens, putNode, removeAt, takeAll, unmarkAt } from './edit-tree.ts';
import { openInside, type OpenSection } from './open-tree.ts';

/** One line in set form, taken apart. */
export interface SetLine {
  readonly verb: string;
  readonly words: readonly string[];
  readonly values: readonly string[] | null;
}

/**
 * Carries out a line on a tree as Junos does on its candidate configuration. False: it names what is not there, or is no
 * such line, and nothing changed. Notes of people (`annotate`) are no configuration.
 */
export function carryOut(top: OpenSection, { verb, words, values }: SetLine): boolean {
  if (verb === 'annotate') return true;
  if (values !== null)
    return values.every((value) => carryOut(top, { verb, words: [...words, value], values: null }));
  if (verb === 'set') return setWords(top, words);
  if (verb === 'insert') return insertWords(top, words);
  const spot = findSpot(top, words);
  if (spot === null) return false;
  switch (verb) {
    case 'delete':
      removeAt(spot);
      return true;
    case 'deactivate':
      markAt(spot, 'inactive');
      return true;
    case 'protect':
      markAt(spot, 'protect');
      return true;
    case 'activate':
      return unmarkAt(spot, 'inactive');
    case 'unprotect':
      return unmarkAt(spot, 'protect');
    default:
      return false;
  }
}

function setWords(top: OpenSection, words: readonly string[]): boolean {
  const steps = takeAll(top.statements, words, 0);
  const last = steps.at(-1);
  if (last === undefined || !last.isComplete || last.statement?.shape === 'container') return false;
  let section = top;
  for (const step of steps) {
    const node = putNode(section, step);
    if (step !== last && opens(step)) section = openInside(node);
  }
  return true;
}

/** `… term B before term A`: the last `before` or `after` that makes sense counts, since both may be names. */
function insertWords(top: OpenSection, words: readonly string[]): boolean {
  for (let at = words.length - 2; at > 0; at -= 1) {
    const side = words[at];
    if (side !== 'before' && side !== 'after') continue;
    const spot = findSpot(top, words.slice(0, at));
    const key = spot?.keys.length === 1 ? spot.keys[0] : undefined;
    if (spot === null || key === undefined) continue;
    const [other, ...more] = takeAll(spot.section.statements, words, at + 1);
    if (other === undefined || more.length > 0) continue;
    return moveNode(spot.section, key, side, other.key);
  }
  return false;
}
