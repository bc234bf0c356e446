import type { Json } from '../../domain/json.ts';
import { typeName } from './fields/json-value.ts';
import { objectTypeOf } from './object-types.ts';
import { FieldProblem, Rejection } from './rejection.ts';
import type { Field, Problems, Resource, World } from './resource.ts';
import { idsIn, isRecord, type Row, type Values } from './row.ts';

/** What is written: nothing yet (POST), everything (PUT), or some fields (PATCH). */
export interface Writing {
  readonly before: Row | null;
  readonly partial: boolean;
  readonly userId: number;
}

/**
 * Reads a request body into column values. Throws {@link Rejection} 400 with NetBox's messages by field.
 * Unknown fields are ignored without a word, as NetBox does.
 */
export function parseObject(resource: Resource, body: Json, writing: Writing, world: World): Values {
  if (!isRecord(body)) {
    throw new Rejection(400, {
      __all__: [`Invalid data. Expected a dictionary, but got ${typeName(body)}.`],
    });
  }
  const { values, problems } = parseFields(resource, body, writing, world);
  refuse({ ...problems, ...sharedValues(resource, values, problems, writing.before, world) });
  const complete = withTags(withoutWriteOnly(values), values, writing.before);
  const filled =
    writing.before === null && resource.complete !== undefined
      ? resource.complete(complete, { userId: writing.userId, world })
      : complete;
  refuse(resource.check?.(filled, writing.before, world) ?? {});
  return filled;
}

function parseFields(
  resource: Resource,
  body: Readonly<Record<string, Json>>,
  writing: Writing,
  world: World,
): { readonly values: Values; readonly problems: Problems } {
  const values: Record<string, Json> = { ...writing.before?.values };
  const problems: Record<string, Json> = {};
  for (const field of resource.fields) {
    try {
      const value = parseField(field, body, writing, world);
      if (value !== undefined) values[field.name] = value;
    } catch (problem) {
      if (!(problem instanceof FieldProblem)) throw problem;
      problems[problem.at ?? field.name] = problem.words;
    }
  }
  return { values, problems };
}

function parseField(
  field: Field,
  body: Readonly<Record<string, Json>>,
  writing: Writing,
  world: World,
): Json | undefined {
  const { write } = field;
  if (write === undefined) return undefined;
  const before = writing.before?.values[field.name] ?? write.fallback;
  const raw = body[field.name];
  if (raw !== undefined) return write.parse(raw, world, before);
  if (writing.partial) return undefined;
  if (write.required) throw new FieldProblem('This field is required.');
  return writing.before === null ? (write.fresh?.(world) ?? write.fallback) : undefined;
}

function sharedValues(
  resource: Resource,
  values: Values,
  problems: Problems,
  before: Row | null,
  world: World,
): Problems {
  const name = objectTypeOf(resource.type)?.name ?? resource.className;
  return Object.fromEntries(
    resource.unique
      .filter((field) => !(field in problems) && values[field] !== null && values[field] !== undefined)
      .filter((field) =>
        world.tables
          .all(resource.type)
          .some((other) => other.id !== before?.id && other.values[field] === values[field]),
      )
      .map((field) => [field, [`${name} with this ${field.replaceAll('_', ' ')} already exists.`]]),
  );
}

const WRITE_ONLY = ['add_tags', 'remove_tags'];

function withoutWriteOnly(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !WRITE_ONLY.includes(name)));
}

function withTags(values: Values, asked: Values, before: Row | null): Values {
  const row: Row = { id: 0, created: 0, lastUpdated: 0, values: asked };
  const added = idsIn(row, 'add_tags');
  const removed = idsIn(row, 'remove_tags');
  if (added.length + removed.length === 0) return values;
  const current = before === null ? idsIn(row, 'tags') : idsIn(before, 'tags');
  return { ...values, tags: [...new Set([...current, ...added])].filter((id) => !removed.includes(id)) };
}

function refuse(problems: Problems): void {
  if (Object.keys(problems).length > 0) throw new Rejection(400, problems);
}
