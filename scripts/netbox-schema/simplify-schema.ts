import { isJsonObject, type JsonObject } from './json-object.ts';

/** Says nothing about types, and makes up two thirds of NetBox's document. */
const PROSE = new Set(['description', 'title', 'example', 'examples', 'default', 'x-spec-enum-id']);

/**
 * One schema object without prose, with NetBox's known inaccuracies put right:
 * choices are open (every NetBox may add its own by FIELD_CHOICES), and a choice always has value and label.
 */
export function simplifySchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(simplifySchema);
  if (!isJsonObject(node)) return node;
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(node)) {
    if (PROSE.has(key) || key === 'enum') continue;
    // Below `properties` the keys are field names: a field called `description` is no prose.
    result[key] = key === 'properties' ? simplifyProperties(value) : simplifySchema(value);
  }
  if (isChoice(result)) result['required'] = ['value', 'label'];
  return result;
}

function simplifyProperties(properties: unknown): unknown {
  if (!isJsonObject(properties)) return properties;
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, simplifySchema(schema)]),
  );
}

function isChoice(schema: JsonObject): boolean {
  return isJsonObject(schema['properties']) && Object.keys(schema['properties']).join() === 'value,label';
}
