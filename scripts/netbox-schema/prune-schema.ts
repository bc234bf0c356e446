import { isJsonObject, objectAt, type JsonObject } from './json-object.ts';
import type { UsedPath } from './operations.ts';
import { simplifySchema } from './simplify-schema.ts';

const METHODS = ['get', 'post', 'patch', 'delete'] as const;
const REFERENCE = '#/components/schemas/';

/**
 * NetBox's OpenAPI document (14 MB) cut down to the paths, methods, query parameters and components we use.
 * Throws when NetBox lacks a path, method or parameter we name: then our list is wrong for that NetBox.
 */
export function pruneSchema(document: unknown, used: Readonly<Record<string, UsedPath>>): JsonObject {
  const paths: JsonObject = {};
  for (const [path, uses] of Object.entries(used)) {
    paths[path] = prunePath(path, objectAt(objectAt(document, 'paths'), path), uses);
  }
  const schemas = objectAt(objectAt(document, 'components'), 'schemas');
  return {
    openapi: '3.0.3',
    info: { title: 'NetBox, as far as Plumbline uses it', version: objectAt(document, 'info')['version'] },
    paths,
    components: { schemas: reachable(paths, schemas) },
  };
}

function prunePath(path: string, item: JsonObject, uses: UsedPath): JsonObject {
  const result: JsonObject = {};
  for (const method of METHODS) {
    const wanted = uses[method];
    if (wanted === undefined) continue;
    const operation = objectAt(item, method);
    result[method] = {
      operationId: operation['operationId'],
      parameters: pruneParameters(`${method} ${path}`, operation, wanted === true ? [] : wanted),
      ...pruneBody(operation),
      responses: pruneResponses(operation),
    };
  }
  return result;
}

function pruneParameters(what: string, operation: JsonObject, query: readonly string[]): unknown[] {
  const all = Array.isArray(operation['parameters']) ? operation['parameters'].filter(isJsonObject) : [];
  const missing = query.find((name) => !all.some((one) => one['in'] === 'query' && one['name'] === name));
  if (missing !== undefined) throw new Error(`${what} has no query parameter ${missing}`);
  return all
    .filter((one) => one['in'] === 'path' || query.includes(String(one['name'])))
    .map(({ in: place, name, required, schema }) => ({
      in: place,
      name,
      required: required === true,
      schema: simplifySchema(schema),
    }))
    .sort((a, b) => String(a.name).localeCompare(String(b.name), 'en'));
}

function pruneBody(operation: JsonObject): JsonObject {
  if (!isJsonObject(operation['requestBody'])) return {};
  const schema = singular(objectAt(jsonContent(operation['requestBody']), 'schema'));
  return {
    requestBody: { required: true, content: { 'application/json': { schema: simplifySchema(schema) } } },
  };
}

function pruneResponses(operation: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [status, response] of Object.entries(objectAt(operation, 'responses'))) {
    // Only 2xx: the others are not typed by NetBox in earnest, and our one table reads them as text.
    if (!status.startsWith('2') || !isJsonObject(response)) continue;
    const schema = isJsonObject(response['content']) ? jsonContent(response)['schema'] : undefined;
    result[status] = {
      description: '',
      ...(schema === undefined
        ? {}
        : { content: { 'application/json': { schema: simplifySchema(schema) } } }),
    };
  }
  return result;
}

function jsonContent(holder: JsonObject): JsonObject {
  return objectAt(objectAt(holder, 'content'), 'application/json');
}

/** NetBox accepts one object or a list of them; we send one. */
function singular(schema: JsonObject): unknown {
  const alternatives = schema['oneOf'];
  if (!Array.isArray(alternatives)) return schema;
  return alternatives.find((one) => isJsonObject(one) && one['type'] !== 'array') ?? schema;
}

/** The components the paths refer to, directly or through others, in name order. */
function reachable(paths: JsonObject, schemas: JsonObject): JsonObject {
  const found = new Map<string, unknown>();
  const waiting = referencesIn(paths);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    const schema = simplifySchema(objectAt(schemas, name));
    found.set(name, schema);
    waiting.push(...referencesIn(schema));
  }
  return Object.fromEntries([...found].sort(([a], [b]) => a.localeCompare(b, 'en')));
}

function referencesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(referencesIn);
  if (!isJsonObject(node)) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' && value.startsWith(REFERENCE)
      ? [value.slice(REFERENCE.length)]
      : referencesIn(value),
  );
}
