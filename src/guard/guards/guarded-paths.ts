import { coversItem } from '../../diff/path-pattern.ts';
import { itemSymbols } from '../../diff/item-symbols.ts';
import { readItems } from '../../diff/read-items.ts';
import type { ItemName } from '../../domain/configuration.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Plan } from '../../domain/plan.ts';
import { BUILT_IN_PATHS } from '../built-in-paths.ts';
import { type Guard, type GuardFacts, hold, PASS, refuse } from '../guard-facts.ts';
import { placeInWords, symbolsOfFinding } from '../items-of-plan.ts';

/** Management access and what the policy guards by name are written with an approval only. */
export const guardedPathsGuard: Guard = {
  name: 'guarded paths',
  decide: (facts) => {
    const { plan, policy } = facts;
    const paths = [
      ...BUILT_IN_PATHS[plan.unit.platform].map((path) => ({ path, why: 'management access' })),
      ...policy.guardedPaths.map(({ name, path }) => ({ path, why: `guarded path "${name}"` })),
    ];
    for (const place of writtenPlaces(plan)) {
      const guarded = paths.find(({ path }) => coversItem(path, place));
      if (guarded === undefined) continue;
      return hold(`"${placeInWords(place)}" is guarded (${guarded.why}: ${guarded.path})`);
    }
    return throughReference(facts);
  },
};

/** The items of a plan, by key and by line, and the lines of its commands: an item may be detached and written again on the way. */
function writtenPlaces({ applies, commands }: Plan): readonly ItemName[] {
  const items = applies.flatMap(({ path, key, intended, live }) =>
    [key, intended, live].filter((word) => word !== null).map((word) => ({ path, key: word })),
  );
  const sent = commands.map(({ path, command }) => ({ path, key: command.replace(/^(?:no|default) /, '') }));
  return [...items, ...sent];
}

/** A list that management access refers to (`access-class`) decides who gets in as much as the line that names it. */
function throughReference({ plan, reading }: GuardFacts) {
  const { platform } = plan.unit;
  const defining = definitionsOf(plan);
  if (defining.size === 0) return PASS;
  const live = readItems(platform, reading.configuration, { kind: 'whole' }, 'live');
  if (!live.ok) return refuse(`who may log in could not be read from the device: ${live.reason}`);
  for (const item of live.items) {
    if (!BUILT_IN_PATHS[platform].some((path) => coversItem(path, item))) continue;
    for (const symbol of itemSymbols(platform, item).refers) {
      const finding = defining.get(symbol);
      if (finding === undefined) continue;
      return hold(
        `"${placeInWords(finding)}" is guarded (management access: "${placeInWords(item)}" refers to ${symbol})`,
      );
    }
  }
  return PASS;
}

function definitionsOf({ applies, unit }: Plan): ReadonlyMap<string, Finding> {
  return new Map(
    applies.flatMap((finding) =>
      symbolsOfFinding(unit.platform, finding).defines.map((symbol) => [symbol, finding] as const),
    ),
  );
}
