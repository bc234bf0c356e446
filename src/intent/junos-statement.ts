import type { ObjectRef } from '../domain/netbox-object.ts';
import { printFlat, type Section } from './section.ts';
import { fixedLine, type Lines } from './section-lines.ts';

/** Where a NetBox interface stands on Junos: `ge-0/0/0` is a port, `ge-0/0/0.100` a unit of it. */
export interface JunosPlace {
  readonly port: string;
  /** Null for the port itself; its addresses and VLANs are those of unit 0 then. */
  readonly unit: number | null;
}

/** Takes an interface name apart that is known to be one of Junos. */
export function junosPlaceOf(name: string): JunosPlace {
  const [port = name, unit] = name.split('.');
  return { port, unit: unit === undefined ? null : Number(unit) };
}

/** The statements around the interface's own attributes. */
export function pathOfPlace({ port, unit }: JunosPlace): readonly string[] {
  return unit === null ? ['interfaces', port] : ['interfaces', port, `unit ${unit}`];
}

/** The statements around what belongs to a unit. */
export function pathOfUnit({ port, unit }: JunosPlace): readonly string[] {
  return ['interfaces', port, `unit ${unit ?? 0}`];
}

/** One `set` line: an attribute (`description` + value), or with no value a statement that is its own name (`address …`). */
export function junosStatement(
  path: readonly string[],
  key: string,
  value: string | null,
  object: ObjectRef,
): Lines {
  return fixedLine(key, ['set', ...path, key, ...(value === null ? [] : [value])].join(' '), object);
}

/** Sections as `set` lines. An interface of which nothing is said is named all the same: NetBox knows it. */
export function printStatements(sections: readonly Section[]): string {
  return sections
    .map(({ path, object, said: { lines } }) =>
      object !== null && lines.length === 0 ? `set ${path.join(' ')}\n` : printFlat(lines),
    )
    .join('');
}
