import { z } from 'zod';
import { Fault } from '../domain/fault.ts';
import { deviceIdOf, type UnitId } from '../domain/ids.ts';
import { deviceExists } from './device-exists.ts';
import type { NetBoxAnswer, NetBoxClient } from './netbox-client.ts';
import { parseAnswer } from './parse-answer.ts';
import { toFault } from './to-fault.ts';

const Rendered = z.object({ content: z.string() });
/** What NetBox answers when there is no template (400), or when the template itself failed (500). */
const NoTemplate = z.object({ error: z.string() });
const TemplateFailed = z.object({ detail: z.string() });

/**
 * NetBox's rendered configuration of the device. Throws `netbox.render-failed` with NetBox's words when there is no
 * template or the template fails, `netbox.forbidden` when the account may not render, `netbox.not-found` when the device is gone.
 */
export async function renderConfig(client: NetBoxClient, unitId: UnitId): Promise<string> {
  const id = deviceIdOf(unitId);
  const what = `render the configuration of device ${id}`;
  // The place among the renders is taken first: a waiting render must not hold one of the general places.
  const answer = await client.renders.run(() =>
    client.ask(
      what,
      client.api.POST('/api/dcim/devices/{id}/render-config/', { params: { path: { id } }, body: {} }),
    ),
  );
  if (answer.ok) return parseAnswer(what, Rendered, answer.body).content;
  if (answer.status === 404) throw await explainNotFound(client, id, what);
  throw renderFault(client, what, answer);
}

/** A 404 of an action says both "gone" and "not allowed": only reading the device tells which. */
async function explainNotFound(client: NetBoxClient, id: number, what: string): Promise<Fault> {
  const exists = await deviceExists(client, id);
  const words = exists
    ? 'the device exists: the account lacks the action render_config on it'
    : 'the device is gone';
  return toFault(what, { kind: 'status', status: exists ? 403 : 404, words });
}

function renderFault(client: NetBoxClient, what: string, answer: NetBoxAnswer): Fault {
  // NetBox's own crashes have the keys `error` and `exception`; a failed template has `detail` alone.
  const templateFailed = answer.status === 500 && TemplateFailed.safeParse(answer.body).success;
  const noTemplate = answer.status === 400 && NoTemplate.safeParse(answer.body).success;
  if (!templateFailed && !noTemplate) return client.faultOf(what, answer);
  const words = client.wordsOf(answer);
  return new Fault(
    'netbox.render-failed',
    `NetBox could not ${what}. It says: ${words} Correct the template or its data in NetBox.`,
  );
}
