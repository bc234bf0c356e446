import type { ConfigNode } from '../tree/config-node.ts';

/** The command that takes a line away. The caller has checked that its rule allows it. */
export function negate(node: ConfigNode): string {
  const { rule, key, line, text } = node;
  if (rule === null) return text.startsWith('no ') ? text.slice(3) : `no ${node.blob === null ? text : key}`;
  const hasOpposite = (rule.toggle ?? rule.hidden) !== undefined;
  if (hasOpposite && rule.negation !== 'default')
    return line.startsWith('no ') ? line.slice(3) : `no ${line}`;
  switch (rule.negation) {
    case 'key':
      return `no ${key}`;
    case 'default':
      return `default ${key}`;
    case 'line':
    case 'never':
      return `no ${text}`;
  }
}
