import type { UnitId } from '../domain/ids.ts';
import { loginDeviceOf } from './device-answer.ts';
import { everyDevice } from './every-device.ts';
import type { NetBoxClient } from './netbox-client.ts';
import { toUnitIds } from './to-unit-ids.ts';

/** Every device the account may view, chassis members as their master. Status and platform are judged by who plans. */
export async function allUnits(client: NetBoxClient): Promise<readonly UnitId[]> {
  return toUnitIds((await everyDevice(client)).map(loginDeviceOf));
}
