import type { EosCandidate } from './box.ts';
import { insertInOrder } from './order.ts';
import { RULES, VANISHING } from './rules.ts';
import { SPECIAL } from './special.ts';
import type { Mode, SpecialKind } from './kinds.ts';
import { createEnterLine } from '../enter-line.ts';

/** Enters one configuration line where the session stands, as EOS does. */
export const enterLine = createEnterLine<Mode, SpecialKind, EosCandidate>({
  top: 'top',
  rules: RULES,
  special: SPECIAL,
  vanishing: VANISHING,
  negations: ['no', 'default'],
  isNumbered: (mode) => mode === 'acl',
  insert: insertInOrder,
});
