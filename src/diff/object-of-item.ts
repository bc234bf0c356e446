import type { ItemName, Provenance } from '../domain/configuration.ts';
import type { ObjectRef } from '../domain/netbox-object.ts';
import type { PlatformRules } from './platforms/platform-rules.ts';
import { placeInside, topPlace } from './tree/place.ts';

/** Finds the NetBox object behind an item: the longest name that is, or leads to, the item wins. */
export function createObjectFinder(
  rules: PlatformRules,
  provenance: readonly Provenance[],
): (item: ItemName) => ObjectRef | null {
  const objects = new Map(provenance.map((entry) => [nameId(canonicalName(rules, entry)), entry.object]));
  return (item) => {
    const words = [...item.path, item.key];
    for (let length = words.length; length >= 0; length -= 1) {
      const object = objects.get(nameId(words.slice(0, length)));
      if (object !== undefined) return object;
    }
    return null;
  };
}

/** Intent names places as NetBox spells them; items are named as the device spells them. */
function canonicalName(rules: PlatformRules, { path, key }: Provenance): readonly string[] {
  let place = topPlace(rules);
  const names: string[] = [];
  for (const header of path) {
    const read = place.readHeader(header);
    names.push(read?.line ?? header);
    place = placeInside(rules, read?.payload ?? null);
  }
  if (key === null) return names;
  const read = place.readLine(key) ?? place.readKey(key);
  // One VLAN of a list is an item of its own, named by the whole line.
  return [...names, read === null || read.payload.list !== undefined ? key : read.key];
}

function nameId(words: readonly string[]): string {
  return JSON.stringify(words);
}
