import { VLAN_STATUSES } from '../choices.ts';
import { choice } from '../fields/choice.ts';
import { shownConstants, zeroCounts } from '../fields/computed.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { integer } from '../fields/integer.ts';
import { reference } from '../fields/reference.ts';
import { absent, comments, description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText } from '../fields/text.ts';
import { choiceFilters } from '../filters/choice-filters.ts';
import { idFilters } from '../filters/id-filters.ts';
import { numberFilters } from '../filters/number-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { tagFilter } from '../filters/tag-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { compareText } from '../order.ts';
import type { Filter, Resource, World } from '../resource.ts';
import { idIn, textIn, type Row } from '../row.ts';

/** VLANs usable on a device: those of its site, and those of no site. */
const availableOnDevice: Filter = {
  name: 'available_on_device',
  build(values, world) {
    const sites = values.map((value) => {
      const device = world.tables.find('dcim.device', Number(value));
      return device === null ? null : idIn(device, 'site');
    });
    return (row) => idIn(row, 'site') === null || sites.includes(idIn(row, 'site'));
  },
};

export const vlan: Resource = {
  type: 'ipam.vlan',
  path: 'ipam/vlans',
  className: 'VLAN',
  fields: [
    reference('site', 'dcim.site', { nullable: true, onDelete: 'protect' }),
    ...absent('group'),
    integer('vid', { required: true, min: 1, max: 4094 }),
    nameText('name', 64),
    ...absent('tenant'),
    choice('status', VLAN_STATUSES, { fallback: 'active' }),
    ...absent('role'),
    description,
    ...absent('qinq_role', 'qinq_svlan'),
    owner,
    comments,
    ...shownConstants({ l2vpn_termination: null }),
    ...tags,
    customFieldValues('ipam.vlan'),
    ...stamps,
    ...zeroCounts('prefix_count'),
  ],
  brief: ['vid', 'name', 'description'],
  filters: [
    ...idFilters,
    ...numberFilters('vid'),
    ...textFilters('name'),
    ...referenceFilters('site', 'dcim.site'),
    ...choiceFilters('status', VLAN_STATUSES),
    availableOnDevice,
    tagFilter,
    searchFilter('name', 'vid', 'description'),
  ],
  display: (row) => `${textIn(row, 'name')} (${idIn(row, 'vid') ?? ''})`,
  order: bySiteAndVid,
  unique: [],
  tracked: true,
};

function bySiteAndVid(a: Row, b: Row, world: World): number {
  return (
    compareText(siteOf(a, world), siteOf(b, world)) ||
    (idIn(a, 'vid') ?? 0) - (idIn(b, 'vid') ?? 0) ||
    a.id - b.id
  );
}

function siteOf(row: Row, world: World): string {
  const site = world.tables.find('dcim.site', idIn(row, 'site') ?? 0);
  // PostgreSQL puts rows without a site last.
  return site === null ? '\uFFFF' : textIn(site, 'name');
}
