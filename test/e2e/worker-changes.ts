import { z } from 'zod';
import type { Edited } from './edit-story.ts';
import type { LabWorld } from './lab-world.ts';

const Changes = z.object({
  changes: z.array(
    z.object({
      changeId: z.string(),
      openedAt: z.iso.datetime(),
      endings: z.array(z.object({ unitName: z.string(), ending: z.looseObject({ kind: z.string() }) })),
    }),
  ),
});
export type WorkerChange = z.infer<typeof Changes>['changes'][number];

/** The changes an edit led to, as `plumbline changes` tells them; more than one means that it was planned more than once. */
export async function changesOf(world: LabWorld, { requestId }: Edited): Promise<readonly WorkerChange[]> {
  const { code, stdout, stderr } = await world.plumbline('changes', '--json');
  if (code !== 0) throw new Error(`plumbline changes: ${stderr}`);
  return Changes.parse(JSON.parse(stdout)).changes.filter(({ changeId }) => changeId.includes(requestId));
}

/** How all units of all changes of an edit ended. */
export async function endingsOf(world: LabWorld, edited: Edited): Promise<readonly string[]> {
  return (await changesOf(world, edited)).flatMap(({ endings }) => endings.map(({ ending }) => ending.kind));
}

/** When the plans of the edit's only change stood. A change is opened once all its units are planned. */
export async function openedAt(world: LabWorld, edited: Edited): Promise<number> {
  const changes = await changesOf(world, edited);
  const [change] = changes;
  if (change === undefined || changes.length > 1)
    throw new Error(`expected one change of ${edited.requestId}, found ${changes.length}`);
  return Date.parse(change.openedAt);
}
