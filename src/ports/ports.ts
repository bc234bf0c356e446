import type { Limits } from '../domain/policy.ts';
import type { Telling } from '../domain/telling.ts';
import type { Clock } from './clock.ts';
import type { DeviceReader, OpenWriter } from './devices.ts';
import type { Edits } from './edits.ts';
import type { Journal } from './journal.ts';
import type { Log } from './log.ts';
import type { Messages } from './messages.ts';
import type { Meter } from './meter.ts';
import type { Outbox } from './outbox.ts';
import type { Pin } from './pin.ts';
import type { SourceOfTruth } from './source-of-truth.ts';
import type { StopSwitch } from './stop-switch.ts';
import type { Store } from './store.ts';

/** Everything outside, as a step sees it. Exists only inside {@link Steps.run}. */
export interface Ports {
  readonly source: SourceOfTruth;
  readonly devices: DeviceReader;
  readonly openWriter: OpenWriter;
  readonly journal: Journal;
  /** NetBox for bulk edits and sweeps, which must not keep an interactive edit waiting. */
  readonly background: Pick<Ports, 'source' | 'journal'>;
  readonly store: Store;
  readonly edits: Pick<Edits, 'read' | 'beginInventory'>;
  readonly outbox: Pick<Outbox, 'add'>;
  readonly pin: Pin;
  readonly messages: Messages;
  readonly stopSwitch: StopSwitch;
  readonly limits: Limits;
  readonly telling: Telling;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
}
