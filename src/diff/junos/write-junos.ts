import type { Command } from '../../domain/plan.ts';
import type { Statement } from '../platforms/junos/statement.ts';
import type { Refusal } from '../remediation/operation.ts';
import { EMPTY_SECTION, type ConfigNode, type ConfigSection } from '../tree/config-node.ts';
import { movesTo } from './moves-to.ts';
import { hasContent, isPresent, markKey, markOf, statementOf } from './open-tree.ts';
import { NAMELESS } from './take-statement.ts';

/** A statement whose inside is being compared; null stands for the top level. */
interface Place {
  readonly around: Place | null;
  readonly node: ConfigNode;
  /** The innermost protected statement it is, or is in. */
  readonly guard: Guard | null;
}

/** Something protected now. */
interface Guard {
  readonly around: Guard | null;
  readonly words: string;
  /** It shall be protected afterwards, too. */
  readonly stays: boolean;
  isOpen: boolean;
}

/** Sections others refer to, first. Written first and taken away last, so that a plan reads as if it were done line by line. */
const FOUNDATIONS = [
  'groups',
  'applications',
  'policy-options',
  'firewall',
  'vlans',
  'interfaces',
  'routing-instances',
];

const NOTHING = EMPTY_SECTION;

/**
 * Lines that lead from one configuration to the other. They are committed together, so their order is for whoever reads
 * them: what is switched off, what goes, what comes, what moves, what is switched on. A changed value is one `set`; what
 * lost everything that stood in it goes as a whole; an edit of something protected stands between `unprotect` and `protect`.
 */
export function writeJunos(
  live: ConfigSection,
  target: ConfigSection,
): { readonly commands: readonly Command[]; readonly refusals: readonly Refusal[] } {
  const writer = new JunosWriter();
  writer.compareTop(live, target);
  return { commands: writer.lines().map((command) => ({ path: [], command })), refusals: writer.refusals };
}

class JunosWriter {
  readonly refusals: Refusal[] = [];
  readonly #unprotects: string[] = [];
  readonly #switchedOff: string[] = [];
  readonly #deletes: string[] = [];
  readonly #sets: string[] = [];
  readonly #moves: string[] = [];
  readonly #newSwitchedOff: string[] = [];
  readonly #switchedOn: string[] = [];
  /** Outer ones first: a statement can be protected only while nothing around it is. */
  readonly #protects: string[] = [];

  lines(): readonly string[] {
    return [
      ...this.#unprotects,
      ...this.#switchedOff,
      ...this.#deletes,
      ...this.#sets,
      ...this.#moves,
      ...this.#newSwitchedOff,
      ...this.#switchedOn,
      ...this.#protects.reverse(),
    ];
  }

