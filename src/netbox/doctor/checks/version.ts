import { readStatus } from '../../netbox-status.ts';
import { ok, warning, type DoctorCheck } from '../doctor-check.ts';

const SUPPORTED = ['4.6', '4.7'];

/** Whether this NetBox is one Plumbline knows, and the one its client was generated from. */
export const version: DoctorCheck = {
  name: 'NetBox version',
  async run({ client, clientLine }) {
    const { version: found } = await readStatus(client);
    const line = found.split('.').slice(0, 2).join('.');
    if (!SUPPORTED.includes(line)) {
      return [
        warning(
          `NetBox is ${found}; Plumbline knows ${SUPPORTED.join(' and ')}.`,
          'Run a version that is known, or expect answers that are refused as not understood.',
        ),
      ];
    }
    if (line === clientLine) return [ok(`NetBox is ${found}, which the client was generated from.`)];
    return [
      ok(
        `NetBox is ${found}; the client was generated from ${clientLine}, and ${line} is supported with it.`,
      ),
    ];
  },
};
