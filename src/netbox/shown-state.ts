import { Choice } from './choice.ts';
import type { DeviceState } from './device-answer.ts';
import { STATE_FIELDS } from './state-fields.ts';

/** The state a device shows; null while it shows none, or the field was taken away. */
export function shownStateOf(device: Pick<DeviceState, 'custom_fields'>): string | null {
  return Choice.nullable()
    .catch(null)
    .parse(device.custom_fields[STATE_FIELDS.state] ?? null);
}
