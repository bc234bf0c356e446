import type { Json } from '../../../domain/json.ts';
import { asText, isRecord } from '../row.ts';

type Data = Readonly<Record<string, Json>>;

const OPERATORS = ['eq', 'gt', 'gte', 'lt', 'lte', 'in', 'contains', 'regex', 'changed', 'unchanged'];

/** A condition that cannot be evaluated: the whole rule then does not fire, and NetBox logs it. */
class Unanswerable extends Error {}

/** What is wrong with an event rule's conditions, in NetBox's words, or null. */
export function conditionsProblem(conditions: Json): string | null {
  if (!isRecord(conditions)) return `Ruleset must be a dictionary, not ${typeof conditions}.`;
  const [[key, rules] = ['', null], ...others] = Object.entries(conditions);
  if (others.length > 0) return conditionProblem(conditions);
  if (!['and', 'or'].includes(key.toLowerCase())) {
    return "Invalid logic type: must be 'AND' or 'OR'. Please check documentation.";
  }
  if (!Array.isArray(rules)) return 'Incorrect key(s) informed. Please check documentation.';
  for (const rule of rules as readonly Json[]) {
    const problem = isSet(rule) ? conditionsProblem(rule) : conditionProblem(rule);
    if (problem !== null) return problem;
  }
  return null;
}

function conditionProblem(rule: Json): string | null {
  if (!isRecord(rule) || typeof rule['attr'] !== 'string')
    return 'Incorrect key(s) informed. Please check documentation.';
  const op = rule['op'] ?? 'eq';
  if (typeof op !== 'string' || !OPERATORS.includes(op)) {
    return `Unknown operator: ${asText(op)}. Must be one of: ${OPERATORS.join(', ')}`;
  }
  const comparesSnapshots = op === 'changed' || op === 'unchanged';
  if (!comparesSnapshots && rule['value'] === undefined)
    return `A value is required for the '${op}' operator.`;
  return null;
}

function isSet(rule: Json): boolean {
  if (!isRecord(rule)) return false;
  const [key, ...others] = Object.keys(rule);
  return others.length === 0 && (key === 'and' || key === 'or');
}

/** True when the rule fires for this data (the object as REST shows it, with `snapshots` added). */
export function conditionsHold(conditions: Json, data: Data): boolean {
  if (conditions === null) return true;
  try {
    return holds(conditions, data);
  } catch (problem) {
    if (problem instanceof Unanswerable) return false;
    throw problem;
  }
}

function holds(rule: Json, data: Data): boolean {
  if (!isRecord(rule)) return false;
  const [[key, rules] = ['', null], ...others] = Object.entries(rule);
  if (others.length === 0 && Array.isArray(rules)) {
    const list = rules as readonly Json[];
    return key.toLowerCase() === 'or'
      ? list.some((one) => holds(one, data))
      : list.every((one) => holds(one, data));
  }
  const result = compare(rule, data);
  return rule['negate'] === true ? !result : result;
}

function compare(rule: Data, data: Data): boolean {
  const path = asText(rule['attr']).split('.');
  const op = asText(rule['op'] ?? 'eq');
  if (op === 'changed' || op === 'unchanged') return isChanged(path, data) === (op === 'changed');
  return OPERATIONS[op]?.(walk(data, path), rule['value'] ?? null) ?? false;
}

function isChanged(path: readonly string[], data: Data): boolean {
  const snapshots = data['snapshots'];
  if (!isRecord(snapshots)) throw new Unanswerable();
  const side = (name: string): string => {
    const snapshot = snapshots[name];
    return isRecord(snapshot) ? JSON.stringify(walk(snapshot, path)) : 'absent';
  };
  return side('prechange') !== side('postchange');
}

/** A path through a list maps over it: `tags.slug` is the list of slugs. */
function walk(value: Json, path: readonly string[]): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => walk(item, path));
  if (!isRecord(value)) {
    // Create events have no prechange: a path into it reads as null, not as an error.
    if (value === null) return null;
    throw new Unanswerable();
  }
  const next = value[key];
  if (next === undefined) throw new Unanswerable();
  return walk(next, rest);
}

const OPERATIONS: Readonly<Record<string, (found: Json, wanted: Json) => boolean>> = {
  eq: (found, wanted) => JSON.stringify(found) === JSON.stringify(wanted),
  in: (found, wanted) => Array.isArray(wanted) && (wanted as readonly Json[]).includes(found),
  contains: (found, wanted) =>
    typeof found === 'string'
      ? found.includes(asText(wanted))
      : Array.isArray(found) && (found as readonly Json[]).includes(wanted),
  regex: (found, wanted) => {
    if (typeof found !== 'string') throw new Unanswerable();
    return startsWithMatch(asText(wanted), found);
  },
  gt: ordered((found, wanted) => found > wanted),
  gte: ordered((found, wanted) => found >= wanted),
  lt: ordered((found, wanted) => found < wanted),
  lte: ordered((found, wanted) => found <= wanted),
};

/** Python's re.match is anchored at the start only; a pattern it cannot read stops the rule. */
function startsWithMatch(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})`).test(text);
  } catch {
    throw new Unanswerable();
  }
}

function ordered(test: (found: number, wanted: number) => boolean) {
  return (found: Json, wanted: Json): boolean => {
    if (typeof found !== 'number' || typeof wanted !== 'number') throw new Unanswerable();
    return test(found, wanted);
  };
}
