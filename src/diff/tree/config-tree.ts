import type { Platform } from '../../domain/platform.ts';
import { incompleteReason } from './check-complete.ts';
import { rulesOf } from '../platforms/rules-of.ts';
import { readJunos } from '../junos/read-junos.ts';
import { EMPTY_SECTION, type ConfigNode, type ConfigSection } from './config-node.ts';
import { readIndentedTree, type TreeResult } from './read-tree.ts';

/** `live` must be a whole configuration as the device prints it; `intended` may be a part of one. */
export type TextOrigin = 'live' | 'intended';

/**
 * Reads a configuration text; not ok when reading it would be guessing. The last few texts are remembered: comparison, plan
 * and proof of one unit read the same ones.
 */
export function readConfiguration(platform: Platform, text: string, origin: TextOrigin): TreeResult {
  const reason = origin === 'live' ? incompleteReason(rulesOf(platform), text) : null;
  return reason === null ? readRemembered(platform, text) : { ok: false, reason };
}

/** As {@link readConfiguration} for a text whose tree must exist: an empty tree stands for one that cannot be read. */
export function treeOrEmpty(platform: Platform, text: string): ConfigSection {
  const read = readRemembered(platform, text);
  return read.ok ? read.top : EMPTY_SECTION;
}

const REMEMBERED = 6;
const recent: { readonly platform: Platform; readonly text: string; readonly result: TreeResult }[] = [];

function readRemembered(platform: Platform, text: string): TreeResult {
  const known = recent.find((entry) => entry.platform === platform && entry.text === text);
  if (known !== undefined) return known.result;
  const result = readText(platform, text);
  recent.unshift({ platform, text, result });
  recent.splice(REMEMBERED);
  return result;
}

function readText(platform: Platform, text: string): TreeResult {
  return platform === 'juniper_junos'
    ? readJunos(text)
    : readIndentedTree(rulesOf(platform), text, namesakes);
}

/** Sections of that key in the texts read last, of which one is often the other side of a comparison. */
function namesakes(key: string): readonly ConfigNode[] {
  return recent.flatMap(({ result }) => (result.ok ? (result.top.nodes.get(key) ?? []) : []));
}
