import type { Command } from '../../domain/plan.ts';
import type { ConfigSection } from '../tree/config-node.ts';
import { carryOut } from './carry-out.ts';
import { findSpot, takeAll, type Spot } from './edit-tree.ts';
import { copyTree, markKey, markOf, type OpenSection } from './open-tree.ts';
import { SET_VERBS } from './read-set.ts';
import { readWords, type LineWords } from './read-words.ts';
import { UnreadableText } from './scanner.ts';
import { settled } from './settle.ts';

/**
 * What a candidate configuration is after these lines, and the lines Junos would refuse: of another form, about what is
 * not there, or about what is protected. A refused line changes nothing. `live` is not touched.
 */
export function simulateJunos(
  live: ConfigSection,
  commands: readonly Command[],
): { readonly top: ConfigSection; readonly refused: readonly Command[] } {
  const top = copyTree(live);
  const refused = commands.filter((command) => !simulate(top, command));
  return { top: settled(top), refused };
}

function simulate(top: OpenSection, { path, command }: Command): boolean {
  const verb = SET_VERBS.exec(command)?.[1];
  if (verb === undefined || path.length > 0) return false;
  let line: LineWords;
  try {
    line = readWords(command, verb.length, command.length, 1);
  } catch (error) {
    if (error instanceof UnreadableText) return false;
    throw error;
  }
  const { words, values } = line;
  if (verb === 'unprotect' || verb === 'protect') {
    const spot = findSpot(top, words);
    if (spot === null || isAroundProtected(spot)) return false;
  } else if (isProtected(top, verb, words)) {
    return false;
  }
  return carryOut(top, { verb, words, values });
}

/** True when the line touches something protected: a statement, what stands inside it, or what takes it along. */
function isProtected(top: OpenSection, verb: string, words: readonly string[]): boolean {
  let section = top;
  for (const step of takeAll(top.statements, words, 0)) {
    const node = section.nodes.get(step.key);
    if (node === undefined) return false;
    if (section.nodes.has(markKey('protect', step.key))) return true;
    section = node.inside ?? section;
  }
  if (verb !== 'delete') return false;
  const spot = findSpot(top, words);
  return spot?.keys.some((key) => holdsProtected(spot.section.nodes.get(key)?.inside ?? null)) === true;
}

function isAroundProtected({ around }: Spot): boolean {
  return around.some(({ section, key }) => section.nodes.has(markKey('protect', key)));
}

function holdsProtected(section: ConfigSection | null): boolean {
  if (section === null) return false;
  for (const node of section.nodes.values()) {
    if (markOf(node) === 'protect' || holdsProtected(node.inside)) return true;
  }
  return false;
}
