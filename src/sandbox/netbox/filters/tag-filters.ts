import { badFilter } from '../rejection.ts';
import type { Filter } from '../resource.ts';
import { idsIn, textIn } from '../row.ts';

/** `tag` by slug; several tags are AND, unlike every other repeated filter. */
export const tagFilter: Filter = {
  name: 'tag',
  build(values, world) {
    const wanted = values.map((slug) => {
      const tag = world.tables.all('extras.tag').find((row) => textIn(row, 'slug') === slug);
      if (tag === undefined) {
        throw badFilter('tag', `Select a valid choice. ${slug} is not one of the available choices.`);
      }
      return tag.id;
    });
    return (row) => wanted.every((id) => idsIn(row, 'tags').includes(id));
  },
};