  compareTop(live: ConfigSection, target: ConfigSection): void {
    const only = (section: ConfigSection, key: string): ConfigSection => {
      const keys = [key, markKey('inactive', key), markKey('protect', key)];
      const nodes = keys.flatMap((name) => section.nodes.get(name) ?? []);
      return { ...section, nodes: new Map(nodes.map((node) => [node.key, node])) };
    };
    const deletes: (readonly string[])[] = [];
    const keys = new Set([...FOUNDATIONS, ...target.nodes.keys(), ...live.nodes.keys()]);
    for (const key of keys) {
      const node = target.nodes.get(key) ?? live.nodes.get(key);
      // A mark comes with the statement it is about; one about nothing is looked at by itself.
      if (node !== undefined && markOf(node) !== null && target.nodes.has(subjectOf(node))) continue;
      this.compare(null, only(live, key), only(target, key));
      deletes.unshift(this.#deletes.splice(0));
    }
    this.#deletes.push(...deletes.flat());
  }

  compare(place: Place | null, live: ConfigSection, target: ConfigSection): void {
    const isMarked = hasMarks(live) || hasMarks(target);
    for (const node of live.nodes.values()) {
      const wanted = target.nodes.get(node.key);
      if (wanted !== undefined && (wanted === node || isPresent(wanted))) continue;
      if (markOf(node) === null && isPresent(node)) this.#remove(place, node, isMarked ? live : NOTHING);
    }
    for (const node of target.nodes.values()) {
      const known = live.nodes.get(node.key);
      if (known === node && !isMarked) continue;
      if (markOf(node) !== null) this.#checkMark(place, target, node);
      else if (!isPresent(node)) continue;
      else if (known === undefined || !isPresent(known)) this.#add(place, node, isMarked ? target : NOTHING);
      else if (!isMarked) this.#change(place, known, node, place?.guard ?? null);
      else this.#change(place, known, node, this.#changeMarks(place, { live, target }, known));
    }
    if (target.rule?.ordered === true || !target.isKnown) this.#order(place, live, target);
  }

  #change(place: Place | null, known: ConfigNode, node: ConfigNode, guard: Guard | null): void {
    if (known.line !== node.line) {
      this.#open(guard);
      this.#sets.push(`set ${wordsOf(place)}${node.text}`);
    }
    if (known === node || (node.inside === null && known.inside === null)) return;
    this.compare({ around: place, node, guard }, known.inside ?? NOTHING, node.inside ?? NOTHING);
    // Nobody knows whether an unknown word stays when nothing stands in it any more.
    if (node.rule === null && !hasContent(node) && hasContent(known)) {
      this.#open(guard);
      this.#sets.push(`set ${wordsOf(place)}${node.text}`);
    }
  }

