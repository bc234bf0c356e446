/** One line of a simulated configuration with the lines inside it. */
export interface ConfigurationNode {
  line: string;
  readonly children: ConfigurationNode[];
  /** Lines that follow verbatim and are no commands: the body of a banner. */
  readonly text: readonly string[];
}

export function createNode(line: string, text: readonly string[] = []): ConfigurationNode {
  return { line, children: [], text };
}

export function childOf(parent: ConfigurationNode, line: string): ConfigurationNode | null {
  return parent.children.find((child) => child.line === line) ?? null;
}

/** Removes the children whose line fits and tells whether there were any. */
export function removeChildren(parent: ConfigurationNode, fits: (line: string) => boolean): boolean {
  const kept = parent.children.filter((child) => !fits(child.line));
  const removed = kept.length < parent.children.length;
  parent.children.splice(0, parent.children.length, ...kept);
  return removed;
}

/** Follows section lines down from `root`; null when one of them is not there (another session deleted it). */
export function nodeAt(root: ConfigurationNode, path: readonly string[]): ConfigurationNode | null {
  let node: ConfigurationNode | null = root;
  for (const line of path) node = node === null ? null : childOf(node, line);
  return node;
}

/** True when `line` is `words`, or begins with them as whole words. */
export function beginsWith(line: string, words: string): boolean {
  return line === words || line.startsWith(`${words} `);
}
