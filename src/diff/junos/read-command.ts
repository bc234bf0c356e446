import { ROOT } from '../platforms/junos/root.ts';
import { takeAll } from './edit-tree.ts';
import { readWords } from './read-words.ts';
import { UnreadableText } from './scanner.ts';
import type { TakenStatement } from './take-statement.ts';

/** A line of a plan, taken apart. */
export interface JunosCommand {
  readonly verb: string;
  /** All words behind the verb, values of lists included. */
  readonly words: readonly string[];
  /** The same as statements, outermost first. */
  readonly steps: readonly TakenStatement[];
}

/** Takes a line in set form apart; null when it is none. Words of groups and instances around are part of it. */
export function readJunosCommand(line: string): JunosCommand | null {
  const verb = /^[a-z]+(?= )/.exec(line)?.[0];
  if (verb === undefined) return null;
  try {
    const { words, values } = readWords(line, verb.length, line.length, 1);
    const all = [...words, ...(values ?? [])];
    return { verb, words: all, steps: takeAll(ROOT, words, 0, 'name') };
  } catch (error) {
    if (error instanceof UnreadableText) return null;
    throw error;
  }
}

/** The port or unit a line is about: `ge-0/0/0`, `ge-0/0/0.10`; null when it is about none. */
export function interfaceOfJunosCommand({ words }: JunosCommand): string | null {
  const [top, name, third, fourth] = words;
  if (top === 'interfaces' && name !== undefined && name !== 'interface-range')
    return third === 'unit' && fourth !== undefined ? `${name}.${fourth}` : name;
  // What an instance or a VLAN takes is out of the table it was in.
  const isMember = (top === 'routing-instances' || top === 'vlans') && third === 'interface';
  return isMember ? (fourth ?? null) : null;
}

/** Words about a place, or a name of the device: nothing works differently after them. */
export function isJunosWordsOnly({ words, steps, verb }: JunosCommand): boolean {
  if (verb === 'annotate') return true;
  const last = steps.at(-1)?.statement ?? null;
  // By the rule, not by the word: a policy, an instance, a user may be called `description`.
  if (last?.shape === 'leaf' && last.words[0]?.literal === 'description') return true;
  const [first, second] = words;
  if (first === 'system') return second === 'host-name' || second === 'syslog';
  return first === 'snmp' && ['location', 'contact', 'name'].includes(second ?? '');
}
