import { Fault } from '../domain/fault.ts';
import { REDACTED } from '../domain/redacted.ts';
import type { PlatformSession } from './platform-session.ts';

/** Shorter ones would tear holes into ordinary words. */
const SHORTEST = 4;

/**
 * The last filter of the credential's own secrets. Nothing is expected to hold one; but a device that echoes a password, or
 * asks for it where nobody expects that, puts it into what it answers, and the answer into an error.
 */
export const withoutSecrets = { call, session };

/** Runs `work`; a fault it throws is freed of the secrets. */
async function call<T>(secrets: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw thrown instanceof Fault ? cleanFault(secrets, thrown) : thrown;
  }
}

/** The same session; faults and the words of the device in its results are freed of the secrets. A reading is not touched. */
function session(secrets: readonly string[], inner: PlatformSession): PlatformSession {
  const told = <T>(work: () => Promise<T>): Promise<T> =>
    call(secrets, async () => cleanAnswer(secrets, await work()));
  return {
    read: () => call(secrets, () => inner.read()),
    selfRevert: () => told(() => inner.selfRevert()),
    pendingRevert: () => told(() => inner.pendingRevert()),
    apply: (commands, transaction) => told(() => inner.apply(commands, transaction)),
    confirm: (transaction) => told(() => inner.confirm(transaction)),
    revert: (transaction) => told(() => inner.revert(transaction)),
    save: () => told(() => inner.save()),
    leave: () => inner.leave(),
  };
}

function cleanFault(secrets: readonly string[], fault: Fault): Fault {
  const { code, message, causeText } = fault;
  const [cleanMessage, cleanCause] = [
    clean(secrets, message),
    causeText === null ? null : clean(secrets, causeText),
  ];
  if (cleanMessage === message && cleanCause === causeText) return fault;
  return new Fault(code, cleanMessage, cleanCause);
}

/** Results say in `answer` or `why` what the device said. */
function cleanAnswer<T>(secrets: readonly string[], result: T): T {
  if (typeof result !== 'object' || result === null) return result;
  const words = Object.entries(result).filter(
    (entry): entry is [string, string] =>
      ['answer', 'why'].includes(entry[0]) && typeof entry[1] === 'string',
  );
  return { ...result, ...Object.fromEntries(words.map(([name, text]) => [name, clean(secrets, text)])) };
}

function clean(secrets: readonly string[], text: string): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST)
    .toSorted((one, other) => other.length - one.length)
    .reduce((result, secret) => result.replaceAll(secret, REDACTED), text);
}
