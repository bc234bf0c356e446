import type { ItemName, Scope } from '../domain/configuration.ts';
import type { Finding } from '../domain/finding.ts';
import type { Platform } from '../domain/platform.ts';
import { rulesOf } from './platforms/rules-of.ts';
import { placeInside, topPlace } from './tree/place.ts';

/**
 * True when a finding may become part of a plan at all, whatever policy and approval say. In model scope, what is found only
 * on the device (addresses, VLANs, interfaces) is reported and never removed, unless the scope declares that collection
 * exclusive; only what NetBox once asked for and now leaves out is removed, and that is `pending`. Values that cannot be
 * compared are never sent.
 */
export function canBeApplied(platform: Platform, scope: Scope, finding: Finding): boolean {
  if (finding.class === 'opaque' || finding.class === 'reverted') return false;
  if (scope.kind !== 'model' || finding.intended !== null || finding.class === 'pending') return true;
  // A default NetBox asks for is shown as null too (`no shutdown`): that removes nothing.
  return hasDefault(platform, finding) || isExclusive(platform, scope.exclusive ?? [], finding);
}

/** True for an item whose absence is a value like any other: taking it away says what the device does without it. */
export function hasDefault(platform: Platform, { path, key }: ItemName): boolean {
  const rules = rulesOf(platform);
  let place = topPlace(rules);
  for (const header of path) place = placeInside(rules, place.readHeader(header)?.payload ?? null);
  const rule = (place.readLine(key) ?? place.readKey(key))?.payload;
  return rule?.toggle !== undefined || rule?.standard?.in.test(path.at(-1) ?? '') === true;
}

/** True for what is found only on the device and belongs to a collection that NetBox alone decides on. */
function isExclusive(
  platform: Platform,
  exclusive: NonNullable<Extract<Scope, { kind: 'model' }>['exclusive']>,
  { path, key, live }: Finding,
): boolean {
  if (exclusive.length === 0) return false;
  const rules = rulesOf(platform);
  let place = topPlace(rules);
  for (const header of path) place = placeInside(rules, place.readHeader(header)?.payload ?? null);
  if (path.length === 0 && place.readHeader(key) !== null)
    return exclusive.includes('interfaces') && key.startsWith('interface ');
  const rule = place.readLine(live ?? key)?.payload;
  if (rule?.list === 'vlans') return exclusive.includes('vlans');
  return rule?.model === 'member' && exclusive.includes('addresses');
}
