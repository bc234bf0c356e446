import type { IosSession } from './session.ts';
import { invalidInput } from './answers.ts';
import type { IosBox } from './box.ts';
import type { IosDevice } from './device.ts';
import { enterLine } from './enter.ts';
import type { Entered, Place } from './entering.ts';
import { parentOf } from './entering.ts';
import { runExec } from './exec.ts';
import { noteConfigured } from './logging.ts';
import { formatConfiguration } from './text.ts';
import type { Reply } from '../command-line.ts';
import { misbehave } from '../misbehave.ts';

const NOTHING: Reply = { kind: 'text', text: '' };

/** How one session's configuration mode answers lines. Navigation is not logged; every other line is. */
export function createConfigurationMode(
  device: IosDevice,
  session: IosSession,
): (text: string, promptLength: number) => Reply {
  // While a fault makes lines ignored the session works on a copy that nobody else sees.
  let copy: IosBox | null = null;
  const target = () => {
    if (!device.faults.isIgnored()) {
      copy = null;
      return device.box;
    }
    copy ??= { ...device.box, root: structuredClone(device.box.root), broken: new Set() };
    return copy;
  };

  return (text, promptLength) => {
    const place = session.place;
    if (place === null) return NOTHING;
    const left = navigate(place, text);
    if (left !== undefined) {
      session.place = left;
      if (left === null) noteConfigured(device.box, session);
      return NOTHING;
    }
    if (/^do\s/.test(text))
      return runExec(device, session, { text: text.slice(2).trim(), promptLength: promptLength + 3 });
    const fault = device.faults.atCommand(text); // counts, so that what is ignored is known afterwards
    const typed = { device, session, place, text, promptLength, box: target() };
    return misbehave(device, fault, {
      act: () => take(typed),
      skip: () => note(typed, false, false),
      refusal: () => invalidInput(text, 0, promptLength),
    });
  };
}

/** Where `end` and `exit` lead, also shortened; undefined for other lines. */
function navigate(place: Place, text: string): Place | null | undefined {
  if (text.length >= 2 && 'end'.startsWith(text)) return null;
  if (text === 'exit-address-family' && place.mode === 'config-router-af') return parentOf(place);
  if (text.length < 2 || !'exit'.startsWith(text)) return undefined;
  return place.path.length === 0 ? null : parentOf(place);
}

interface Typed {
  readonly device: IosDevice;
  readonly session: IosSession;
  readonly place: Place;
  readonly text: string;
  readonly promptLength: number;
  readonly box: IosBox;
}

/** Enters the line for good and answers as the device does. */
function take(typed: Typed): Reply {
  const { session, place, text, box, promptLength } = typed;
  const before = formatConfiguration(box.root);
  const entered = enterLine(box, place, text);
  switch (entered.kind) {
    case 'accepted':
      session.place = entered.place;
      settle(typed, before);
      return { kind: 'text', text: entered.notice };
    case 'refused':
      note(typed, false, false);
      return { kind: 'text', text: entered.answer };
    case 'invalid':
      note(typed, false, false);
      return { kind: 'text', text: invalidInput(text, entered.at, promptLength) };
    case 'question':
      return ask(typed, entered, before);
  }
}

function ask(typed: Typed, entered: Extract<Entered, { kind: 'question' }>, before: string): Reply {
  return {
    kind: 'question',
    text: entered.question,
    input: 'key',
    answer(key) {
      if (key === '\r' || key === 'y') {
        entered.confirmed();
        settle(typed, before);
      } else note(typed, false, false);
      return NOTHING;
    },
  };
}

function settle(typed: Typed, before: string): void {
  const { device, session, box } = typed;
  const isReal = box === device.box;
  note(typed, true, isReal && device.settle(before, session.user));
}

function note(typed: Typed, accepted: boolean, changed: boolean): void {
  typed.device.log.command({
    time: new Date().toISOString(),
    session: typed.session.id,
    user: typed.session.user,
    path: typed.place.path,
    command: typed.text,
    accepted,
    changed,
  });
}
