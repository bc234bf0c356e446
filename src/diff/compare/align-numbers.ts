import { sectionNode, type ConfigNode, type ConfigSection } from '../tree/config-node.ts';
import { contentOf, numberOf, renumbered } from '../tree/list-numbers.ts';
import { matchInOrder } from './match-in-order.ts';

/**
 * Gives the entries of lists that the wanted text wrote without numbers the numbers they have, or would get, on the device:
 * an entry that stands there keeps its number, a new one gets a number between its neighbors. Where there is none left, the
 * number is a fraction (`10.5`), which tells the plan to renumber the list first.
 */
export function alignNumbers(wanted: ConfigSection, live: ConfigSection): ConfigSection {
  let aligned: Map<string, ConfigNode> | null = null;
  for (const node of wanted.nodes.values()) {
    if (node.section?.numbered === undefined) continue;
    const other = live.nodes.get(node.key);
    if (other === undefined || (node.source !== null && node.source === other.source)) continue;
    const { inside } = node;
    if (inside === null || inside.numbersMatter || other.inside === null) continue;
    aligned ??= new Map(wanted.nodes);
    aligned.set(node.key, sectionNode(node, alignSection(inside, other.inside)));
  }
  return aligned === null ? wanted : { ...wanted, nodes: aligned };
}

function alignSection(wanted: ConfigSection, live: ConfigSection): ConfigSection {
  const entries = [...wanted.nodes.values()].filter((node) => numberOf(node) !== null);
  const standing = [...live.nodes.values()].filter((node) => numberOf(node) !== null);
  const partners = matchInOrder(entries.map(contentOf), standing.map(contentOf));
  const numbers = chooseNumbers(
    partners,
    standing.map((node) => numberOf(node) ?? 0),
    wanted.rule?.numbered?.step ?? 10,
  );
  const nodes = new Map<string, ConfigNode>();
  let index = 0;
  for (const node of wanted.nodes.values()) {
    const number = numberOf(node) === null ? null : (numbers[index] ?? 0);
    if (number !== null) index += 1;
    const placed = number === null ? node : renumbered(node, number);
    nodes.set(placed.key, placed);
  }
  return { ...wanted, nodes };
}

/** Numbers for entries: `partners[i]` is the place among `standing` of entry i, or null for a new entry. */
export function chooseNumbers(
  partners: readonly (number | null)[],
  standing: readonly number[],
  step: number,
): readonly number[] {
  const numbers: number[] = [];
  let lastPlace = -1;
  for (let at = 0; at < partners.length;) {
    const partner = partners[at] ?? null;
    if (partner !== null) {
      numbers.push(standing[partner] ?? 0);
      lastPlace = partner;
      at += 1;
      continue;
    }
    let next = at;
    while (next < partners.length && partners[next] === null) next += 1;
    const nextPlace = partners[next] ?? standing.length;
    const free = standing.slice(lastPlace + 1, nextPlace);
    numbers.push(...numbersBetween(next - at, numbers.at(-1) ?? 0, standing[nextPlace] ?? null, free, step));
    at = next;
  }
  return numbers;
}

/** Numbers for `count` new entries: those of entries that go, then numbers between the neighbors. */
function numbersBetween(
  count: number,
  from: number,
  to: number | null,
  free: readonly number[],
  step: number,
): readonly number[] {
  const reused = free.slice(0, count);
  const left = count - reused.length;
  if (left === 0) return reused;
  const low = reused.at(-1) ?? from;
  if (to === null) {
    const first = (Math.floor(low / step) + 1) * step;
    return [...reused, ...Array.from({ length: left }, (_, index) => first + index * step)];
  }
  const gap = (to - low) / (left + 1);
  const width = gap >= 1 ? Math.floor(gap) : gap;
  return [...reused, ...Array.from({ length: left }, (_, index) => low + (index + 1) * width)];
}
