import type { Command } from '../../domain/plan.ts';
import type { PlatformRules } from '../platforms/platform-rules.ts';
import { writeJunos } from '../junos/write-junos.ts';
import type { ConfigSection } from '../tree/config-node.ts';
import { collectOperations, type Collection } from './collect-operations.ts';
import { detachReferrers } from './detach-referrers.ts';
import { negate } from './negate.ts';
import type { Constraint, Operation, Refusal } from './operation.ts';
import { orderOperations } from './order-operations.ts';
import { relateOperations } from './relate-operations.ts';
import { rebuildTogether } from './rebuild-together.ts';
import { reckonSideEffects } from './side-effects.ts';
import { localSymbols, symbolRule } from './symbols.ts';

/** Commands from one configuration to another, in an order the device takes, and the places that are left out. */
export interface Planned {
  readonly commands: readonly Command[];
  readonly refusals: readonly Refusal[];
}

/**
 * Plans the way from `live` to `target`. What the commands really lead to is for
 * the simulator to say.
 */
export function planCommands(rules: PlatformRules, live: ConfigSection, target: ConfigSection): Planned {
  if (rules.platform === 'juniper_junos') return writeJunos(live, target);
  const sides = { live, target };
  const collection = collectOperations(rules, live, target);
  for (const { symbols, removal } of collection.rebuilt) detachReferrers(collection, sides, symbols, removal);
  rebuildTogether(collection, sides);
  const needless = reckonSideEffects(collection, sides);
  const order = findOrder(collection, sides, needless);
  const refusals = [
    ...collection.refusals,
    ...order.stuck.map(({ path, commands }) => ({
      path,
      key: commands[0] ?? '',
      reason: 'this step and others wait for each other',
    })),
  ];
  return {
    commands: order.order.flatMap(({ path, commands }) => commands.map((command) => ({ path, command }))),
    refusals,
  };
}

interface Sides {
  readonly live: ConfigSection;
  readonly target: ConfigSection;
}

/** Orders the steps; where they wait for each other, wishes are dropped first, then one replacing step is taken apart. */
function findOrder(collection: Collection, sides: Sides, needless: ReadonlySet<number>) {
  let hasWishes = true;
  for (;;) {
    const steps = collection.operations.filter(({ id }) => !needless.has(id));
    const related = relateOperations(collection.rules, steps, sides.live, collection.operations.length);
    const operations = [...steps, ...related.meetingPoints];
    const inPlay = new Set(operations.map(({ id }) => id));
    const constraints = [...collection.constraints, ...related.constraints].filter(
      ({ before, after, soft }) => (hasWishes || !soft) && inPlay.has(before) && inPlay.has(after),
    );
    const ordered = orderOperations(operations, constraints);
    if (ordered.stuck.length === 0) return ordered;
    if (hasWishes && constraints.some(({ soft }) => soft)) hasWishes = false;
    else if (!takeApart(collection, sides, ordered.stuck, constraints)) return ordered;
  }
}

/**
 * Takes the first replacing step apart on whose removal another stuck one waits: the old value goes first, the new one comes
 * later, and in between others get what they wait for. False when there is none.
 */
function takeApart(
  collection: Collection,
  sides: Sides,
  stuck: readonly Operation[],
  constraints: readonly Constraint[],
): boolean {
  const waiting = new Set(stuck.map(({ id }) => id));
  const awaited = new Set(
    constraints
      .filter(({ after, part }) => part === 'removal' && waiting.has(after))
      .map(({ before }) => before),
  );
  const whole = stuck.find(
    ({ id, from }) => awaited.has(id) && from !== null && from.rule?.negation !== 'never',
  );
  if (whole?.from === undefined || whole.from === null) return false;
  const { from } = whole;
  const removal: Operation = {
    ...whole,
    id: collection.operations.length,
    does: 'remove',
    commands: [negate(from)],
    gives: [],
    needs: [],
    brings: [],
    takes: [from],
    releases: localSymbols(collection.rules, from.refers, whole.path),
    from: null,
    drops: [
      ...whole.drops,
      // What the line itself defines; the section around it stays.
      ...localSymbols(collection.rules, from.defines, whole.path).filter(
        (symbol) => symbolRule(collection.rules, symbol).onRemoval === 'refused',
      ),
    ],
  };
  collection.operations.push(removal);
  collection.operations[whole.id] = { ...whole, does: 'add', releases: [], drops: [], takes: [], from: null };
  collection.constraints.push({ before: removal.id, after: whole.id, part: 'addition', soft: false });
  detachReferrers(collection, sides, removal.drops, removal.id);
  return true;
}
