import { ADDRESS_ROLES, ADDRESS_STATUSES } from '../choices.ts';
import { parseAddress, sortKeyOf } from '../ip-text.ts';
import { choice } from '../fields/choice.ts';
import { column } from '../fields/column.ts';
import { computed, shownConstants } from '../fields/computed.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { genericReference } from '../fields/generic-reference.ts';
import { reference } from '../fields/reference.ts';
import { absent, comments, description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { text } from '../fields/text.ts';
import { FieldProblem } from '../rejection.ts';
import type { Problems, Resource, World } from '../resource.ts';
import { asText, idIn, textIn, type Row, type Values } from '../row.ts';
import { addressFilters } from './address-filters.ts';

/** Written with or without a prefix length; kept with one. */
const address = column('address', { required: true }, (raw) => {
  const parsed = typeof raw === 'string' ? parseAddress(raw) : null;
  if (parsed === null) throw new FieldProblem(`Invalid IP address format: ${asText(raw)}`);
  return parsed.text;
});

export const ipAddress: Resource = {
  type: 'ipam.ipaddress',
  path: 'ipam/ip-addresses',
  className: 'IPAddress',
  fields: [
    computed('family', (row) => {
      const family = textIn(row, 'address').includes(':') ? 6 : 4;
      return { value: family, label: `IPv${family}` };
    }),
    address,
    reference('vrf', 'ipam.vrf', { nullable: true, onDelete: 'protect' }),
    ...absent('tenant'),
    choice('status', ADDRESS_STATUSES, { fallback: 'active' }),
    choice('role', ADDRESS_ROLES, { nullable: true }),
    ...genericReference('assigned_object', { nullable: true }),
    ...absent('nat_inside'),
    ...shownConstants({ nat_outside: [] }),
    text('dns_name', { max: 255 }),
    description,
    owner,
    comments,
    ...tags,
    customFieldValues('ipam.ipaddress'),
    ...stamps,
  ],
  brief: ['family', 'address', 'description'],
  filters: addressFilters,
  display: (row) => textIn(row, 'address'),
  order: (a, b) => {
    const [x, y] = [sortKeyOf(textIn(a, 'address')), sortKeyOf(textIn(b, 'address'))];
    return x < y ? -1 : x > y ? 1 : a.id - b.id;
  },
  unique: [],
  check: checkAddress,
  attachment: { typeField: 'assigned_object_type', idField: 'assigned_object_id' },
  related: (row) => ({
    type: textIn(row, 'assigned_object_type'),
    id: Number(row.values['assigned_object_id'] ?? 0),
  }),
  tracked: true,
};

/** Roles whose addresses may exist more than once. */
const SHARED_ROLES = ['anycast', 'vip', 'vrrp', 'hsrp', 'glbp', 'carp'];

function checkAddress(values: Values, row: Row | null, world: World): Problems | null {
  const type = values['assigned_object_type'];
  const id = values['assigned_object_id'];
  if (typeof id === 'number' && (typeof type !== 'string' || world.tables.find(type, id) === null)) {
    return { assigned_object_id: [`Related object not found using the provided value: ${id}.`] };
  }
  if (SHARED_ROLES.includes(asText(values['role']))) return null;
  const host = asText(values['address']).split('/')[0];
  const vrf = typeof values['vrf'] === 'number' ? world.tables.find('ipam.vrf', values['vrf']) : null;
  if (vrf?.values['enforce_unique'] === false) return null;
  const twin = world.tables
    .all('ipam.ipaddress')
    .filter((other) => other.id !== row?.id && idIn(other, 'vrf') === (vrf?.id ?? null))
    .find((other) => textIn(other, 'address').split('/')[0] === host);
  if (twin === undefined || SHARED_ROLES.includes(textIn(twin, 'role'))) return null;
  const table =
    vrf === null ? 'global table' : `VRF ${world.catalog.byType('ipam.vrf')?.display(vrf, world) ?? ''}`;
  return { address: [`Duplicate IP address found in ${table}: ${textIn(twin, 'address')}`] };
}
