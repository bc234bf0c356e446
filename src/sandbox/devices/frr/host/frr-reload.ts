import type { ConfigurationNode } from '../../configuration-node.ts';
import { createNode } from '../../configuration-node.ts';
import type { FrrBox } from '../box.ts';
import { enterLine, TOP } from '../enter.ts';
import type { Place } from '../enter.ts';
import { parseConfiguration } from '../text.ts';
import type { Shell } from './machine.ts';

/**
 * `frr-reload.py --test|--reload --stdout --confdir D --rundir D FILE` of 8.4.4, as the lab shows it: one line it does not know
 * makes it exit with 1 (and `--test` propose to delete everything); a daemon that is down does not, though nothing of its part is taken.
 */
export function reload(shell: Shell, args: readonly string[]): number {
  const { frr } = shell.host;
  const text = shell.host.files.read(args.at(-1) ?? '');
  shell.out('INFO: Loading Config object from file\n');
  if (text === null) return 1;
  const wanted = parseConfiguration(text);
  const bad = firstUnknown(frr.box, wanted);
  const isTest = args[0] === '--test';
  const shown = flatten(parseConfiguration(frr.running()));
  if (bad !== null) {
    shell.out(`ERROR: vtysh failed to process new configuration: % Unknown command: ${bad}\n`);
    if (isTest) shell.out(`\nLines To Delete\n===============\n${shown.join('\n')}\n`);
    return 1;
  }
  if (isTest) {
    const kept = new Set(flatten(wanted));
    const gone = shown.filter((line) => !kept.has(line));
    if (gone.length > 0) shell.out(`\nLines To Delete\n===============\n${gone.join('\n')}\n`);
    return 0;
  }
  frr.replace(wanted);
  return 0;
}

/** The first line a fresh router would not take. */
function firstUnknown(box: FrrBox, wanted: ConfigurationNode): string | null {
  const fresh: FrrBox = { ...box, root: createNode('') };
  const enter = (node: ConfigurationNode, place: Place): string | null => {
    const entered = enterLine(fresh, place, node.line);
    if (!entered.ok) return node.line;
    for (const child of node.children) {
      const bad = enter(child, entered.place);
      if (bad !== null) return bad;
    }
    return null;
  };
  for (const node of wanted.children) {
    const bad = enter(node, TOP);
    if (bad !== null) return bad;
  }
  return null;
}

function flatten(root: ConfigurationNode, above = ''): readonly string[] {
  return root.children.flatMap((node) => [above + node.line, ...flatten(node, `${above}${node.line} / `)]);
}
