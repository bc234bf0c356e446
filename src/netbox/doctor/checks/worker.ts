import { faultFactsOf } from '../../../domain/fault.ts';
import { failure, ok, warning, type DoctorCheck } from '../doctor-check.ts';

/** Whether `plumbline serve` runs and is ready, and what it warns of (`/readyz`). */
export const worker: DoctorCheck = {
  name: 'plumbline serve',
  async run({ worker: running }) {
    try {
      const { problems, warnings } = await running.readiness();
      if (problems.length + warnings.length === 0) return [ok('plumbline serve runs and is ready.')];
      return [
        ...problems.map((problem) => failure(`plumbline serve runs, but ${problem}.`, 'Look at its log.')),
        ...warnings.map((one) =>
          warning(
            `plumbline serve warns: ${one}.`,
            'Its log says since when; the warning ends with its cause.',
          ),
        ),
      ];
    } catch (error) {
      return [warning(faultFactsOf(error).message, 'Start plumbline serve, then run the doctor again.')];
    }
  },
};
