import { constants, storedCount, zeroCounts } from '../fields/computed.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { reference } from '../fields/reference.ts';
import { absent, comments, description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText, slugText, text } from '../fields/text.ts';
import { idFilters } from '../filters/id-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';

export const deviceType: Resource = {
  type: 'dcim.devicetype',
  path: 'dcim/device-types',
  className: 'DeviceType',
  fields: [
    reference('manufacturer', 'dcim.manufacturer', { required: true, onDelete: 'protect' }),
    reference('default_platform', 'dcim.platform', { nullable: true, onDelete: 'clear' }),
    nameText('model'),
    slugText(),
    text('part_number', { max: 50 }),
    ...constants({ u_height: 1, exclude_from_utilization: false, is_full_depth: true }),
    ...absent('subdevice_role', 'airflow', 'cooling_method', 'weight', 'weight_unit', 'end_of_life'),
    ...absent('front_image', 'rear_image'),
    description,
    owner,
    comments,
    ...tags,
    customFieldValues('dcim.devicetype'),
    ...stamps,
    storedCount('device_count', 'dcim.device', 'device_type'),
    ...zeroCounts('interface_template_count'),
  ],
  brief: ['manufacturer', 'model', 'slug', 'description', 'device_count'],
  filters: [
    ...idFilters,
    ...textFilters('model'),
    ...textFilters('slug'),
    ...referenceFilters('manufacturer', 'dcim.manufacturer'),
    searchFilter('model', 'part_number', 'comments'),
  ],
  display: (row) => textIn(row, 'model'),
  order: byText('model'),
  unique: [],
  check: (values, row, world) => {
    const taken = world.tables
      .all('dcim.devicetype')
      .some((other) => other.id !== row?.id && other.values['slug'] === values['slug']);
    return taken ? { __all__: ['Device type with this Manufacturer and Slug already exists.'] } : null;
  },
  tracked: true,
};
