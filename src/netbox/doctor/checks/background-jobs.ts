import { readStatus } from '../../netbox-status.ts';
import { failure, ok, unseen, type DoctorCheck } from '../doctor-check.ts';

/** Whether somebody sends the webhooks, and sends them again. */
export const backgroundJobs: DoctorCheck = {
  name: 'background jobs',
  async run({ client }) {
    const { rqWorkers } = await readStatus(client);
    return [
      rqWorkers > 0
        ? ok(`${rqWorkers} rqworker(s) run.`)
        : failure(
            'No rqworker runs: NetBox sends no webhook.',
            'Start `netbox rqworker high default low` (or manage.py rqworker) beside NetBox.',
          ),
      unseen(
        'NetBox does not tell whether failed webhooks are sent again (RQ_RETRY_MAX; by default they are not).',
        'Set RQ_RETRY_MAX = 3 and RQ_RETRY_INTERVAL = 60 in NetBox’s configuration.py, and restart its rqworkers.',
      ),
    ];
  },
};
