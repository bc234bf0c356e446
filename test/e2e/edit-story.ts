import { vi } from 'vitest';
import { z } from 'zod';
import { resultsOf } from '../contract/netbox/netbox-rest.ts';
import type { LabWorld } from './lab-world.ts';

/** A save in NetBox: its request id, and when NetBox had answered. */
export interface Edited {
  readonly requestId: string;
  readonly at: number;
}

/** A journal entry as NetBox shows it. */
export interface Story {
  readonly kind: string;
  readonly comments: string;
}

/** Longest wait for the end of a change; a busy machine needs a multiple of what a quiet one does. */
const STORY_WITHIN_MS = 120_000;

const Entry = z.object({
  kind: z.object({ value: z.string() }),
  comments: z.string(),
});
const Device = z.object({
  custom_fields: z.object({ plumbline_state: z.object({ value: z.string() }).nullable() }),
});

/** Saves something over NetBox's REST API, as an engineer's script does. */
export async function edit(world: LabWorld, path: string, body: unknown): Promise<Edited> {
  const { status, requestId, body: answer } = await world.rest.patch(path, body);
  if (status !== 200) throw new Error(`PATCH ${path}: ${status} ${JSON.stringify(answer).slice(0, 500)}`);
  return { requestId, at: Date.now() };
}

/** Creates something over NetBox's REST API. */
export async function create(world: LabWorld, path: string, body: unknown): Promise<Edited> {
  const { status, requestId, body: answer } = await world.rest.post(path, body);
  if (status !== 201) throw new Error(`POST ${path}: ${status} ${JSON.stringify(answer).slice(0, 500)}`);
  return { requestId, at: Date.now() };
}

/** The journal entries of a device that tell this edit. */
export async function storiesOf(
  world: LabWorld,
  device: number,
  requestId: string,
): Promise<readonly Story[]> {
  const path = `/extras/journal-entries/?assigned_object_type=dcim.device&assigned_object_id=${device}&q=${requestId}`;
  return resultsOf(await world.rest.get(path)).map((result) => {
    const { kind, comments } = Entry.parse(result);
    return { kind: kind.value, comments };
  });
}

/** Waits for the journal entry that tells how the edit ended on this device; there must be exactly one. */
export async function waitForStory(world: LabWorld, device: number, { requestId }: Edited): Promise<Story> {
  return await vi.waitFor(
    async () => {
      const [story, second] = await storiesOf(world, device, requestId);
      if (story === undefined) throw new Error(`the journal says nothing of ${requestId}`);
      if (second !== undefined) throw new Error(`the journal tells ${requestId} twice`);
      return story;
    },
    { timeout: STORY_WITHIN_MS, interval: 250 },
  );
}

/** The state an engineer sees on the device in NetBox. */
export async function stateOf(world: LabWorld, device: number): Promise<string | undefined> {
  return Device.parse((await world.rest.get(`/dcim/devices/${device}/`)).body).custom_fields.plumbline_state
    ?.value;
}

/** Waits until the device shows this state. */
export async function waitForState(world: LabWorld, device: number, state: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const shown = await stateOf(world, device);
      if (shown !== state) throw new Error(`expected the state ${state}, found ${String(shown)}`);
    },
    { timeout: STORY_WITHIN_MS, interval: 250 },
  );
}
