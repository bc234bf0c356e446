import { FEATURE_LETTERS, OBJECT_TYPE_TABLE } from './object-type-table.ts';

/** What NetBox knows of a model: the numeric id is what snapshots, forms and `assigned_object_type` columns carry. */
export interface ObjectType {
  readonly id: number;
  /** `dcim.device` */
  readonly type: string;
  /** `dcim/devices`, or null for models without an endpoint. */
  readonly path: string | null;
  readonly name: string;
  readonly plural: string;
  readonly features: readonly string[];
}

/** Every public object type, in the order NetBox lists them: by application, then model. */
export const OBJECT_TYPES: readonly ObjectType[] = OBJECT_TYPE_TABLE.map(readLine).sort((a, b) =>
  a.type < b.type ? -1 : 1,
);

const BY_TYPE = new Map(OBJECT_TYPES.map((objectType) => [objectType.type, objectType]));

function readLine(line: string): ObjectType {
  const [id = '', type = '', path = '', features = '', ...names] = line.split(' ');
  const [name = '', plural = ''] = names.join(' ').split(' | ');
  return {
    id: Number(id),
    type,
    path: path === '-' ? null : path,
    name,
    plural,
    features:
      features === '-' ? [] : Array.from(features, (letter) => FEATURE_LETTERS[letter] ?? letter).sort(),
  };
}

/** The object type of that name, or null when NetBox has no such model. */
export function objectTypeOf(type: string): ObjectType | null {
  return BY_TYPE.get(type) ?? null;
}

/** As NetBox shows it: `DCIM > Device`. */
export function displayOfObjectType(objectType: ObjectType): string {
  return `${appName(objectType.type)} > ${titleCase(objectType.name)}`;
}

/** `DCIM`, `IPAM`, `VPN` are spelled in capitals, the other applications are words. */
export function appName(type: string): string {
  const app = type.split('.')[0] ?? '';
  return ['dcim', 'ipam', 'vpn'].includes(app) ? app.toUpperCase() : titleCase(app);
}

/** `IP address` → `IP Address`. */
export function titleCase(words: string): string {
  return words.replaceAll(/(^|\s)([a-z])/g, (found) => found.toUpperCase());
}
