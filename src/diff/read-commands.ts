import type { Command } from '../domain/plan.ts';
import type { Platform } from '../domain/platform.ts';
import { linesOutsideValues } from './lines-outside-values.ts';
import type { PlatformRules } from './platforms/platform-rules.ts';
import { rulesOf } from './platforms/rules-of.ts';
import type { Reading } from './print-configuration.ts';
import { problemAt, quoted } from './text-problem.ts';
import { cutBlocks, readBody, UnendedValue, type RawBlock, type RawNode } from './tree/raw-lines.ts';

/** Enters configuration mode; what follows is the configuration. */
const ENTRY = /^conf(igure)?( t(erminal)?)?$/;

/** How lines of a difference begin, and no command does. */
const MARKED = /^[-+~]/;

/**
 * Reads commands as {@link pasteCommands} prints them: what belongs into a section stands indented below its header.
 * The layout decides where a command goes, so lines of a section that stand at the left edge are commands of the top level.
 */
export function readCommands(
  platform: Platform,
  text: string,
): Reading<{ readonly commands: readonly Command[] }> {
  const rules = rulesOf(platform);
  const marked = linesOutsideValues(rules, text).find((line) => MARKED.test(line.text));
  if (marked !== undefined) {
    const sentence = `expected commands, found a line of a comparison (${quoted(marked.text)}); leave only the commands`;
    return { ok: false, ...problemAt('input.not-comparable', marked.number, sentence) };
  }
  if (platform === 'juniper_junos') return { ok: true, commands: statements(text.split('\n')) };
  const read = blocksOf(rules, text);
  if (!read.ok) return read;
  const commands: Command[] = [];
  // Sections may come twice, and their order means something, so each block of the text is read by itself.
  for (const { text: header, body, blob } of read.blocks) {
    if (!ENTRY.test(header)) collect({ text: header, children: readBody(rules, body), blob }, [], commands);
  }
  return { ok: true, commands };
}

/** Cut before every line at the left edge that is no part of a value of several lines. */
function blocksOf(rules: PlatformRules, text: string): Reading<{ readonly blocks: readonly RawBlock[] }> {
  try {
    return { ok: true, blocks: cutBlocks(rules, text) };
  } catch (error) {
    if (!(error instanceof UnendedValue)) throw error;
    return { ok: false, code: 'input.not-comparable', message: error.message };
  }
}

function collect(node: RawNode, path: readonly string[], into: Command[]): void {
  if (node.blob !== null) into.push({ path, command: [node.text, ...node.blob.lines].join('\n') });
  else if (node.children.length === 0) into.push({ path, command: node.text });
  for (const child of node.children) collect(child, [...path, node.text], into);
}

/** On Junos every line is a whole command. */
function statements(lines: readonly string[]): readonly Command[] {
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !ENTRY.test(line))
    .map((command) => ({ path: [], command }));
}
