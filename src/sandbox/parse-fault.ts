import type { SimulatedFault } from './devices/simulated-fault.ts';

/** Everything a fault may need to know that `KIND:AT` does not say. */
export interface FaultContext {
  /** What the fault `worse` takes down. */
  readonly down: readonly string[];
}

export type FaultOrder = (context: FaultContext) => SimulatedFault;
export type ParsedFault =
  { readonly ok: true; readonly order: FaultOrder } | { readonly ok: false; readonly problem: string };

type Moment = number | string;

/** Faults that happen at one line. */
const AT_A_LINE: Readonly<Record<string, (at: Moment, context: FaultContext) => SimulatedFault>> = {
  refuse: (at) => ({ kind: 'refuse', at }),
  hang: (at) => ({ kind: 'hang', at, applied: true }),
  close: (at) => ({ kind: 'close', at, applied: true }),
  question: (at) => ({ kind: 'question', at, question: 'Do you want to continue? [yes/no]: ' }),
  'prompt-like': (at) => ({ kind: 'prompt-like', at }),
  worse: (at, { down }) => ({ kind: 'worse', at, down }),
  reboot: (at) => ({ kind: 'reboot', at, downMs: 3_000 }),
  'lose-management': (at) => ({ kind: 'lose-management', at }),
};

/** Faults that are there from the beginning. */
const ALWAYS: Readonly<Record<string, SimulatedFault>> = {
  slow: { kind: 'slow', msPerByte: 1 },
  'no-effect': { kind: 'no-effect' },
  locked: { kind: 'locked', by: 'anna' },
  'daemon-down': { kind: 'daemon-down', daemon: 'bgpd' },
  'no-lines': { kind: 'no-lines' },
  'save-fails': { kind: 'save-fails' },
  'read-only-home': { kind: 'read-only-home' },
  'other-host-key': { kind: 'other-host-key' },
  'wrong-password': { kind: 'wrong-password' },
  silent: { kind: 'silent' },
};

/**
 * Reads `KIND[:AT]`: AT is a number (the k-th configuration command, 1 when it is left out) or the beginning of a line, also
 * of an exec command (`close:configure confirm`); `half` counts commands only. Anything else is a problem in words.
 */
export function parseFault(text: string): ParsedFault {
  const [, kind = '', given] = /^([a-z-]+)(?::(.*))?$/s.exec(text) ?? [];
  const always = Object.hasOwn(ALWAYS, kind) ? ALWAYS[kind] : undefined;
  if (always !== undefined)
    return given === undefined
      ? { ok: true, order: () => always }
      : problem(`"${kind}" takes no moment, it is there from the beginning`);
  const at = momentOf(given ?? '1');
  if (kind === 'half')
    return typeof at === 'number'
      ? { ok: true, order: () => ({ kind: 'half', from: at }) }
      : problem('"half" takes the number of a configuration command, 1 or more');
  const make = Object.hasOwn(AT_A_LINE, kind) ? AT_A_LINE[kind] : undefined;
  if (make === undefined) return problem(`"${text}" is no fault: ${FAULT_FORMS}`);
  if (at === null)
    return problem(
      `"${kind}" takes the number of a configuration command, 1 or more, or the beginning of a line`,
    );
  return { ok: true, order: (context) => make(at, context) };
}

/** The forms `--fault` takes, for its help and its errors. */
export const FAULT_FORMS = `${[...Object.keys(AT_A_LINE), 'half'].map((kind) => `${kind}[:AT]`).join(', ')}, ${Object.keys(ALWAYS).join(', ')}`;

/** Digits are a number and never the beginning of a line; 0 and negative ones are nothing. */
function momentOf(text: string): Moment | null {
  if (/^-?\d+$/.test(text))
    return Number(text) >= 1 && Number.isSafeInteger(Number(text)) ? Number(text) : null;
  return text.trim() === '' || text !== text.trim() ? null : text;
}

function problem(words: string): ParsedFault {
  return { ok: false, problem: words };
}
