import { Fault } from '../domain/fault.ts';
import type { LiveReading } from '../domain/live.ts';
import type { Unit } from '../domain/unit.ts';

/** What every decoder puts where bytes were no UTF-8. */
const REPLACEMENT = '\uFFFD';

/**
 * The reading, when it can be compared at all, whatever the platform. Throws `device.unexpected-output` for a configuration
 * with bytes that are no UTF-8 (any guess would show as drift, and would be written back by a rollback), `device.incomplete`
 * for one without a single line.
 */
export function checkReading(reading: LiveReading, { name }: Unit): LiveReading {
  const lines = reading.configuration.split('\n');
  const odd = lines.findIndex((line) => line.includes(REPLACEMENT));
  if (odd >= 0)
    throw new Fault(
      'device.unexpected-output',
      `expected UTF-8, but line ${odd + 1} of the configuration of ${name} holds bytes that are none: enter that text again on the device; nothing is compared or written before`,
    );
  if (!lines.some(isContent))
    throw new Fault(
      'device.incomplete',
      `expected a configuration, but ${name} showed one without a single line; an empty one is never compared. It is read again later`,
    );
  return reading;
}

/** `end` proves that a configuration is whole, and says nothing by itself. */
function isContent(line: string): boolean {
  const text = line.trim();
  return text !== '' && text !== 'end' && !/^[!#]/.test(text);
}
