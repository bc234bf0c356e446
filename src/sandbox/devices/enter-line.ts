import { beginsWith, childOf, createNode, nodeAt, removeChildren } from './configuration-node.ts';
import type { ConfigurationNode } from './configuration-node.ts';
import { accepted, invalidRest, refused } from './grammar.ts';
import type { Entered, Entry, Grammar, Place } from './grammar.ts';
import { matchCommand } from './match-command.ts';

/** Enters one typed line into the configuration of `box`, where the session stands, and tells what the device answers. */
export type EnterLine<Mode extends string, Box> = (
  box: Box,
  place: Place<Mode>,
  typed: string,
) => Entered<Mode>;

/**
 * Makes the configuration mode of a platform: keywords may be shortened, a line unknown in this section is tried at the top
 * level (which is how a device gets from one interface to the next), one value replaces another, and what is default disappears.
 */
export function createEnterLine<
  Mode extends string,
  Special extends string,
  Box extends { readonly root: ConfigurationNode },
>(grammar: Grammar<Mode, Special, Box>): EnterLine<Mode, Box> {
  type Line = Entry<Mode, Special, Box>;

  function enterHere(box: Box, place: Place<Mode>, typed: string): Entered<Mode> {
    const all = typed.trim().split(/\s+/);
    const [first = '', second = ''] = all;
    const negated = grammar.negations.includes(first);
    const takesNumbers = grammar.isNumbered(place.mode);
    const numbered = !negated && takesNumbers && /^\d+$/.test(first);
    if (negated && takesNumbers && /^\d+$/.test(second)) return removeEntry(box, place, second);
    const skipped = negated || numbered ? 1 : 0;
    const match = matchCommand(grammar.rules[place.mode], all.slice(skipped));
    if (match.kind === 'invalid') return { kind: 'invalid', at: match.at + skipped };
    if (match.kind === 'ambiguous') return refused(`% Ambiguous command:  "${typed.trim()}"`);
    const section = nodeAt(box.root, place.path);
    if (match.kind === 'incomplete' || section === null) return refused('% Incomplete command.');
    const { rule, rest } = match;
    if (!negated && rest.length < (rule.least ?? 0)) return refused('% Incomplete command.');
    const tail = restAsTyped(typed, rest);
    const line = `${numbered ? `${first} ` : ''}${rule.words}${tail === '' ? '' : ` ${tail}`}`;
    const before = all.length - rest.length;
    return perform({ box, place, section, rule, negated, words: rule.words, rest, line, before });
  }

  function perform(entry: Line): Entered<Mode> {
    const { kind } = entry.rule;
    switch (kind) {
      case 'single':
        return single(entry);
      case 'list':
        return list(entry);
      case 'section':
        return section(entry);
      case 'on':
        return onUnlessNegated(entry);
      default:
        // What is left of the kinds is the platform's own.
        return grammar.special[kind](entry);
    }
  }

  const isTop = (place: Place<Mode>) => place.path.length === 0;

  function single(entry: Line): Entered<Mode> {
    const { section: parent, rule, line, negated } = entry;
    const words = rule.key ?? rule.words.split(' ').length;
    const key = line.split(' ').slice(0, words).join(' ');
    const takesNothing = (rule.least ?? 0) === 0 && rule.bare !== true;
    if (!negated && takesNothing && entry.rest.length > 0) return invalidRest(entry);
    const old = parent.children.find((child) => beginsWith(child.line, key));
    if (negated || grammar.vanishing.some((pattern) => pattern.test(line))) {
      removeChildren(parent, (other) => beginsWith(other, key));
    } else if (old !== undefined) {
      old.line = line;
    } else {
      grammar.insert(parent, createNode(line), isTop(entry.place));
    }
    return accepted(entry.place);
  }

  function list(entry: Line): Entered<Mode> {
    if (entry.negated) removeChildren(entry.section, (other) => beginsWith(other, entry.line));
    else add(entry);
    return accepted(entry.place);
  }

  function section(entry: Line): Entered<Mode> {
    if (entry.negated) {
      removeChildren(entry.section, (other) => beginsWith(other, entry.line));
      return accepted(entry.place);
    }
    add(entry);
    return accepted({ path: [...entry.place.path, entry.line], mode: entry.rule.opens ?? grammar.top });
  }

  function add(entry: Line): void {
    if (childOf(entry.section, entry.line) === null)
      grammar.insert(entry.section, createNode(entry.line), isTop(entry.place));
  }

  function onUnlessNegated(entry: Line): Entered<Mode> {
    const { section: parent, words, negated, place } = entry;
    if (entry.rest.length > 0) return invalidRest(entry);
    if (!negated) removeChildren(parent, (line) => line === `no ${words}`);
    else if (childOf(parent, `no ${words}`) === null)
      grammar.insert(parent, createNode(`no ${words}`), isTop(place));
    return accepted(place);
  }

  return (box, place, typed) => {
    const inside = enterHere(box, place, typed);
    if (inside.kind !== 'invalid' || isTop(place)) return inside;
    const top = enterHere(box, { path: [], mode: grammar.top }, typed);
    return top.kind === 'invalid' ? inside : top;
  };
}

/** Free text keeps its inner blanks: `description a  b` is not `description a b`. */
function restAsTyped(typed: string, rest: readonly string[]): string {
  const trimmed = typed.trim();
  let at = trimmed.length;
  for (const word of rest.toReversed()) at = trimmed.lastIndexOf(word, at - 1);
  return rest.length === 0 ? '' : trimmed.slice(at);
}

function removeEntry<Mode extends string>(
  box: { readonly root: ConfigurationNode },
  place: Place<Mode>,
  number: string,
): Entered<Mode> {
  const parent = nodeAt(box.root, place.path);
  if (parent !== null) removeChildren(parent, (line) => beginsWith(line, number));
  return accepted(place);
}
