import type { CollectionPath } from './collection.ts';
import type { Fields } from './plain-fields.ts';

/** Which declared object is meant: kind and identity, as in `webhook "Plumbline"`. */
export interface ObjectName {
  readonly kind: string;
  readonly name: string;
}

/** What a kind needs to write an object besides its fields. */
export interface BodyContext {
  readonly declared: Fields;
  /** The object as NetBox answered it; null when it is being made. */
  readonly found: Fields | null;
  /** The id of another declared object, which was applied before. */
  readonly idOf: (other: ObjectName) => Promise<number>;
}

/** One kind of object that Plumbline declares in NetBox: where it lives, what is ours of it, how it is read and written. */
export interface DeclaredKind {
  /** As people call it: `webhook`. */
  readonly label: string;
  readonly path: CollectionPath;
  readonly identity: 'name' | 'slug' | 'username';
  /** NetBox cannot look for it by its identity: the whole list is read. */
  readonly unfiltered?: true;
  /** The field that carries the mark of what provisioning made; an object without it is somebody else's. */
  readonly markedIn: 'description' | 'last_name' | 'link_text';
  /** Put back when somebody changed them. What stands in neither list is set once and then people's own. */
  readonly ours: readonly string[];
  /** Lists of which the declared values are the least: what people add stays. */
  readonly atLeast: readonly string[];
  /** What is lost when an object of this kind is removed, as a sentence. */
  readonly lost?: string;
  /** NetBox's answer in the form of the declared fields. */
  read(answer: Fields): Fields;
  /** The request for fields in their declared form: all of them for a new object, else only those that differ. */
  write(fields: Fields, context: BodyContext): Fields | Promise<Fields>;
  /** Why an object of ours cannot be brought to what is declared, or null. */
  refusal?(found: Fields, declared: Fields): string | null;
}

/** One object as it is to stand in NetBox. */
export interface DeclaredObject {
  readonly kind: DeclaredKind;
  readonly fields: Fields;
  /** What must stand before this one can. */
  readonly needs: readonly ObjectName[];
  /** The NetBox line that understands it. */
  readonly since: '4.6' | '4.7';
}

/** Stands at the end of every object that provisioning made. Whoever deletes it takes the object over. */
export const MARK = '[plumbline]';

/** A description with the mark behind it. */
export function marked(description: string): string {
  return `${description} ${MARK}`;
}

/** How an object is named to people. */
export function titleOf({ kind, name }: ObjectName): string {
  return `${kind} "${name}"`;
}

/** The name of a declared object. */
export function nameOf({ kind, fields }: DeclaredObject): ObjectName {
  return { kind: kind.label, name: String(fields[kind.identity]) };
}
