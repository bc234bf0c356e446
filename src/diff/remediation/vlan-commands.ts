import { formatVlanLists, isEveryVlan } from '../vlan-list.ts';

/**
 * The commands that bring a trunk's VLAN list from `now` to `wanted`, touching no VLAN that stays: `add` and `remove` only.
 * The full list is written only where there is none yet, since `add` to "every VLAN" does nothing. Null is no list at all.
 */
export function vlanCommands(
  name: string,
  now: readonly number[] | null,
  wanted: readonly number[] | null,
  commandLength: number,
): readonly string[] {
  const lists = (ids: readonly number[]) => formatVlanLists(ids, commandLength);
  if (wanted === null) return [`no ${name}`];
  if (isEveryVlan(wanted)) return [`${name} all`];
  if (now === null || isEveryVlan(now) || now.length === 0) {
    const [first = 'none', ...more] = lists(wanted);
    return [`${name} ${first}`, ...more.map((list) => `${name} add ${list}`)];
  }
  if (wanted.length === 0) return [`${name} none`];
  const keeps = new Set(wanted);
  const has = new Set(now);
  return [
    ...lists(wanted.filter((id) => !has.has(id))).map((list) => `${name} add ${list}`),
    ...lists(now.filter((id) => !keeps.has(id))).map((list) => `${name} remove ${list}`),
  ];
}
