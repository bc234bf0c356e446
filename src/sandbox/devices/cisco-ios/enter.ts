import type { IosBox } from './box.ts';
import { insertInOrder } from './order.ts';
import { RULES, VANISHING } from './rules.ts';
import { SPECIAL } from './special.ts';
import type { Mode, SpecialKind } from './kinds.ts';
import { createEnterLine } from '../enter-line.ts';

/** Enters one configuration line where the session stands, as IOS does. */
export const enterLine = createEnterLine<Mode, SpecialKind, IosBox>({
  top: 'config',
  rules: RULES,
  special: SPECIAL,
  vanishing: VANISHING,
  negations: ['no'],
  isNumbered: (mode) => mode.endsWith('nacl'),
  insert: insertInOrder,
});