  /** Brings the marks of a statement that stays in line; returns what protects it. */
  #changeMarks(
    place: Place | null,
    { live, target }: { readonly live: ConfigSection; readonly target: ConfigSection },
    { key, text }: ConfigNode,
  ): Guard | null {
    const words = `${wordsOf(place)}${text}`;
    const outer = place?.guard ?? null;
    const [isProtected, stays] = [live, target].map(({ nodes }) => nodes.has(markKey('protect', key)));
    const guard =
      isProtected === true ? { around: outer, words, stays: stays === true, isOpen: false } : outer;
    if (isProtected === true && stays !== true) this.#open(guard);
    if (isProtected !== true && stays === true) {
      this.#open(outer);
      this.#protects.push(`protect ${words}`);
    }
    const [isOff, shallBeOff] = [live, target].map(({ nodes }) => nodes.has(markKey('inactive', key)));
    if (isOff === shallBeOff) return guard;
    this.#open(guard);
    if (shallBeOff === true) this.#switchedOff.push(`deactivate ${words}`);
    else this.#switchedOn.push(`activate ${words}`);
    return guard;
  }

  /** Everything that stands deepest, with the words that lead there, and the marks on it. */
  #add(place: Place | null, node: ConfigNode, marks: ConfigSection): void {
    const guard = place?.guard ?? null;
    this.#open(guard);
    if (marks.nodes.has(markKey('protect', node.key)))
      this.#protects.push(`protect ${wordsOf(place)}${node.text}`);
    if (node.inside === null || !hasContent(node)) {
      this.#sets.push(`set ${wordsOf(place)}${node.text}`);
    } else {
      const inner = { around: place, node, guard };
      const innerMarks = hasMarks(node.inside) ? node.inside : NOTHING;
      for (const child of node.inside.nodes.values()) {
        if (markOf(child) !== null) this.#checkMark(inner, node.inside, child);
        else if (isPresent(child)) this.#add(inner, child, innerMarks);
      }
    }
    if (marks.nodes.has(markKey('inactive', node.key)))
      this.#newSwitchedOff.push(`deactivate ${wordsOf(place)}${node.text}`);
  }

  #remove(place: Place | null, node: ConfigNode, marks: ConfigSection): void {
    // A top-level header goes by itself, and a line that names nothing else would look as if it took more along.
    const shape = statementOf(node)?.shape ?? 'container';
    if (place === null && node.inside !== null && shape === 'container' && marks === NOTHING) {
      this.compare({ around: null, node, guard: null }, node.inside, NOTHING);
      return;
    }
    this.#open(place?.guard ?? null);
    if (marks.nodes.has(markKey('protect', node.key)))
      this.#unprotects.push(`unprotect ${wordsOf(place)}${node.text}`);
    if (node.inside !== null) this.#unprotectInside({ around: place, node, guard: null }, node.inside);
    const statement = statementOf(node);
    const words =
      statement === null ? unknownWords(node) : statement.shape === 'leaf' ? nameOf(node) : node.text;
    this.#deletes.push(`delete ${wordsOf(place)}${words}`);
  }

  /** What holds something protected cannot go. */
  #unprotectInside(place: Place, inside: ConfigSection): void {
    const isMarked = hasMarks(inside);
    for (const node of inside.nodes.values()) {
      if (isMarked && inside.nodes.has(markKey('protect', node.key)))
        this.#unprotects.push(`unprotect ${wordsOf(place)}${node.text}`);
      if (node.inside !== null) this.#unprotectInside({ around: place, node, guard: null }, node.inside);
    }
  }

  #checkMark(place: Place | null, section: ConfigSection, mark: ConfigNode): void {
    const about = section.nodes.get(subjectOf(mark));
    if (about !== undefined && isPresent(about)) return;
    this.refusals.push({ path: pathOf(place), key: mark.key, reason: 'there would be no statement to mark' });
  }

  /** `insert` for lists whose order means something. What comes new is behind everything else, in the order it is written. */
  #order(place: Place | null, live: ConfigSection, target: ConfigSection): void {
    const families = new Map<Statement, { readonly now: string[]; readonly wanted: string[] }>();
    const familyOf = (node: ConfigNode) => {
      const statement = statementOf(node);
      if (statement?.isOrdered !== true) return null;
      const family = families.get(statement) ?? { now: [], wanted: [] };
      families.set(statement, family);
      return family;
    };
    for (const node of live.nodes.values())
      if (target.nodes.has(node.key)) familyOf(node)?.now.push(node.key);
    for (const node of target.nodes.values()) {
      const family = familyOf(node);
      family?.wanted.push(node.key);
      if (!live.nodes.has(node.key)) family?.now.push(node.key);
    }
    for (const { now, wanted } of families.values()) {
      for (const { key, side, other } of movesTo(now, wanted)) {
        const [moved, fixed] = [target.nodes.get(key), target.nodes.get(other)];
        this.#open(place?.guard ?? null);
        this.#moves.push(`insert ${wordsOf(place)}${moved?.text ?? key} ${side} ${fixed?.text ?? other}`);
      }
    }
  }

  /** Unprotects what is around the next line, once, from the outside in. */
  #open(guard: Guard | null): void {
    if (guard === null || guard.isOpen) return;
    this.#open(guard.around);
    guard.isOpen = true;
    this.#unprotects.push(`unprotect ${guard.words}`);
    if (guard.stays) this.#protects.push(`protect ${guard.words}`);
  }
}

/** The key of the statement a mark is about. */
function subjectOf({ key }: ConfigNode): string {
  return key.slice(key.indexOf(' ') + 1);
}

function hasMarks(section: ConfigSection): boolean {
  for (const node of section.nodes.values()) if (markOf(node) !== null) return true;
  return false;
}

/** The words that lead into a place, with a blank behind them. */
function wordsOf(place: Place | null): string {
  return place === null ? '' : `${wordsOf(place.around)}${place.node.text} `;
}

function pathOf(place: Place | null): readonly string[] {
  return place === null ? [] : [...pathOf(place.around), place.node.line];
}

/** What `delete` says of a value: its name is enough, if it has one. */
function nameOf({ key, text }: ConfigNode): string {
  return key === NAMELESS ? text : key;
}

/**
 * What `delete` says of words nobody knows: down to where they part. A shorter line could stop at a word that means nothing
 * without the next one (`unit`), a longer one could leave an empty statement behind.
 */
function unknownWords(node: ConfigNode): string {
  const inside = [...(node.inside?.nodes.values() ?? [])].filter(
    (child) => markOf(child) === null && isPresent(child),
  );
  const [only] = inside;
  return only === undefined || inside.length > 1 ? node.text : `${node.text} ${unknownWords(only)}`;
}
