/** Whether trying the same again can help: `never` (a person or another input is needed) or `later`. */
export type Retry = 'never' | 'later';

/**
 * Every fault Plumbline knows, by code; `docs/errors.md` says for each what happened and what to do.
 * A code is stored and counted: it is never renamed lightly.
 */
export const FAULT_CODES = {
  'netbox.unreachable': 'later',
  'netbox.server-error': 'later',
  'netbox.too-many-requests': 'later',
  'netbox.forbidden': 'never',
  'netbox.not-found': 'never',
  'netbox.conflict': 'later',
  'netbox.bad-answer': 'later',
  'netbox.rejected': 'never',
  'netbox.render-failed': 'never',
  'device.unreachable': 'later',
  'device.authentication': 'never',
  'device.host-key': 'never',
  'device.timeout': 'later',
  'device.cut': 'later',
  'device.refused-command': 'never',
  'device.unexpected-output': 'never',
  'device.incomplete': 'later',
  'device.wire-gate': 'never',
  'device.no-credentials': 'never',
  'device.backing-off': 'later',
  'device.refused-before': 'never',
  'device.wrong-device': 'never',
  'input.unreadable': 'never',
  'input.too-large': 'never',
  'input.binary': 'never',
  'input.encoding': 'never',
  'input.control-character': 'never',
  'input.indentation': 'never',
  'input.empty': 'never',
  'input.truncated': 'never',
  'input.error-line': 'never',
  'input.wrong-platform': 'never',
  'input.not-comparable': 'never',
  'outbound.unreachable': 'later',
  'outbound.refused': 'later',
  'store.unavailable': 'later',
  'store.wrong-key': 'never',
  'settings.invalid': 'never',
  'internal.unexpected': 'never',
} as const satisfies Record<string, Retry>;

export type FaultCode = keyof typeof FAULT_CODES;

/** A fault as data: what survives a replay, where an error's class and cause do not. */
export interface FaultFacts {
  readonly code: FaultCode;
  readonly message: string;
}

/**
 * What an adapter throws when the outside world failed it.
 * `message` is one sentence for an engineer: what was expected, what was found, what to do next.
 * Recognise faults with {@link faultFactsOf}, never by class: an error comes back from a replay as a plain `Error`.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly retry: Retry;
  /** Text of the vendor error, for logs only. */
  readonly causeText: string | null;

  constructor(code: FaultCode, message: string, causeText: string | null = null) {
    super(message);
    this.code = code;
    this.retry = FAULT_CODES[code];
    this.causeText = causeText;
  }
}

/** Reads the fault facts out of anything thrown, also after a replay; what is no fault is `internal.unexpected`. */
export function faultFactsOf(thrown: unknown): FaultFacts {
  if (typeof thrown !== 'object' || thrown === null) {
    return { code: 'internal.unexpected', message: String(thrown) };
  }
  const message = 'message' in thrown ? String(thrown.message) : 'no message';
  if ('code' in thrown && typeof thrown.code === 'string' && thrown.code in FAULT_CODES) {
    return { code: thrown.code as FaultCode, message };
  }
  return { code: 'internal.unexpected', message };
}

/** True when trying the same step again may help. */
export function isRetryable(thrown: unknown): boolean {
  return FAULT_CODES[faultFactsOf(thrown).code] === 'later';
}
