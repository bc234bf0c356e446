import type { ConfigurationNode } from '../configuration-node.ts';
import type { IosBox } from './box.ts';

/** Copies kept unless `maximum` says otherwise (Cisco, configuration archive). */
const DEFAULT_MAXIMUM = 10;

/** Where copies of the configuration go, or null while there is no `archive` with a `path`. */
export function archivePathOf(box: Pick<IosBox, 'root'>): string | null {
  return valueOf(archiveOf(box), 'path');
}

/** Keeps a copy of the running configuration under the next name, which is returned. Needs a path. */
export function archiveRunning(box: IosBox, path: string): string {
  const name = nextName(box, path);
  box.archived.push(name);
  box.archivedCount += 1;
  while (box.archived.length > maximumOf(box)) box.archived.shift();
  return name;
}

/** `show archive` (facts/devices.md 2.2). */
export function showArchive(box: IosBox): string {
  const path = archivePathOf(box);
  if (path === null) return 'Archive feature not enabled';
  const last = box.archived.length;
  const rows = box.archived.map(
    (name, index) => `   ${String(index + 1).padEnd(9)}${name}${index + 1 === last ? ' <- Most Recent' : ''}`,
  );
  return [
    `The maximum archive configurations allowed is ${maximumOf(box)}.`,
    `There are currently ${last} archive configurations saved.`,
    `The next archive file will be named ${nextName(box, path)}`,
    ' Archive #  Name',
    ...rows,
  ].join('\n');
}

function nextName(box: IosBox, path: string): string {
  return `${path}-${box.archivedCount + 1}`;
}

function maximumOf(box: IosBox): number {
  return Number(valueOf(archiveOf(box), 'maximum') ?? DEFAULT_MAXIMUM);
}

function archiveOf({ root }: Pick<IosBox, 'root'>): ConfigurationNode | undefined {
  return root.children.find((child) => child.line === 'archive');
}

function valueOf(node: ConfigurationNode | undefined, word: string): string | null {
  const line = node?.children.find((child) => child.line.startsWith(`${word} `))?.line;
  return line?.slice(word.length + 1) ?? null;
}
