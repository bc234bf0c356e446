import { parseAnswer } from '../../parse-answer.ts';
import { DevicePlace, fieldsOf } from '../../device-answer.ts';
import { toFault } from '../../to-fault.ts';
import { someUnit } from '../device-list.ts';
import { failure, ok, unseen, type DoctorCheck, type DoctorContext } from '../doctor-check.ts';

const LOOK_EVERY_MS = 250;

/**
 * A real event: one device is saved without a change, which leaves no changelog entry (only its "last updated" moves, and
 * people who subscribed to the device hear of a save). NetBox sends its webhook like for any edit, and the running worker
 * says whether it came and its signature was right.
 */
export const webhook: DoctorCheck = {
  name: 'webhook round trip',
  async run(context) {
    const { client, worker, standingOf, nowMs, webhookWaitMs } = context;
    if (!context.sendWebhook) {
      return [unseen('No webhook was sent, as asked.', 'Run plumbline doctor without --no-webhook.')];
    }
    const refusedBefore = await worker.received('-').then(
      ({ refused }) => refused,
      () => null,
    );
    if (refusedBefore === null) {
      return [
        unseen('No webhook was sent: the running worker could not be asked for it.', 'See plumbline serve.'),
      ];
    }
    const unit = await someUnit(client, (device) => standingOf(device).kind === 'managed');
    if (unit === null)
      return [unseen('No webhook was sent: there is no device to save.', 'See render permission.')];
    const begun = nowMs();
    const saved = await saveUnchanged(context, unit.object.id);
    if (saved === null) {
      return [
        unseen(
          `No webhook was sent: the account may not save ${unit.name}.`,
          'Give it the action change on devices: plumbline provision --runtime-user.',
        ),
      ];
    }
    for (;;) {
      const { arrived, refused } = await worker.received(saved);
      const ms = nowMs() - begun;
      if (arrived > 0) {
        return [
          ok(`NetBox sent its webhook for ${unit.name}; it arrived with a right signature after ${ms} ms.`),
        ];
      }
      if (refused > refusedBefore) {
        return [
          failure(
            'A webhook arrived and was refused: its signature does not match PLUMBLINE_WEBHOOK_SECRET.',
            'Run plumbline provision, which writes the secret of the settings into NetBox; or correct the setting.',
          ),
        ];
      }
      if (ms > webhookWaitMs) break;
      await context.pause(LOOK_EVERY_MS);
    }
    return [
      failure(
        `NetBox sent no webhook for ${unit.name} within ${webhookWaitMs / 1_000} s: edits are found only by catching up.`,
        'Check in this order: an rqworker runs; event rule "Plumbline: edits" is enabled; the webhook’s address is one NetBox reaches (System > Background Tasks shows failed ones). Where its queue is long, raise PLUMBLINE_DOCTOR_WAIT_MS.',
      ),
    ];
  },
};

/** The id of the request that saved it; null when the account may not. */
async function saveUnchanged({ client }: DoctorContext, id: number): Promise<string | null> {
  const what = `save device ${id} without a change`;
  const params = { path: { id } };
  const seen = await client.demand(
    what,
    client.api.GET('/api/dcim/devices/{id}/', {
      params: { ...params, query: { fields: fieldsOf(DevicePlace) } },
    }),
  );
  parseAnswer(what, DevicePlace, seen.body);
  const answer = await client.ask(
    what,
    client.api.PATCH('/api/dcim/devices/{id}/', {
      params,
      // Without it NetBox writes back every column it read, and undoes what somebody saved meanwhile.
      headers: { 'If-Match': seen.etag ?? '*' },
      body: {},
    }),
  );
  if (answer.status === 403 || answer.status === 404) return null;
  if (!answer.ok) throw client.faultOf(what, answer);
  if (answer.requestId !== null) return answer.requestId;
  throw toFault(what, { kind: 'bad-answer', words: 'no X-Request-ID; is a proxy taking it away?' });
}
