import { type Ending, endingLabel } from '../../domain/ending.ts';
import type { JournalKind } from '../../domain/journal-entry.ts';
import type { Reversibility } from '../../domain/plan.ts';

/** The color of an ending. */
export function kindOf(ending: Ending): JournalKind {
  switch (ending.kind) {
    case 'applied':
      return ending.saved ? 'success' : 'warning';
    case 'untouched':
      return ending.reason === 'in line' ? 'success' : ending.reason === 'superseded' ? 'info' : 'warning';
    case 'rolled-back':
    case 'quarantined':
      return 'danger';
  }
}

const VERDICTS: Readonly<Record<string, string>> = {
  'applied: saved': 'Applied, verified, saved',
  'applied: not saved': 'Applied and verified, NOT saved',
  'rolled back: by us': 'Rolled back: the device is as it was before',
  'rolled back: by the device': 'Rolled back by the device itself',
  'quarantined: differs': 'QUARANTINED: the device differs from what was verified',
  'quarantined: unknown': 'QUARANTINED: nobody knows what the device holds',
  'quarantined: not undone': 'QUARANTINED: the change could not be undone',
  'untouched: refused': 'Refused: nothing was written',
  'untouched: skipped': 'Skipped: nothing was written',
  'untouched: superseded': 'Superseded: nothing was written',
  'untouched: in line': 'In line: nothing to do',
};

/** An ending in the words of a headline. */
export function verdictOf(ending: Ending): string {
  return VERDICTS[endingLabel(ending)] ?? endingLabel(ending);
}

/** What a person does next. */
export function nextStep(ending: Ending): string {
  switch (ending.kind) {
    case 'applied':
      return ending.saved ? 'nothing.' : 'save the configuration by hand; a reboot would lose the change.';
    case 'rolled-back':
      return 'NetBox still asks for it. Edit NetBox back, or edit it differently: the same values are not tried again until then.';
    case 'quarantined':
      return 'look at the device now, bring it in order, then run: plumbline release DEVICE';
    case 'untouched':
      return NEXT_UNTOUCHED[ending.reason];
  }
}

const NEXT_UNTOUCHED: Readonly<Record<'in line' | 'refused' | 'skipped' | 'superseded', string>> = {
  'in line': 'nothing.',
  refused: 'remove the reason above, then edit again or run: plumbline plan DEVICE',
  skipped: 'once the device answers, run: plumbline plan DEVICE, and approve the plan.',
  superseded: 'nothing; see the newer change.',
};

/** How a plan can be taken back. */
export const UNDO: Readonly<Record<Reversibility, string>> = {
  timer: 'by the device’s own timer until the change is confirmed, then by the reverse commands below',
  commands: 'by the reverse commands below',
  'one-way':
    'one way; the reverse commands below do not bring everything back, so it always needs an approval',
};
