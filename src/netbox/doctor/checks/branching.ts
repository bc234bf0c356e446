import { readStatus } from '../../netbox-status.ts';
import { ok, warning, type DoctorCheck } from '../doctor-check.ts';

const PLUGIN = 'netbox_branching';

/** Whether edits can be made in branches, which are intended only once they are merged. */
export const branching: DoctorCheck = {
  name: 'branching',
  async run({ client }) {
    const { plugins, version } = await readStatus(client);
    const found = plugins.get(PLUGIN);
    if (found === undefined) return [ok('NetBox has no branching plugin.')];
    const seen = `NetBox has ${PLUGIN} ${found}: edits in branches are ignored until they are merged.`;
    if (!version.startsWith('4.7')) return [ok(seen)];
    return [
      warning(
        `${seen} With NetBox 4.7 this was never tested.`,
        'Merge a harmless change, and look whether plumbline changes shows it.',
      ),
    ];
  },
};
