import { faultFactsOf } from '../../domain/fault.ts';
import type { NetBoxClient } from '../netbox-client.ts';
import { toFault } from '../to-fault.ts';
import { collectionAt, type Collection, type FoundObject } from './collection.ts';
import { MARK, nameOf, titleOf, type DeclaredObject } from './declared-kind.ts';
import type { Fields } from './plain-fields.ts';
import { allOf, compareFields } from './difference.ts';
import type { ObjectIds } from './object-ids.ts';
import { nothing, type ProvisionAction, type ProvisionStep } from './provision-step.ts';

/** Where objects are looked up and written. */
export interface PlanContext {
  readonly client: NetBoxClient;
  readonly ids: ObjectIds;
  /** `4.7`, as far as it decides what NetBox understands. */
  readonly line: '4.6' | '4.7';
}

/** What stands in NetBox under the identities of these objects, all of one kind; or why that cannot be seen. */
export type Lookup =
  | { readonly ok: true; readonly found: readonly FoundObject[] }
  | { readonly ok: false; readonly reason: string };

/** Looks up all objects of one kind with one question. A token that may not look is an answer; everything else is thrown. */
export async function lookUp(
  { client }: PlanContext,
  objects: readonly [DeclaredObject, ...DeclaredObject[]],
): Promise<Lookup> {
  const [{ kind }] = objects;
  const names = objects.map((one) => nameOf(one).name);
  try {
    const collection = collectionAt(client, kind.path);
    const filter = kind.unfiltered === true ? {} : { [kind.identity]: names };
    return { ok: true, found: await collection.find(`look up every ${kind.label}`, filter) };
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (code !== 'netbox.forbidden') throw error;
    return { ok: false, reason: message };
  }
}

/** Plans to bring one object to what is declared. Writes nothing until `apply`. */
export function planObject(context: PlanContext, declared: DeclaredObject, lookup: Lookup): ProvisionStep {
  if (!lookup.ok) return idle(declared, 'unseen', lookup.reason);
  if (declared.since > context.line) {
    return idle(declared, 'leave', `It needs NetBox ${declared.since}; this one is ${context.line}.`);
  }
  const standing = standingOf(declared, lookup.found);
  if (standing.kind === 'absent') return planCreation(context, declared);
  if (standing.kind === 'foreign') return idle(declared, 'leave', standing.reason);
  const { answer, fields } = standing;
  const name = nameOf(declared);
  context.ids.note(name, answer.id);
  const refusal = declared.kind.refusal?.(fields, declared.fields) ?? null;
  if (refusal !== null) return idle(declared, 'leave', refusal);
  const { change, differences, kept } = compareFields(declared.kind, fields, declared.fields);
  if (differences.length === 0) return { ...idle(declared, 'none', null), kept };
  const apply = async () => {
    const body = await declared.kind.write(change, bodyContext(context, declared, answer));
    await collectionOf(context, declared).update(`update the ${titleOf(name)}`, answer.id, body);
  };
  return { ...idle(declared, 'update', null), differences, kept, apply };
}

/** Plans to remove one object that provisioning made. What it did not make stays. */
export function planRemoval(context: PlanContext, declared: DeclaredObject, lookup: Lookup): ProvisionStep {
  if (!lookup.ok) return idle(declared, 'unseen', lookup.reason);
  const standing = standingOf(declared, lookup.found);
  if (standing.kind === 'absent') return idle(declared, 'none', null);
  if (standing.kind === 'foreign') return idle(declared, 'leave', standing.reason);
  const { answer } = standing;
  const apply = async () => {
    await collectionOf(context, declared).remove(`remove the ${titleOf(nameOf(declared))}`, answer.id);
  };
  return { ...idle(declared, 'remove', declared.kind.lost ?? null), apply };
}

function planCreation(context: PlanContext, declared: DeclaredObject): ProvisionStep {
  const apply = async () => {
    const body = await declared.kind.write(declared.fields, bodyContext(context, declared, null));
    const made = await collectionOf(context, declared).create(
      `create the ${titleOf(nameOf(declared))}`,
      body,
    );
    context.ids.note(nameOf(declared), made.id);
  };
  return { ...idle(declared, 'create', null), differences: allOf(declared.fields), apply };
}

type Standing =
  | { readonly kind: 'absent' }
  | { readonly kind: 'foreign'; readonly reason: string }
  | { readonly kind: 'ours'; readonly answer: FoundObject; readonly fields: Fields };

/** Names of some kinds are not unique: the oldest that is ours counts. */
function standingOf({ kind, fields }: DeclaredObject, found: readonly FoundObject[]): Standing {
  // Judged here again, because NetBox compares some names without case.
  const named = found.filter((one) => one[kind.identity] === fields[kind.identity]);
  const [answer] = named.filter((one) => isMarked(one[kind.markedIn]));
  if (answer !== undefined) return { kind: 'ours', answer, fields: readFields(kind, answer, fields) };
  if (named.length === 0) return { kind: 'absent' };
  const reason =
    `NetBox has one that plumbline provision did not make: its ${kind.markedIn} lacks ${MARK}. ` +
    `Rename or delete it, or write ${MARK} into its ${kind.markedIn} to hand it over.`;
  return { kind: 'foreign', reason };
}

function isMarked(text: unknown): boolean {
  return typeof text === 'string' && text.includes(MARK);
}

function readFields(kind: DeclaredObject['kind'], answer: FoundObject, declared: Fields): Fields {
  const what = `tell the fields of a ${kind.label}`;
  let fields: Fields;
  try {
    fields = kind.read(answer);
  } catch (error) {
    throw toFault(what, { kind: 'bad-answer', words: String(error) });
  }
  const absent = Object.keys(declared).find((field) => !(field in fields));
  if (absent === undefined) return fields;
  // Taken as "empty" it would be written anew with every run.
  throw toFault(what, { kind: 'bad-answer', words: `${absent} is missing` });
}

function idle(declared: DeclaredObject, action: ProvisionAction, note: string | null): ProvisionStep {
  const name = nameOf(declared);
  const { needs } = declared;
  return { name, needs, object: titleOf(name), action, differences: [], kept: [], note, apply: nothing };
}

function bodyContext({ ids }: PlanContext, { fields }: DeclaredObject, found: Fields | null) {
  return { declared: fields, found, idOf: ids.idOf };
}

function collectionOf({ client }: PlanContext, { kind }: DeclaredObject): Collection {
  return collectionAt(client, kind.path);
}
