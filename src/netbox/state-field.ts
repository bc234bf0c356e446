import { Fault } from '../domain/fault.ts';
import { deviceIdOf, type UnitId } from '../domain/ids.ts';
import type { UnitState } from '../domain/unit.ts';
import type { StateFacts } from '../ports/journal.ts';
import { deviceExists } from './device-exists.ts';
import { DeviceState, fieldsOf } from './device-answer.ts';
import { membersOf } from './device-reader.ts';
import type { OnMissing } from './missing-fields.ts';
import type { NetBoxAnswer, NetBoxClient } from './netbox-client.ts';
import { parseAnswer } from './parse-answer.ts';
import type { SeenDevice, SeenDevices } from './seen-devices.ts';
import { compareShown, toFieldValues } from './state-fields.ts';
import { toFault } from './to-fault.ts';

const TRIES = 5;

/** What is to stand on a unit's devices. */
export interface Shown {
  readonly unitId: UnitId;
  readonly state: UnitState;
  readonly facts: StateFacts;
}

/** What is known of devices beside what they show. */
export interface ShowParts {
  readonly onMissing: OnMissing;
  readonly seen: SeenDevices;
}

/** Shows state and facts on the device and, for a virtual chassis, on its members. Sends nothing where they stand already. */
export async function showState(client: NetBoxClient, shown: Shown, parts: ShowParts): Promise<boolean> {
  const wanted = toFieldValues(shown.state, shown.facts);
  const device = await showOn(client, deviceIdOf(shown.unitId), wanted, parts);
  if (device === null) return false;
  for (const member of (await membersOf(client, device)) ?? []) {
    if (member !== device.id) await showOn(client, member, wanted, parts);
  }
  return true;
}

type Values = Readonly<Record<string, unknown>>;

/** Null when the device is gone. */
async function showOn(
  client: NetBoxClient,
  id: number,
  wanted: Values,
  { onMissing, seen: listed }: ShowParts,
): Promise<DeviceState | null> {
  const what = `show the state on device ${id}`;
  const early = listed.take(id);
  if (early !== null && (await showEarly(client, what, early, wanted))) return early.device;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const seen = await read(client, id, what);
    if (seen === null) return null;
    const { change, missing } = compareShown(seen.device.custom_fields, wanted);
    if (missing.length > 0) await onMissing(id, missing);
    // Sending equal values would save the device all the same, and its webhook would wake us up.
    if (Object.keys(change).length === 0) return seen.device;
    const answer = await save(client, what, seen, change);
    if (answer.ok) return seen.device;
    if (answer.status === 404 && !(await deviceExists(client, id))) return null;
    if (answer.status !== 412) throw explained(client, what, answer);
  }
  throw toFault(what, { kind: 'status', status: 412, words: `somebody saved it ${TRIES} times meanwhile` });
}

/** True when it stands there. A list that says so already may be too old for that, and so it is only good for a save. */
async function showEarly(
  client: NetBoxClient,
  what: string,
  seen: SeenDevice,
  wanted: Values,
): Promise<boolean> {
  const { change, missing } = compareShown(seen.device.custom_fields, wanted);
  if (missing.length > 0 || Object.keys(change).length === 0) return false;
  return (await save(client, what, seen, change)).ok;
}

async function save(
  client: NetBoxClient,
  what: string,
  { device, etag }: SeenDevice,
  change: Values,
): Promise<NetBoxAnswer> {
  return await client.ask(
    what,
    client.api.PATCH('/api/dcim/devices/{id}/', {
      params: { path: { id: device.id } },
      // Without it NetBox writes back every column it read, and undoes what somebody saved meanwhile.
      headers: { 'If-Match': etag },
      body: { custom_fields: change },
    }),
  );
}

async function read(client: NetBoxClient, id: number, what: string): Promise<SeenDevice | null> {
  const answer = await client.ask(
    what,
    client.api.GET('/api/dcim/devices/{id}/', {
      params: { path: { id }, query: { fields: fieldsOf(DeviceState) } },
    }),
  );
  if (answer.status === 404) return null;
  if (!answer.ok) throw client.faultOf(what, answer);
  if (answer.etag === null) {
    throw toFault(what, { kind: 'bad-answer', words: 'no ETag; NetBox 4.6 or newer is needed' });
  }
  return { device: parseAnswer(what, DeviceState, answer.body), etag: answer.etag };
}

/** A 404 here means "may not change", for the device was just read; a 400 that a value does not fit its field (a choice that was removed). */
function explained(client: NetBoxClient, what: string, answer: NetBoxAnswer): Fault {
  if (answer.status === 404) {
    return toFault(what, { kind: 'status', status: 403, words: 'the account may not change this device' });
  }
  if (answer.status !== 400) return client.faultOf(what, answer);
  return new Fault(
    'netbox.rejected',
    `NetBox could not ${what}: it refused a value. Run plumbline provision, which makes the custom fields and their choices.`,
    client.wordsOf(answer),
  );
}
