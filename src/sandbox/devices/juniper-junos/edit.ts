import { childOf, createStatement, insertChild } from './statement.ts';
import type { Statement } from './statement.ts';
import { takeFirst } from './take.ts';
import type { Taken } from './take.ts';

/** What became of a line that changes the candidate. */
export type Edited =
  | { readonly kind: 'done'; readonly warning: string | null }
  /** No statement begins like this; `at` counts the words before it. */
  | { readonly kind: 'syntax'; readonly at: number; readonly answer: string }
  | { readonly kind: 'refused'; readonly answer: string };

const DONE: Edited = { kind: 'done', warning: null };

/** One of the commands that change the candidate, at the place where the session stands. Nothing changes when it is refused. */
export function edit(place: Statement, verb: string, words: readonly string[]): Edited {
  if (verb === 'set') return set(place, words);
  if (verb === 'insert') return insert(place, words);
  if (verb === 'annotate') return annotate(place, words);
  const found = find(place, words);
  if (found.kind === 'syntax') return found;
  if (found.kind === 'nothing') return { kind: 'done', warning: 'warning: statement not found' };
  const { steps, parent, statements } = found;
  if (verb === 'delete' && steps.some(({ isProtected }) => isProtected)) return isProtected(words);
  if (verb === 'delete') remove(steps, parent, statements);
  for (const statement of statements) {
    if (verb === 'deactivate') statement.isInactive = true;
    if (verb === 'activate') statement.isInactive = false;
    if (verb === 'protect') statement.isProtected = true;
    if (verb === 'unprotect') statement.isProtected = false;
  }
  return DONE;
}

function isProtected(words: readonly string[]): Edited {
  return {
    kind: 'refused',
    answer: `error: [${words.join(' ')}] is protected, '${words.join(' ')}' cannot be deleted`,
  };
}

function set(place: Statement, words: readonly string[]): Edited {
  const open = words.indexOf('[');
  if (open === -1) return setOne(place, words);
  if (words.at(-1) !== ']') return { kind: 'syntax', at: words.length, answer: "missing ']'" };
  let last: Edited = DONE;
  for (const value of words.slice(open + 1, -1)) last = setOne(place, [...words.slice(0, open), value]);
  return last;
}

function setOne(place: Statement, words: readonly string[]): Edited {
  const steps = takeAll(place, words);
  if ('kind' in steps) return steps;
  let parent = place;
  for (const step of steps) {
    if (parent.isProtected)
      return {
        kind: 'refused',
        answer: `error: [${parent.words.join(' ')}] is protected, '${words.join(' ')}' cannot be set`,
      };
    parent = put(parent, step);
  }
  return DONE;
}

function takeAll(
  place: Statement,
  words: readonly string[],
): readonly Taken[] | Extract<Edited, { kind: 'syntax' }> {
  const steps: Taken[] = [];
  let rules = place.rule.children;
  for (let at = 0; at < words.length;) {
    const taken = takeFirst(rules, words.slice(at));
    if (taken === 'ambiguous') return { kind: 'syntax', at, answer: `'${words[at] ?? ''}' is ambiguous.` };
    if (taken === null) return { kind: 'syntax', at, answer: 'syntax error.' };
    if (!taken.isComplete) return { kind: 'syntax', at: words.length, answer: 'missing argument.' };
    steps.push(taken);
    at += taken.used;
    // What nothing can stand in is followed by what can stand beside it (`… route P next-hop A preference 5`).
    if (taken.rule.children.length > 0) rules = taken.rule.children;
  }
  const last = steps.at(-1);
  if (last === undefined || last.rule.kind === 'container')
    return { kind: 'syntax', at: words.length, answer: 'syntax error, expecting <statement>.' };
  return steps;
}

/** The statement inside that a step names, made if need be; what nothing can stand in leaves the place where it is. */
function put(parent: Statement, step: Taken): Statement {
  const words = step.rule.kind === 'list' ? [...step.words, step.value ?? ''] : step.words;
  const value = step.rule.kind === 'leaf' ? step.value : null;
  const known = childOf(parent, words.join(' '));
  const statement = known ?? createStatement(step.rule, words, value);
  if (known === null) insertChild(parent, statement);
  else known.value = value;
  return step.rule.children.length > 0 ? statement : parent;
}

type Found =
  | {
      readonly kind: 'found';
      readonly steps: readonly Statement[];
      readonly parent: Statement;
      readonly statements: readonly Statement[];
    }
  | { readonly kind: 'nothing' }
  | Extract<Edited, { kind: 'syntax' }>;

/** The statements a line names; the name of a leaf or a list stands for all its values. */
function find(place: Statement, words: readonly string[]): Found {
  const steps = [place];
  let parent = place;
  for (let at = 0; at < words.length;) {
    const taken = takeFirst(parent.rule.children, words.slice(at));
    if (taken === null || taken === 'ambiguous') return { kind: 'syntax', at, answer: 'syntax error.' };
    at += taken.used;
    const statements = parent.children.filter((child) => names(taken, child));
    const [first] = statements;
    if (first === undefined) return { kind: 'nothing' };
    if (at >= words.length) return { kind: 'found', steps: [...steps, first], parent, statements };
    steps.push(first);
    parent = first;
  }
  return { kind: 'syntax', at: 0, answer: 'syntax error, expecting <statement>.' };
}

function names(taken: Taken, child: Statement): boolean {
  if (child.rule !== taken.rule) return false;
  const typed = [
    ...taken.words,
    ...(taken.rule.kind === 'list' && taken.value !== null ? [taken.value] : []),
  ];
  const isNamed = typed.every((word, index) => child.words[index] === word);
  return isNamed && (taken.rule.kind !== 'leaf' || taken.value === null || taken.value === child.value);
}

/** Containers go with the last thing in them. */
function remove(steps: readonly Statement[], parent: Statement, statements: readonly Statement[]): void {
  const drop = (from: Statement, gone: readonly Statement[]) => {
    const kept = from.children.filter((child) => !gone.includes(child));
    from.children.splice(0, from.children.length, ...kept);
  };
  drop(parent, statements);
  const way = steps.slice(0, -1);
  for (let at = way.length - 1; at > 0; at -= 1) {
    const [inner, outer] = [way[at], way[at - 1]];
    if (inner?.rule.kind !== 'container' || inner.children.length > 0 || outer === undefined) return;
    drop(outer, [inner]);
  }
}

/** `insert … term B before term A` */
function insert(place: Statement, words: readonly string[]): Edited {
  const at = Math.max(words.lastIndexOf('before'), words.lastIndexOf('after'));
  const moved = find(place, words.slice(0, at));
  if (at === -1 || moved.kind !== 'found') return { kind: 'refused', answer: 'error: statement not found' };
  const { parent, statements } = moved;
  const [statement] = statements;
  const name = words.slice(at + 1).join(' ');
  const other = parent.children.find((child) => child.words.join(' ') === name);
  if (statement === undefined || other === undefined || statement.rule.kind !== 'ordered')
    return { kind: 'refused', answer: `error: statement '${name}' not found` };
  const kept = parent.children.filter((child) => child !== statement);
  kept.splice(kept.indexOf(other) + (words[at] === 'after' ? 1 : 0), 0, statement);
  parent.children.splice(0, parent.children.length, ...kept);
  return DONE;
}

function annotate(place: Statement, words: readonly string[]): Edited {
  const found = find(place, words.slice(0, -1));
  if (found.kind !== 'found') return { kind: 'refused', answer: 'error: statement not found' };
  for (const statement of found.statements) statement.note = words.at(-1) ?? null;
  return DONE;
}
