import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';

/** A YAML text as plain data, with the lines its parts stand in; or what is wrong with it, without quoting it. */
export type YamlResult =
  | { readonly ok: true; readonly value: unknown; readonly lineOf: LineOf }
  | {
      readonly ok: false;
      readonly problems: readonly { readonly line: number | null; readonly text: string }[];
    };

/** The line of the value at that path, or of the key there; the nearest part around it when that is missing. */
export type LineOf = (path: readonly PropertyKey[], key?: string) => number;

/** Aliases may repeat a part; more than this would fill the memory. */
const MAX_ALIASES = 20;

/** Strict: a key given twice, or a tag nobody defined, is a problem. The parser's own messages can quote a line, so only its codes are told. */
export function readYaml(text: string): YamlResult {
  const counter = new LineCounter();
  const document = parseDocument(text, { prettyErrors: false, lineCounter: counter });
  const problems = [...document.errors, ...document.warnings].map(({ code, pos }) => ({
    line: counter.linePos(pos[0]).line,
    text: `not YAML that can be used (${code}).`,
  }));
  if (problems.length > 0) return { ok: false, problems };
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return { ok: true, value, lineOf: (path, key) => lineOf(document, counter, path, key) };
  } catch {
    return { ok: false, problems: [{ line: null, text: 'aliases repeat too much.' }] };
  }
}

function lineOf(
  document: Document,
  counter: LineCounter,
  path: readonly PropertyKey[],
  key?: string,
): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const start = isNode(node)
      ? (startOfKey(node, length === path.length ? key : undefined) ?? node.range?.[0])
      : null;
    if (start !== null && start !== undefined) return counter.linePos(start).line;
  }
  return 1;
}

function startOfKey(node: Node, key: string | undefined): number | undefined {
  if (key === undefined || !isMap(node)) return undefined;
  const found = node.items.map((pair) => pair.key).find((one) => isScalar(one) && String(one.value) === key);
  return isScalar(found) ? found.range?.[0] : undefined;
}
