import type { DeviceRecord } from '../../../domain/device-model.ts';
import { listUnits } from '../device-list.ts';
import { ok, warning, type DoctorCheck, type DoctorFinding } from '../doctor-check.ts';

/** Every device whose config context asks for Plumbline, with what keeps it from being managed. */
export const units: DoctorCheck = {
  name: 'units',
  async run({ client, standingOf }) {
    const all = (await listUnits(client)).map((device) => ({ device, standing: standingOf(device) }));
    const managed = all.filter(({ standing }) => standing.kind === 'managed');
    const refused = all.flatMap(({ device, standing }) =>
      standing.kind === 'not-managed' ? [{ device, reason: standing.reason }] : [],
    );
    const silent = all.length - managed.length - refused.length;
    const sum = `${managed.length} of ${all.length} devices are managed; ${silent} have no plumbline policy in their config context.`;
    return [
      managed.length + refused.length > 0
        ? ok(sum)
        : warning(sum, 'Give the devices to manage a config context with the key plumbline (docs: policy).'),
      ...refused.map(({ device, reason }) =>
        warning(
          `${nameOf(device)} is not managed: ${reason}.`,
          'Correct it in NetBox, or take its policy away.',
        ),
      ),
      ...managed.flatMap(({ device }) => lacksOf(device)),
    ];
  },
};

/** What a managed unit can do without, and is safer with. */
function lacksOf(device: DeviceRecord): readonly DoctorFinding[] {
  if (device.name === '') {
    return [warning(`${nameOf(device)} has no name: its hostname cannot be checked.`, 'Name it in NetBox.')];
  }
  if (device.serial !== null) return [];
  return [
    warning(
      `${nameOf(device)} has no serial number in NetBox: a device swapped behind its address goes unnoticed.`,
      'Record the serial number in NetBox.',
    ),
  ];
}

function nameOf({ name, object }: DeviceRecord): string {
  return name === '' ? `device ${object.id}` : name;
}
