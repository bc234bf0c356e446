import { someUnit } from '../device-list.ts';
import { ok, unseen, warning, type DoctorCheck } from '../doctor-check.ts';

const FIX =
  'Give the account the action render_config on devices: plumbline provision --runtime-user, and look at the constraints of "Plumbline: devices".';

/** Whether NetBox renders for us. Without the action it says 404, as if the device were gone. */
export const render: DoctorCheck = {
  name: 'render permission',
  async run({ client, standingOf }) {
    const unit = await someUnit(client, (device) => standingOf(device).kind === 'managed');
    if (unit === null) {
      return [
        warning(
          'The account sees no device at all.',
          'Look at the constraints of its permission "Plumbline: devices".',
        ),
      ];
    }
    const what = `render ${unit.name}`;
    const answer = await client.ask(
      what,
      client.api.POST('/api/dcim/devices/{id}/render-config/', {
        params: { path: { id: unit.object.id } },
        body: {},
      }),
    );
    if (answer.ok) return [ok(`NetBox renders ${unit.name}.`)];
    // It judges the permission before it looks for a template.
    if (answer.status === 400 || answer.status === 500) {
      const words = client.wordsOf(answer);
      return [
        ok('The account may render configurations.'),
        unseen(
          `${unit.name} itself is not rendered: ${words}`,
          'Nothing for units whose intent is `model`; else give device, role or platform a working config template.',
        ),
      ];
    }
    if (answer.status === 403 || answer.status === 404) {
      return [warning(`NetBox does not render ${unit.name} for this account.`, FIX)];
    }
    throw client.faultOf(what, answer);
  },
};
