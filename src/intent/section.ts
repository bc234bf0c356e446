import type { Provenance } from '../domain/configuration.ts';
import type { DeviceRecord, InterfaceFacts } from '../domain/device-model.ts';
import type { ObjectRef } from '../domain/netbox-object.ts';
import type { Platform } from '../domain/platform.ts';
import { encodeName } from './encode-value.ts';
import { INTERFACE_NAMES } from './name-grammars.ts';
import { lineOrProblem, type Lines } from './section-lines.ts';

/** One place in the text and what is said there. */
export interface Section {
  /** The enclosing lines (on Junos: statements) as findings name them; empty at the top level. */
  readonly path: readonly string[];
  /** What accounts for the place as a whole; null where only its lines come from an object. */
  readonly object: ObjectRef | null;
  readonly said: Lines;
}

/** What stands outside every section. */
export function topLevel(said: Lines): Section {
  return { path: [], object: null, said };
}

/** A section `interface NAME` for each interface; a name that is none of the platform is a problem instead. */
export function interfaceSections(
  platform: Platform,
  device: DeviceRecord,
  linesOf: (facts: InterfaceFacts, path: readonly string[]) => Lines,
): readonly Section[] {
  return device.interfaces.map((facts) => {
    const name = encodeName(platform, INTERFACE_NAMES[platform], facts.name);
    if (!name.ok) return topLevel(lineOrProblem('interface', name, facts.object, 'name'));
    const path = [`interface ${name.text}`];
    return { path, object: facts.object, said: linesOf(facts, path) };
  });
}

/** Sections as blocks: a header, indented lines, and the line that ends them. */
export function printBlocks(
  sections: readonly Section[],
  { indent, exit }: { readonly indent: string; readonly exit: string },
): string {
  return sections.map((section) => printBlock(section, indent, exit)).join('');
}

function printBlock({ path, said: { lines } }: Section, indent: string, exit: string): string {
  const [header] = path;
  if (header === undefined) return printFlat(lines);
  return [header, ...lines.map(({ line }) => `${indent}${line}`), exit, ''].join('\n');
}

/** Lines that are complete in themselves, one below the other. */
export function printFlat(lines: Lines['lines']): string {
  return lines.map(({ line }) => `${line}\n`).join('');
}

/** Which object each place and line comes from. */
export function provenanceOf({ path, object, said }: Section): readonly Provenance[] {
  const whole = object === null ? [] : [{ path, key: null, object }];
  return [...whole, ...said.lines.map((line) => ({ path, key: line.key, object: line.object }))];
}
