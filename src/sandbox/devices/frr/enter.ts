import { createEnterLine } from '../enter-line.ts';
import type { Entered, Place as GrammarPlace } from '../grammar.ts';
import type { FrrBox } from './box.ts';
import type { Mode, SpecialKind } from './entry.ts';
import { insertInOrder } from './order.ts';
import { RULES } from './rules.ts';
import { SPECIAL } from './special.ts';

export type Place = GrammarPlace<Mode>;
export const TOP: Place = { path: [], mode: 'config' };

const enter = createEnterLine<Mode, SpecialKind, FrrBox>({
  top: 'config',
  rules: RULES,
  special: SPECIAL,
  vanishing: [],
  negations: ['no'],
  isNumbered: () => false,
  insert: insertInOrder,
});

/** What vtysh makes of one line: it has no caret, and its words name the whole line. */
export type FrrAnswer =
  | { readonly ok: true; readonly place: Place; readonly notice: string }
  | { readonly ok: false; readonly answer: string };

/** Enters one configuration line where the session stands. Blanks inside are joined: vtysh passes words on. */
export function enterLine(box: FrrBox, place: Place, typed: string): FrrAnswer {
  const line = typed.trim().replaceAll(/\s+/g, ' ');
  return toAnswer(enter(box, place, line), line);
}

function toAnswer(entered: Entered<Mode>, line: string): FrrAnswer {
  switch (entered.kind) {
    case 'accepted':
      return { ok: true, place: entered.place, notice: entered.notice };
    case 'refused':
      if (entered.answer.startsWith('% Incomplete'))
        return { ok: false, answer: `% Command incomplete: ${line}` };
      if (entered.answer.startsWith('% Ambiguous'))
        return { ok: false, answer: `% Ambiguous command: ${line}` };
      return { ok: false, answer: entered.answer };
    case 'invalid':
    case 'question':
      return { ok: false, answer: `% Unknown command: ${line}` };
  }
}
