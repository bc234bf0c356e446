export type JsonObject = Record<string, unknown>;

/** True for a JSON object: not null, not a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under `key`; a schema that has none there is not the one we know. */
export function objectAt(parent: unknown, key: string): JsonObject {
  const value = isJsonObject(parent) ? parent[key] : undefined;
  if (!isJsonObject(value)) {
    throw new Error(`NetBox's schema has no ${key} where one was expected: is this a NetBox 4.7 schema?`);
  }
  return value;
}
