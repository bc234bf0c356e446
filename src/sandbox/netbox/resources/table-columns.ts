import { customFieldsOf } from '../custom-fields.ts';
import type { Problems, World } from '../resource.ts';
import { asText, textIn, type Values } from '../row.ts';

/** Columns of the tables the subset knows; NetBox has one table class per list. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  DeviceTable: [
    ...['pk', 'id', 'name', 'status', 'tenant', 'tenant_group', 'role', 'manufacturer', 'device_type'],
    ...[
      'serial',
      'asset_tag',
      'region',
      'site_group',
      'site',
      'location',
      'rack',
      'parent_device',
      'position',
    ],
    ...['face', 'latitude', 'longitude', 'airflow', 'primary_ip', 'primary_ip4', 'primary_ip6', 'oob_ip'],
    ...['cluster', 'virtual_chassis', 'vc_position', 'vc_priority', 'description', 'config_template'],
    ...['comments', 'contacts', 'tags', 'platform', 'interface_count', 'created', 'last_updated'],
  ],
};

/** NetBox looks at the live table: a field's column exists only while the field does, and it names one mistake at a time. */
export function checkTable(values: Values, world: World): Problems | null {
  const name = asText(values['table']);
  const columns = TABLES[name];
  if (columns === undefined) return { table: [`Unknown table: ${name}`] };
  const type = asText(values['object_type']);
  const fields = customFieldsOf(type, world).map((field) => `cf_${textIn(field, 'name')}`);
  const links = world.tables.all('extras.customlink').map((link) => `cl_${textIn(link, 'name')}`);
  const known = new Set([...columns, ...fields, ...links]);
  for (const list of ['ordering', 'columns']) {
    const strange = textsOf(values[list]).find((column) => !known.has(column.replace(/^-/, '')));
    if (strange !== undefined) return { [list]: [`Unknown column: ${strange}`] };
  }
  return null;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
