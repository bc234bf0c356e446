/** A NetBox object field by field: as declared, or as found and brought into the same form. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * NetBox's answer in the form it is written: a choice `{value, label}` as its value, a nested object as its name, the same
 * within lists. Everything else as it is.
 */
export function plainFields(answer: Fields): Fields {
  return Object.fromEntries(Object.entries(answer).map(([field, value]) => [field, plainValue(value)]));
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object' || value === null) return value;
  if ('value' in value && 'label' in value) return value.value;
  if ('id' in value && 'name' in value) return value.name;
  if ('id' in value && 'username' in value) return value.username;
  return value;
}
