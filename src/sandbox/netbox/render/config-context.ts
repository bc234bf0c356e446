import type { Json } from '../../../domain/json.ts';
import type { World } from '../resource.ts';
import { idIn, idsIn, isRecord, recordIn, textIn, type Row } from '../row.ts';
import { withAncestors } from '../tree.ts';

type Context = Readonly<Record<string, Json>>;

/** The merged config context of a device: active contexts by weight and name, then its own local data. */
export function configContextOf(device: Row, world: World): Context {
  const applying = world.tables
    .all('extras.configcontext')
    .filter((context) => context.values['is_active'] !== false && applies(context, device, world))
    .sort(
      (a, b) =>
        (idIn(a, 'weight') ?? 0) - (idIn(b, 'weight') ?? 0) ||
        textIn(a, 'name').localeCompare(textIn(b, 'name')),
    );
  const merged = applying.reduce<Context>((sum, context) => deepMerge(sum, recordIn(context, 'data')), {});
  return deepMerge(merged, recordIn(device, 'local_context_data'));
}

/** An empty list does not restrict; a parent role or platform counts; tags need one in common. */
function applies(context: Row, device: Row, world: World): boolean {
  const fits = (list: string, ids: readonly (number | null)[]): boolean => {
    const wanted = idsIn(context, list);
    return wanted.length === 0 || ids.some((id) => id !== null && wanted.includes(id));
  };
  const tags = idsIn(context, 'tags');
  return (
    fits('sites', [idIn(device, 'site')]) &&
    fits('roles', withAncestors('dcim.devicerole', idIn(device, 'role'), world)) &&
    fits('platforms', withAncestors('dcim.platform', idIn(device, 'platform'), world)) &&
    fits('device_types', [idIn(device, 'device_type')]) &&
    (tags.length === 0 || tags.some((id) => idsIn(device, 'tags').includes(id)))
  );
}

/** Objects merge, everything else is replaced: lists too. */
function deepMerge(below: Context, above: Context): Context {
  const merged: Record<string, Json> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const current = merged[key];
    merged[key] = isRecord(current) && isRecord(value) ? deepMerge(current, value) : value;
  }
  return merged;
}
