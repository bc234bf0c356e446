import { addressOfLine } from '../tree/address-of-line.ts';
import { isSection, type ConfigNode } from '../tree/config-node.ts';
import {
  createValueIndex,
  exclusiveValues,
  type ExclusiveValue,
  type ValueIndex,
} from '../tree/exclusive-values.ts';
import type { Workspace } from './workspace.ts';

/** A line with an exclusive value, and the top-level section it stands in (empty for the top level). */
interface Holder {
  readonly header: string;
  readonly key: string;
  readonly line: string;
  readonly vrf: string;
  readonly value: ExclusiveValue;
}

/** Says which lines hold exclusive values; kept while commands change the configuration. */
export interface AddressesInUse {
  /** The line that holds the value already, so that the device refuses it, or drops it, here; null when it is free. */
  holderOf(header: string, node: ConfigNode): { readonly header: string; readonly line: string } | null;
  /** Looks again after a command changed something: a section, or one line of the top level. */
  refresh(header: string, key: string): void;
}

/** Reads all exclusive values of a configuration. */
export function createAddressesInUse(workspace: Workspace): AddressesInUse {
  const { nodes } = workspace.top;
  const index: ValueIndex<Holder> = createValueIndex();
  const places = new Map<string, readonly Holder[]>();
  const put = (place: string, holders: readonly Holder[]): void => {
    for (const holder of places.get(place) ?? []) index.delete(holder.value, holder);
    for (const holder of holders) index.add(holder.value, holder);
    if (holders.length === 0) places.delete(place);
    else places.set(place, holders);
  };
  for (const node of nodes.values()) {
    if (!isSection(node)) put(node.key, holdersOf('', '', [node]));
    else if (node.section !== null)
      put(node.line, node.source === null ? holdersInside(node) : holdersInText(node));
  }
  const sectionAt = (header: string): ConfigNode | undefined =>
    nodes.get(workspace.top.place.readHeader(header)?.key ?? header);
  return {
    holderOf: (header, node) => {
      const vrf = header === '' ? '' : vrfOf(sectionAt(header));
      for (const value of exclusiveValues(node)) {
        const isInTheWay = (holder: Holder): boolean => {
          if (value.distinct !== null) return holder.key !== node.key;
          return holder.vrf === vrf && (holder.header !== header || isSameAddress(holder, node));
        };
        const holder = value.isWish ? undefined : index.find(value).find(isInTheWay);
        if (holder !== undefined) return holder;
      }
      return null;
    },
    refresh: (header, key) => {
      if (header !== '') put(header, holdersInside(sectionAt(header)));
      else put(key, holdersOf('', '', [nodes.get(key)]));
    },
  };
}

function holdersInside(node: ConfigNode | undefined): readonly Holder[] {
  if (node?.inside == null) return [];
  return holdersOf(node.line, vrfOf(node), node.inside.nodes.values());
}

function holdersOf(header: string, vrf: string, nodes: Iterable<ConfigNode | undefined>): readonly Holder[] {
  const holders: Holder[] = [];
  for (const node of nodes) {
    if (node === undefined) continue;
    for (const value of exclusiveValues(node))
      holders.push({ header, key: node.key, line: node.line, vrf, value });
  }
  return holders;
}

const ADDRESS_LINE = /^[ \t]*(ip address (?:virtual )?[\d.]+[ /][\d.]+.*?)\s*$/gm;
const VRF_LINE = /^[ \t]*(?:ip )?vrf (?:forwarding )?(\S+)\s*$/m;

/**
 * The same from the text of a section nobody had to read so far: of a thousand interfaces a plan touches a few, and the others
 * only have to be asked for their networks.
 */
function holdersInText({ line: header, source }: ConfigNode): readonly Holder[] {
  if (source?.includes('ip address') !== true) return [];
  const name = VRF_LINE.exec(source)?.[1];
  const vrf = name === undefined ? '' : `vrf ${name}`;
  return [...source.matchAll(ADDRESS_LINE)].flatMap(([, line = '']) => {
    const address = addressOfLine(line);
    if (address === null) return [];
    const value = { address, distinct: null, kind: null, isWish: false };
    return [{ header, key: line, line, vrf, value }];
  });
}

function vrfOf(node: ConfigNode | undefined): string {
  for (const line of node?.inside?.nodes.values() ?? []) {
    const name = line.refers.find((symbol) => symbol.startsWith('vrf '));
    if (name !== undefined) return name;
  }
  return '';
}

/** On one interface several addresses of one network are usual; the same address twice is not. */
function isSameAddress(holder: Holder, node: ConfigNode): boolean {
  const address = (text: string): string => text.split(/[ /]/).slice(2, 3).join();
  return holder.key !== node.key && holder.line !== node.line && address(holder.line) === address(node.line);
}
