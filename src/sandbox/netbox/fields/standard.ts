import type { Field } from '../resource.ts';
import { toRestTime } from '../timeline.ts';
import { computed, constants } from './computed.ts';
import { text } from './text.ts';

/** `description`, at most 200 characters. */
export const description: Field = text('description', { max: 200 });

/** `comments`, of any length. */
export const comments: Field = text('comments');

/** `owner`: in the subset only devices have one. */
export const owner: Field = { name: 'owner', read: () => null, model: () => null };

/** `created` and `last_updated`. */
export const stamps: readonly Field[] = [
  computed('created', (row) => toRestTime(row.created)),
  computed('last_updated', (row) => toRestTime(row.lastUpdated)),
];

/** References to kinds of objects the subset does not have. */
export function absent(...names: readonly string[]): readonly Field[] {
  return constants(Object.fromEntries(names.map((name) => [name, null])));
}
